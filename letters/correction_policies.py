"""May a published letter be corrected, and may its correction go on now? Each refusal is the sentence that is read."""

from datetime import date, datetime

from inspections import access, guards
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import corrections, outcome
from letters.composing.text import Block, LetterText
from letters.correction_states import Move, Stage, Step, move_for
from letters.models import Correction, Letter, LetterVersion, OutcomeLetter
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

_IS_NOTE = "correction-"


def check_permission(revisit: Revisit, by: User, permission: Permission) -> None:
    if not access.may(by, permission, revisit):
        raise Refused(f"You may not do this: it needs the permission to {permission}.")


def check_begin(revisit: Revisit) -> tuple[OutcomeLetter, Letter]:
    """The letter and its published version: corrected once it is published, one correction at a time (G26)."""
    if revisit.historical:
        raise Refused("This re-visit is known from published statistics alone: it has no letter here.")
    published = corrections.published_letter(revisit) if revisit.state == State.CLOSED else None
    if published is None:
        raise Refused(
            "The letter is not published yet: it is changed by recalling it, not by a correction (G26)."
        )
    if under_way := corrections.open_of(revisit):
        raise Refused(f"{under_way.begun_by} has begun a correction already: go on with it.")
    letter = outcome.letter_of(revisit)
    if letter is None or not outcome.newest_words(letter):
        raise Refused("The words that the letter was made of are no longer kept: it can't be corrected here.")
    letter.revisit = revisit
    return letter, published


def check_says(wrong: str, note: str) -> None:
    """Those who check it, and everybody who reads it, are told what was wrong."""
    if not wrong:
        raise Refused("Say what is wrong: those who check the correction work from it.", "wrong")
    if not note:
        raise Refused("Write the note that every reader of the letter sees.", "note")


def check_dated(revisit: Revisit, dated: date) -> None:
    """A letter is corrected once it is published."""
    published = corrections.published_letter(revisit)
    moment = published.publication.published_at if published else None
    if moment and dated < (day := moment.astimezone(LONDON).date()):
        raise Refused(f"The letter was published on {day:%-d %B %Y}: it is corrected then or later.", "dated")


def check_changes(correction: Correction | None) -> Correction:
    """Its note, as its words, changes while it is written."""
    if correction is None:
        raise Refused("No correction of this letter is under way.")
    if correction.stage != Stage.WRITING:
        raise Refused(
            "The correction is being checked or was sent: take it back or recall it first, with the reason."
        )
    return correction


def check_under_way(correction: Correction | None) -> Correction:
    if correction is None:
        raise Refused("No correction of this letter is under way.")
    return correction


def check_step(correction: Correction, step: Step, by: User | None, reason: str) -> Move:
    """The row of the table for a step. `by` is None where a job acts; Refused with all that is missing."""
    row = move_for(Stage(correction.stage), step)
    if row is None:
        stage = Stage(correction.stage).label
        raise Refused(f"This cannot be done while the correction is at the stage “{stage}”.")
    if by is not None:
        check_permission(correction.revisit, by, row.permission)
    if row.needs_reason and not reason.strip():
        raise Refused("Say why: the reason stays in the case's history.", "reason")
    if lacking := missing(correction, step):
        raise Refused(" ".join(lacking))
    return row


def missing(correction: Correction, step: Step) -> list[str]:
    """What keeps a step from being taken, a sentence each; empty where the table has no such row."""
    row = move_for(Stage(correction.stage), step)
    found = guards.unmet(correction.revisit, row.guards) if row else []
    if step == Step.SUBMIT and row and not _words_differ(correction.revisit):
        found.append("Beside its note the letter says what it said: correct its words first.")
    return found


def check_moment(correction: Correction, due_at: datetime) -> None:
    """What prints that it was corrected on a day is not published before it."""
    if due_at.astimezone(LONDON).date() < correction.dated:
        raise Refused(
            f"The letter prints that it was corrected on {correction.dated:%-d %B %Y}: it is published then or later.",
            "day",
        )


def check_seen(correction: Correction, seen: int) -> None:
    """Whoever sends it has seen the very text: `seen` is the number of the version on their page."""
    version: LetterVersion | None = correction.version
    if version and version.number != seen:
        raise Refused(f"The letter changed while you read it: it is version {version.number} now.")


def _words_differ(revisit: Revisit) -> bool:
    """Whether more than the note is another than in the published letter."""
    letter, published = outcome.letter_of(revisit), corrections.published_letter(revisit)
    if letter is None or published is None:
        return False
    letter.revisit = revisit
    return _without_note(outcome.text(letter)) != _without_note(published.composed)


def _without_note(text: LetterText) -> list[Block]:
    return [block for block in text.blocks if not block.name.startswith(_IS_NOTE)]
