"""Answers of parents: kept to go on with, or sent; once however often they arrive (G16, G20)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from inspections.models import Revisit
from inspections.policies import Refused
from surveys import responding
from surveys.actions.opening import open_survey
from surveys.models import Response, Survey
from surveys.responding import Given

NOT_OPEN = "The survey is not open."


@transaction.atomic
def begin(*, revisit: Revisit, at: datetime) -> Survey:
    """The survey, opened if nothing has opened it yet: answering waits for no job. Raises Refused."""
    survey = Survey.objects.filter(revisit=revisit, opened_at__isnull=False, closed_at=None).first()
    survey = survey or open_survey(revisit=revisit, at=at)
    if survey is None:
        raise Refused(NOT_OPEN)
    return survey


@transaction.atomic
def keep(
    *, revisit: Revisit, given: Mapping[int, Given], language: str, code: str, began: datetime, at: datetime
) -> Response:
    """Keep answers under a code, to go on with later; those that were sent stay as they were sent."""
    return responding.save(
        survey=begin(revisit=revisit, at=began),
        given=given,
        way=Response.Way.WEB,
        language=language,
        at=at,
        code=code,
        state=Response.State.KEPT,
    )


@transaction.atomic
def send(
    *,
    revisit: Revisit,
    given: Mapping[int, Given],
    language: str,
    code: str,
    began: datetime,
    at: datetime,
    apart_why: str = "",
) -> Response:
    """Take answers, or set them apart for a reason. Those under the same code before are replaced.

    Whoever calls has asked whether one who began then may send now.
    """
    survey = begin(revisit=revisit, at=began)
    response = responding.save(
        survey=survey,
        given=given,
        way=Response.Way.WEB,
        language=language,
        at=at,
        code=code,
        state=Response.State.APART if apart_why else Response.State.SENT,
        apart_why=apart_why,
    )
    # The figures may have been made while this was written.
    Survey.objects.filter(pk=survey.pk, closed_at__isnull=False).update(recount=True)
    return response
