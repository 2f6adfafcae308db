"""Correcting a published letter (G26): begun with a public note, withdrawn, or sent and published as a new version."""

from datetime import date, datetime

from django.db import transaction

from inspections.actions.record import poke, record
from inspections.models import CaseEvent, Revisit
from letters import correction_policies, corrections, final_policies, outcome
from letters.actions.correction_steps import mark
from letters.actions.final import about, issue, locked
from letters.actions.outcome import write_again
from letters.composing.outcome_written import plain
from letters.correction_states import Step
from letters.models import Correction, Letter, OutcomeLetter, Publication, SectionVersion
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

Kind = CaseEvent.Kind
# What the row of the new version says, which staff may read before it is published: never the note.
REASON = "Corrected: the note at its top says what."


@transaction.atomic
def begin_correction(
    *, revisit: Revisit, wrong: str, note: str, dated: date, by: User, at: datetime
) -> Correction:
    """Begin to correct the published letter: its words may be written again, its decisions may not.

    `wrong` is for those who correct and check it, `note` for every reader. Raises Refused before the letter is
    published, while another correction is under way, for whoever may not, and without either text.
    """
    revisit, wrong, note = locked(revisit), wrong.strip(), _in_a_line(note)
    correction_policies.check_permission(revisit, by, Permission.SEND_FINAL)
    letter, _ = correction_policies.check_begin(revisit)
    correction_policies.check_says(wrong, note)
    correction_policies.check_dated(revisit, dated)
    correction = Correction.objects.create(
        revisit=revisit,
        number=revisit.corrections.count() + 1,
        wrong=wrong,
        note=note,
        dated=dated,
        published_words={key: version.number for key, version in outcome.newest_words(letter).items()},
        begun_by=by,
        begun_at=at,
    )
    text = f"{correction} of the published letter was begun."
    record(revisit, Kind.CORRECTION, by=by, at=at, text=text, data={"correction": correction.number})
    return correction


@transaction.atomic
def change_correction(
    *, revisit: Revisit, wrong: str, note: str, dated: date, by: User, at: datetime
) -> Correction:
    """Change what is wrong, the note or its day, while it is written. Raises Refused as `begin_correction`."""
    revisit, wrong, note = locked(revisit), wrong.strip(), _in_a_line(note)
    correction_policies.check_permission(revisit, by, Permission.SEND_FINAL)
    correction = correction_policies.check_changes(_open(revisit))
    correction_policies.check_says(wrong, note)
    correction_policies.check_dated(revisit, dated)
    if (correction.wrong, correction.note, correction.dated) == (wrong, note, dated):
        return correction
    correction.wrong, correction.note, correction.dated = wrong, note, dated
    correction.save(update_fields=["wrong", "note", "dated"])
    text = f"What {str(correction).lower()} says was changed."
    record(revisit, Kind.CORRECTION, by=by, at=at, text=text, data={"correction": correction.number})
    return correction


@transaction.atomic
def withdraw_correction(*, revisit: Revisit, reason: str, by: User, at: datetime) -> Correction:
    """Give a correction up: the words are again as they are published.

    Raises Refused; what was sent is recalled first.
    """
    revisit, reason = locked(revisit), reason.strip()
    correction = correction_policies.check_under_way(_open(revisit))
    correction_policies.check_step(correction, Step.WITHDRAW, by, reason)
    _as_published(correction, by, at)
    gone = {"withdrawn_by": by, "withdrawn_at": at, "withdrawn_why": reason}
    return mark(correction, Step.WITHDRAW, by=by, at=at, reason=reason, **gone)


@transaction.atomic
def send_correction(
    *, revisit: Revisit, seen: int, due_at: datetime | None, by: User, at: datetime, note: str = ""
) -> Letter:
    """Issue the corrected letter to the area's directors, under embargo until `due_at` (aware); None: it is published
    as soon as a worker has made its files. They are told, with the paragraph `note` where there is one.

    Raises Refused with all that is missing, for a moment that is past or before the day that it prints, and for
    another version than the `seen` one.
    """
    revisit = locked(revisit)
    correction = correction_policies.check_under_way(_open(revisit))
    if due_at is None:
        correction_policies.check_permission(revisit, by, Permission.PUBLISH)
    else:
        final_policies.check_moment(due_at, at)
    correction_policies.check_moment(correction, due_at or at)
    correction_policies.check_seen(correction, seen)
    # Before anything is written: the row of the letter comes first, since the correction names it.
    correction_policies.check_step(correction, Step.SEND, by, "")
    assert correction.version
    letter = issue(revisit, correction.version, reason=REASON, by=by, at=at)
    mark(correction, Step.SEND, by=by, at=at, issued=letter)
    publication = Publication.objects.create(letter=letter, due_at=due_at or at, set_by=by, set_at=at)
    until = f"Embargo until {publication.due}." if due_at else "It is published at once."
    text = f"The corrected letter, version {letter.version}, was sent to the area. {until}"
    data = about(letter) | {"due_at": publication.due_at.isoformat(), "correction": correction.number}
    data["note"] = note
    record(revisit, Kind.FINAL_SENT, by=by, at=at, text=text, data=data)
    poke("letters.render", letter.pk)
    return letter


def _as_published(correction: Correction, by: User, at: datetime) -> None:
    """Each section that was written since gets the published words again, as its next version."""
    letter = OutcomeLetter.objects.get(revisit=correction.revisit)
    for key, newest in outcome.newest_words(letter).items():
        number = correction.published_words.get(key, newest.number)
        if number != newest.number:
            published = SectionVersion.objects.select_related("section").get(
                section=newest.section_id, number=number
            )
            write_again(published, after=newest, by=by, at=at)


def _open(revisit: Revisit) -> Correction | None:
    correction = corrections.open_of(revisit)
    if correction:
        correction.revisit = revisit
    return correction


def _in_a_line(note: str) -> str:
    """As it is printed: one paragraph without marks."""
    return "".join(run.text for run in plain(note))
