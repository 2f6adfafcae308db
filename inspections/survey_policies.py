"""May the survey be reported broken, or mended, now? Every refusal is the sentence that the person reads."""

from collections.abc import Mapping
from datetime import datetime

from inspections import survey
from inspections.models import QuestionSet, Revisit, SurveyIncident
from inspections.models.revisit import SurveyKind
from inspections.plan_policies import check_goes_on
from inspections.policies import Refused
from inspections.question_states import SetState
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


def check_known(revisit: Revisit) -> None:
    """Somebody was told of the survey, and the visit goes on."""
    check_goes_on(revisit)
    if revisit.state == State.PLANNED:
        raise Refused("The area has not been notified yet: nobody was told of the survey.")
    if revisit.state in OVER:
        raise Refused("The visit is over: the survey stays closed.")


def check_extend(revisit: Revisit, closes: datetime, now: datetime) -> None:
    """To a later moment that is still to come, before the last on-site day is over."""
    check_known(revisit)
    before = survey.window(revisit).closes
    if before is None:
        raise Refused("The survey has no date for its closing yet: set it on the timeline.")
    if closes <= before:
        raise Refused(f"It closes at {before:%H:%M on %-d %B %Y}: choose a later time.", "on")
    if closes <= now:
        raise Refused("Choose a time that is still to come.", "on")
    if revisit.last_day and closes.date() > revisit.last_day:
        raise Refused("Choose a day before the visit is over: inspectors read what parents say.", "on")


def check_replace(revisit: Revisit, *, kind: str, link: str, now: datetime) -> None:
    """Another place, once the survey has opened and while it goes on; before, it is simply changed."""
    check_known(revisit)
    here = survey.window(revisit)
    if here.opens is None or now < here.opens:
        raise Refused("The survey has not opened yet: change where parents answer.")
    if here.closes is None or here.closes <= now:
        raise Refused("The survey is closed. Extend it first.")
    if kind == SurveyKind.LINK and not link:
        raise Refused("Enter the link of the other survey.", "survey_url")
    if survey.address_of(revisit.reference, kind=kind, link=link) == survey.address(revisit):
        raise Refused("Parents answer there already: choose another place.", "survey_kind")
    agreed = revisit.question_sets.filter(purpose=QuestionSet.Purpose.SURVEY, state=SetState.AGREED)
    if kind == SurveyKind.OWN and not agreed.exists():
        raise Refused("The questions are not agreed: parents would have nothing to answer.", "survey_kind")


def check_why(why: str) -> str:
    """The reason as it goes on after "because", without its full stop."""
    why = why.strip().rstrip(".").strip()
    if not why:
        raise Refused("Give the reason: everybody who was told of the survey reads it.", "why")
    return why


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
