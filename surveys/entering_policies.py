"""May the office enter answers now? Every refusal is the sentence that is read."""

from datetime import date, datetime, timedelta

from django.conf import settings

from inspections.models import Revisit
from inspections.models.revisit import SurveyKind
from inspections.plan_policies import check_goes_on
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from surveys.actions.opening import times
from surveys.models import Survey


def last_day(revisit: Revisit, survey: Survey | None) -> date | None:
    """The last day on which answers are entered; None where the survey has no dates."""
    closes = times(revisit, survey).closes
    return closes.astimezone(LONDON).date() + timedelta(days=settings.SURVEY_ENTRY_DAYS) if closes else None


def check_entering(revisit: Revisit, survey: Survey | None, at: datetime) -> None:
    """From the opening on, until some days after the closing, for what came in before it."""
    check_goes_on(revisit)
    if revisit.survey_kind != SurveyKind.OWN:
        raise Refused("Parents answer an outside survey: bring its results in from a file.")
    found = times(revisit, survey)
    last = last_day(revisit, survey)
    if found.opens is None or last is None or at < found.opens:
        raise Refused("The survey is not open yet: answers are entered from its opening on.")
    if at.astimezone(LONDON).date() > last:
        raise Refused(f"Answers were entered until {last:%-d %B %Y}. They are not counted any more.")


def check_received(revisit: Revisit, survey: Survey | None, on: date, at: datetime) -> None:
    """What came in after the closing is not counted; nothing comes in tomorrow."""
    closes = times(revisit, survey).closes
    if on > at.astimezone(LONDON).date():
        raise Refused("This day is to come.", "received_on")
    if closes and on > closes.astimezone(LONDON).date():
        closed = closes.astimezone(LONDON)
        raise Refused(
            f"The survey closed on {closed:%-d %B %Y}: what came in later is not counted.", "received_on"
        )
