"""May the survey be reported broken, or mended, now? Every refusal is the sentence that the person reads."""

from datetime import datetime

from inspections import survey
from inspections.models import Revisit, SurveyIncident
from inspections.plan_policies import check_goes_on
from inspections.policies import Refused
from inspections.workflow import OVER, State


def check_broken(revisit: Revisit, now: datetime) -> None:
    """Before its closing, once the area was notified; once at a time."""
    check_goes_on(revisit)
    if revisit.state == State.PLANNED:
        raise Refused("The area has not been notified yet: nobody was told of the survey.")
    closes = survey.window(revisit).closes
    if revisit.state in OVER or (closes and closes <= now):
        raise Refused("The survey is closed. To open it again, set another date for its closing first.")
    if survey.broken(revisit):
        raise Refused("The survey is reported broken already.", "said")


def check_mended(revisit: Revisit) -> SurveyIncident:
    """What is wrong now."""
    found = survey.broken(revisit)
    if found is None:
        raise Refused("The survey is not reported broken.")
    return found


def check_said(said: str) -> str:
    """The words without the space around them."""
    if not said.strip():
        raise Refused("Say it in a sentence: everybody who was told of the survey reads it.", "said")
    return said.strip()
