"""May the outcome letter be written now? Each refusal carries the sentence that the person reads."""

from datetime import date

from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import State
from letters import corrections, outcome
from letters.composing.outcome import editable_keys
from letters.correction_states import Stage
from letters.models import LetterVersion, OutcomeLetter, SectionVersion

WRITING = (State.REPORTING, State.FINALISING)
# Until it is sent, its readers say what they think of it.
COMMENTING = (State.REPORTING, State.QUALITY, State.ACCURACY, State.FINALISING, State.CHECKING)
# Why nobody writes at the other stages.
_WHY = {
    State.PLANNED: "The letter is written once the visit is over.",
    State.NOTIFIED: "The letter is written once the visit is over.",
    State.ON_SITE: "The letter is written once the visit is over: record the feedback first.",
    State.QUALITY: "The letter is with quality assurance: withdraw it, with the reason, to change it.",
    State.ACCURACY: "The letter is with the area for accuracy: it is changed once the comments are closed.",
    State.CHECKING: "The final letter is being checked: withdraw it, with the reason, to change it.",
    State.FINAL: "The final letter has been sent: recall it, with the reason, to change it.",
    State.CLOSED: "The letter is published: begin a correction, which is a new version of it, to change its words.",
    State.POSTPONED: "The re-visit is postponed.",
    State.CANCELLED: "The re-visit was cancelled.",
}
_WHY_CORRECTION = {
    Stage.CHECKING: "The correction is being checked: take it back from quality assurance, with the reason, to "
    "change it.",
    Stage.SENT: "The corrected letter has been sent: recall it, with the reason, to change it.",
}


class SectionChanged(Refused):
    """Somebody wrote the same section in between; `newest` is theirs."""

    def __init__(self, newest: SectionVersion) -> None:
        super().__init__(
            f"{newest.written_by} wrote here while you were typing. Theirs is shown beside yours: nothing of either "
            "is lost. Send yours again to put it in place of theirs."
        )
        self.newest = newest


def check_write(revisit: Revisit) -> None:
    """The letter is written between the visit and its quality assurance, and again once the area commented."""
    if revisit.historical:
        raise Refused("This re-visit is known from published statistics alone: it has no letter here.")
    if not may_be_written(revisit):
        correction = corrections.open_of(revisit)
        raise Refused(_WHY_CORRECTION[Stage(correction.stage)] if correction else _WHY[State(revisit.state)])


def may_be_written(revisit: Revisit) -> bool:
    """Whether it is at a stage in which its words may change: also of a published one that is corrected (G26)."""
    return revisit.state in WRITING or corrections.at(revisit, Stage.WRITING) is not None


def check_dated(revisit: Revisit, dated: date | None) -> None:
    """A letter is dated after what it tells of; once it is published it keeps its date."""
    if corrections.open_of(revisit):
        raise Refused("A correction keeps the date of the letter: its note has the day of the correction.")
    if dated and revisit.last_day and dated < revisit.last_day:
        raise Refused(f"The letter is dated on the last on-site day, {revisit.last_day:%-d %B %Y}, or later.")


def check_comment(revisit: Revisit) -> None:
    """Comments are for those who can still act on them."""
    correcting = corrections.at(revisit, Stage.WRITING, Stage.CHECKING)
    if revisit.state not in COMMENTING and not correcting:
        raise Refused("The letter is not being written or checked now: comments on it stay as they are.")


def check_section(letter: OutcomeLetter, key: str) -> None:
    """Words are written into sections that the letter has, and that are not generated."""
    if key not in editable_keys(outcome.facts_of(letter)):
        raise Refused("The letter has no such section that is written by hand.")


def check_same(newest: SectionVersion | None, after: int) -> None:
    """Whoever comes second is told, and shown both."""
    if newest and newest.number != after:
        raise SectionChanged(newest)


def check_complete(letter: OutcomeLetter, purpose: LetterVersion.Purpose) -> None:
    """G23: nothing is missing of what is given to others to read."""
    if labels := outcome.missing(letter, purpose):
        raise Refused(f"The letter still needs: {'; '.join(labels)}.")
