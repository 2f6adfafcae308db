"""May the survey be reported broken, or mended, now? Every refusal is the sentence that the person reads."""

from collections.abc import Mapping
from datetime import datetime

from inspections import survey
from inspections.models import Revisit, SurveyIncident
from inspections.models.revisit import SurveyKind
from inspections.plan_policies import check_goes_on
from inspections.policies import Refused
from inspections.workflow import OVER, State

REPLACE = (
    "The survey has opened: parents know where it is. Say on the page “Survey” that it is replaced, and why, so that "
    "everybody who was told of it hears of it."
)


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


def check_where(revisit: Revisit, changes: Mapping[str, object], now: datetime) -> None:
    """Where parents answer is chosen until the survey opens (G16); from then on it is replaced, which is told.

    A link that was still missing at the opening may be entered.
    """
    opens, closes = survey.window(revisit).opens, survey.window(revisit).closes
    if opens is None or now < opens or revisit.state not in (State.NOTIFIED, State.ON_SITE):
        return
    if "survey_kind" in changes:
        raise Refused(REPLACE, "survey_kind")
    ours = revisit.survey_kind == SurveyKind.OWN
    if "survey_url" in changes and survey.address(revisit) and not ours and closes and now < closes:
        raise Refused(REPLACE, "survey_url")


def check_answers(revisit: Revisit, now: datetime) -> None:
    """How many answered an outside survey is typed once it is closed; of our own the program counts."""
    if revisit.survey_kind == SurveyKind.OWN:
        raise Refused("The program counts the answers of its own survey itself.")
    closes = survey.window(revisit).closes
    if closes is None or now < closes:
        raise Refused("The survey is not closed yet.")


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
