"""Quality assurance of a case as its page shows it: who has decided, what is next and for whom, what was before."""

from dataclasses import dataclass

from inspections import access, guards
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import Event, State, advance
from letters import correction_policies, corrections, outcome, quality, quality_policies
from letters.correction_states import Stage, Step
from letters.models import LetterVersion, OutcomeLetter
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

# What is next at a stage that is not quality assurance's, in a sentence.
_NEXT = {
    State.PLANNED: "The letter is written once the visit is over; then it comes here.",
    State.NOTIFIED: "The letter is written once the visit is over; then it comes here.",
    State.ON_SITE: "The letter is written once the visit is over; then it comes here.",
    State.REPORTING: "The team is writing the letter. The lead HMI submits it when it is ready.",
    State.ACCURACY: "The draft is approved and with the area, which comments on its factual accuracy.",
    State.FINALISING: "The team is working in the area's comments. The lead HMI submits the final letter.",
    State.FINAL: "The final letter is approved and sent. It is published when its embargo is over.",
    State.CLOSED: "The letter is published.",
    State.POSTPONED: "The re-visit is postponed.",
    State.CANCELLED: "The re-visit was cancelled: there is no letter.",
}
_NEXT_OF_CORRECTION = {
    Stage.WRITING: "The letter is published, and is being corrected. The lead HMI submits the corrected letter.",
    Stage.CHECKING: "",
    Stage.SENT: "The corrected letter is approved and sent. It is published when its embargo is over.",
}


@dataclass(frozen=True)
class Now:
    """`current` is what quality assurance has; `waits_for_me` where the reader is to decide on it."""

    letter: OutcomeLetter | None
    current: LetterVersion | None
    newest: LetterVersion | None
    standings: list[quality.Standing]
    waits_for_me: bool
    next: str
    may_submit: bool
    may_withdraw: bool
    missing: list[str]

    @property
    def approved(self) -> bool:
        return bool(self.standings) and all(each.approved for each in self.standings)


def now(revisit: Revisit, person: User) -> Now:
    """How it stands for this reader."""
    letter, current = outcome.letter_of(revisit), quality.with_quality(revisit)
    newest = outcome.newest(letter) if letter else None
    standings = quality.standings(current) if current else []
    agency = quality.agency_of(revisit, person)
    correction = corrections.open_of(revisit)
    writing = quality.next_purpose(revisit) is not None and not revisit.historical
    leads = access.may(person, Permission.SUBMIT_LETTER, revisit)
    return Now(
        letter=letter,
        current=current,
        newest=newest,
        standings=standings,
        waits_for_me=any(each.agency == agency and not each.approved for each in standings),
        next=_NEXT_OF_CORRECTION[Stage(correction.stage)]
        if correction
        else _NEXT.get(State(revisit.state), ""),
        may_submit=writing and leads and letter is not None,
        may_withdraw=current is not None and leads,
        missing=missing(revisit) if writing else [],
    )


def missing(revisit: Revisit) -> list[str]:
    """What keeps the letter from being submitted, a sentence each."""
    found = []
    for check in (quality_policies.letter_of, quality_policies.check_reviewers):
        try:
            check(revisit)
        except Refused as refusal:
            found.append(str(refusal))
    if outcome.letter_of(revisit) is None:
        return found
    if correction := corrections.open_of(revisit):
        return found + correction_policies.missing(correction, Step.SUBMIT)
    return found + guards.refusals(revisit, advance(State(revisit.state), Event.SUBMIT))
