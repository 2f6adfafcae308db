"""What the pages show that send the draft and the final letter to the area: who will read, and what is in the way."""

from dataclasses import dataclass
from datetime import datetime

from inspections import draft_list, guards
from inspections.models import Revisit
from inspections.workflow import Event, NotAllowedNow, State, advance
from letters import corrections
from letters.correction_policies import missing
from letters.correction_states import Step
from revisits.accounts import standing
from revisits.accounts.models import User


@dataclass(frozen=True)
class WillRead:
    """Somebody who will be able to read the draft, and what stands in their way."""

    person: User
    body: str
    role: str
    lacks: tuple[str, ...]


def will_read(case: Revisit, now: datetime) -> list[WillRead]:
    """Those on the list already, then the directors and chief executives to whom sending opens it (G24)."""
    listed = draft_list.readers(case)
    found = [WillRead(row.user, str(row.organisation), "Named before", _lacks(row.user)) for row in listed]
    for held in draft_list.unopened(case, on=now.date()):
        found.append(WillRead(held.user, str(held.organisation), held.get_role_display(), _lacks(held.user)))
    return found


def draft_lacks(case: Revisit) -> list[str]:
    """Why the draft cannot be sent now, each in a sentence."""
    return _lacking(case, Event.SEND_DRAFT)


def final_lacks(case: Revisit) -> list[str]:
    """Why the final letter cannot be sent now, each in a sentence."""
    return _lacking(case, Event.SEND_FINAL)


def correction_lacks(case: Revisit) -> list[str]:
    """Why the corrected letter cannot be sent now, each in a sentence."""
    correction = corrections.open_of(case)
    return missing(correction, Step.SEND) if correction else []


def _lacking(case: Revisit, event: Event) -> list[str]:
    try:
        return guards.refusals(case, advance(State(case.state), event))
    except NotAllowedNow as refusal:
        return [str(refusal)]


def _lacks(person: User) -> tuple[str, ...]:
    """What they need before they can read it, in words."""
    found = []
    if not person.email:
        found.append("no e-mail address: they are not told")
    if not person.has_usable_password():
        found.append("no password yet")
    if standing.of(person).must_set_up:
        found.append("no second factor yet: they set one up when they sign in")
    return tuple(found)
