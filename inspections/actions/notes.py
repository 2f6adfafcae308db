"""Notes of the evidence base: written, corrected as new versions, tagged; and what inspectors see in the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from inspections import note_policies
from inspections.actions.record import record
from inspections.actions.timeline import complete
from inspections.models import (
    CaseEvent,
    EvidenceDocument,
    EvidenceNote,
    EvidenceVersion,
    EvidenceView,
    NoteAbout,
    NoteCitation,
    NoteVersion,
    Revisit,
    Tag,
    Tagging,
    Weakness,
)
from inspections.policies import Refused
from inspections.workflow import GOING_ON, State
from revisits.accounts.models import User
from revisits.record.reading import read

MOST_TAGS = 20


@dataclass(frozen=True)
class Words:
    """What a note says. `citations` are versions of evidence, each with its place ("page 3"), which may be empty.

    `names_confirmed`: its author says that what looks like an identifier is none (G21).
    """

    title: str
    text: str
    held_on: date | None = None
    weaknesses: Sequence[Weakness] = ()
    citations: Sequence[tuple[EvidenceVersion, str]] = ()
    names_confirmed: bool = False


@transaction.atomic
def add_note(*, revisit: Revisit, kind: str, words: Words, by: User, at: datetime) -> EvidenceNote:
    """The first note of the discussion with the advisers marks their call done (G13).

    Raises Refused where the case is closed, LooksLikeNames where it may name somebody who must not be (G21).
    """
    revisit = _locked(revisit)
    _check(revisit, kind, words)
    note = EvidenceNote.objects.create(revisit=revisit, kind=kind, written_by=by, written_at=at)
    _add_version(note, 1, words, by, at)
    said = f"A note was added: {note.get_kind_display()[0].lower()}{note.get_kind_display()[1:]}."
    record(revisit, CaseEvent.Kind.NOTE_ADDED, by=by, at=at, text=said, data={"note": note.pk})
    if kind == EvidenceNote.Kind.ADVISER:
        _spoke_with_advisers(revisit, words.held_on, by, at)
    return note


def _spoke_with_advisers(revisit: Revisit, held_on: date | None, by: User, at: datetime) -> None:
    """G13: the call is to be recorded in the evidence base, and with that it is done."""
    call = revisit.timeline.filter(code="adviser_call", done_on=None).first()
    if call and held_on and revisit.state in GOING_ON and revisit.state != State.PLANNED:
        complete(call, done_on=held_on, by=by, at=at)


@transaction.atomic
def change_note(*, note: EvidenceNote, words: Words, after: int, by: User, at: datetime) -> NoteVersion:
    """A new version by its author; the earlier ones stay. `after` is the number of the version they started from.

    Raises NoteChanged where there is a newer one, else Refused as `add_note`, and for whoever is not the author.
    """
    revisit = _locked(note.revisit)
    note_policies.check_author(note, by)
    newest = note.versions.select_related("written_by").latest("number")
    if newest.number != after:
        raise note_policies.NoteChanged(newest)
    _check(revisit, note.kind, words)
    version = _add_version(note, newest.number + 1, words, by, at)
    said = f"A note was changed by its author: version {version.number}."
    record(revisit, CaseEvent.Kind.NOTE_CHANGED, by=by, at=at, text=said, data={"note": note.pk})
    return version


@transaction.atomic
def set_tags(
    *, of: EvidenceDocument | EvidenceNote, names: Sequence[str], by: User, at: datetime
) -> list[Tag]:
    """Have a document or note carry exactly these tags; new ones are added to the case, unused ones go.

    A tag is the same whatever its case. Raises Refused where the case is closed, or for too many.
    """
    revisit = _locked(of.revisit)
    note_policies.check_note(revisit)
    wanted = {name.casefold(): name for name in names}
    if len(wanted) > MOST_TAGS:
        raise Refused(f"Give it {MOST_TAGS} tags at most.")
    known = {tag.name.casefold(): tag for tag in revisit.tags.all()}
    tags = [known.get(key) or Tag.objects.create(revisit=revisit, name=name) for key, name in wanted.items()]
    of.taggings.exclude(tag__in=tags).delete()
    there = set(of.taggings.values_list("tag", flat=True))
    thing = {"document": of} if isinstance(of, EvidenceDocument) else {"note": of}
    for tag in tags:
        if tag.pk not in there:
            Tagging.objects.create(tag=tag, by=by, at=at, **thing)
    revisit.tags.filter(taggings=None).delete()
    return tags


@transaction.atomic
def see_impact(
    *, document: EvidenceDocument, weakness: Weakness, shows: str, by: User, at: datetime
) -> EvidenceView | None:
    """What an inspector sees in a document for a weakness; empty `shows` takes it back.

    Raises Refused where the case is closed, or the weakness is not one of its statement (G3).
    """
    revisit = _locked(document.revisit)
    note_policies.check_note(revisit)
    note_policies.check_of_case(revisit, [weakness], [])
    mine = EvidenceView.objects.filter(document=document, weakness=weakness, by=by)
    if not shows:
        mine.delete()
        return None
    view, _ = mine.update_or_create(
        defaults={"shows": shows, "at": at},
        create_defaults={
            "document": document,
            "weakness": weakness,
            "by": by,
            "shows": shows,
            "at": at,
        },
    )
    return view


def read_note(*, note: EvidenceNote, by: User) -> None:
    """Put on record that somebody read a note; call it before they are answered."""
    read(person=by.pk, what=note, case=note.revisit_id)


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)


def _check(revisit: Revisit, kind: str, words: Words) -> None:
    note_policies.check_note(revisit)
    note_policies.check_of_case(revisit, words.weaknesses, [version for version, _ in words.citations])
    if kind == EvidenceNote.Kind.ADVISER and words.held_on is None:
        raise Refused("Enter the day of the discussion with the advisers (G13).")
    note_policies.check_nameless(revisit, kind, f"{words.title}\n{words.text}", words.names_confirmed)


def _add_version(note: EvidenceNote, number: int, words: Words, by: User, at: datetime) -> NoteVersion:
    version = NoteVersion.objects.create(
        note=note,
        number=number,
        title=words.title,
        text=words.text,
        held_on=words.held_on,
        names_confirmed=words.names_confirmed,
        written_by=by,
        written_at=at,
    )
    NoteAbout.objects.bulk_create(NoteAbout(version=version, weakness=each) for each in words.weaknesses)
    cited = dict.fromkeys(words.citations)
    NoteCitation.objects.bulk_create(
        NoteCitation(version=version, cited=each, place=place) for each, place in cited
    )
    return version
