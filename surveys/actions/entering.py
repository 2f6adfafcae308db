"""Answers that came on paper, by phone or by e-mail, entered by the office and marked so (G16, G20)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from inspections.models import Revisit
from inspections.policies import Refused
from revisits.accounts.models import User
from surveys import entering_policies as policies
from surveys import responding
from surveys.actions.opening import open_survey, times
from surveys.models import Response, Survey
from surveys.responding import Given

NOTHING = "Nothing is entered: give one answer at least."


@transaction.atomic
def enter(
    *,
    revisit: Revisit,
    given: Mapping[int, Given],
    way: Response.Way,
    received_on: date,
    mark: str,
    by: User,
    at: datetime,
) -> Response:
    """Write one form, call or e-mail that came in on that day. The same `mark`, of the form typed into, writes it once.

    Raises Refused outside the time for it, for a day after the closing, and where nothing is given.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    survey = Survey.objects.filter(revisit=revisit).first()
    policies.check_entering(revisit, survey, at)
    policies.check_received(revisit, survey, received_on, at)
    if not any(given.values()):
        raise Refused(NOTHING)
    survey = _opened(revisit, survey, at)
    response = responding.save(
        survey=survey,
        given=given,
        way=way,
        language="en",
        at=at,
        code=mark,
        entered_by=by,
        received_on=received_on,
    )
    Survey.objects.filter(pk=survey.pk, closed_at__isnull=False).update(recount=True)
    return response


def _opened(revisit: Revisit, survey: Survey | None, at: datetime) -> Survey:
    """The survey, opened as of its window if nothing has opened it until now."""
    if survey and survey.opened_at:
        return survey
    closes = times(revisit, survey).closes
    within = min(at, closes - timedelta(seconds=1)) if closes else at
    opened = open_survey(revisit=revisit, at=within)
    if opened is None:
        raise Refused("The questions are not agreed yet: there is nothing to enter.")
    return opened
