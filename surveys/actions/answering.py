"""Answers of parents: kept to go on with, or sent; once however often they arrive (G16, G20)."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from django.db import transaction

from inspections.models import Revisit
from inspections.policies import Refused
from revisits.statements import KEY, Statement, write
from surveys import responding
from surveys.actions.opening import open_survey
from surveys.models import Response, Survey
from surveys.responding import Given

NOT_OPEN = "The survey is not open."


def begin(*, revisit: Revisit, at: datetime) -> Survey:
    """The survey, opened if nothing has opened it yet: answering waits for no job. Raises Refused."""
    found = _open().objects(Survey, {KEY: revisit.pk})
    survey = found[0] if found else open_survey(revisit=revisit, at=at)
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


@cache
def _open() -> Statement:
    return write(Survey.objects.filter(revisit=KEY, opened_at__isnull=False, closed_at=None))
