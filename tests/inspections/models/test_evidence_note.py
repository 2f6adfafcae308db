"""Notes, tags and views of the evidence base: what the database refuses, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from inspections.models import EvidenceNote, EvidenceView, NoteAbout, NoteCitation, NoteVersion, Tag, Tagging
from revisits.record.models import Entry
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.inspections.evidence_base import given, note


def test_a_note_is_of_a_known_kind_and_says_something(cast: Cast) -> None:
    who = {"written_by": cast.owner, "written_at": NOW}
    with refused("note_kind_known"):
        EvidenceNote.objects.create(revisit=cast.revisit, kind="gossip", **who)
    empty = EvidenceNote.objects.create(revisit=cast.revisit, kind="visit", **who)
    for words in ({"title": "", "text": "x"}, {"title": "x", "text": ""}):
        with refused("note_not_empty"):
            NoteVersion.objects.create(note=empty, **words, **who)
    with refused("note_version_counts_from_one"):
        NoteVersion.objects.create(note=empty, number=0, title="x", text="x", **who)
    NoteVersion.objects.create(note=empty, title="x", text="x", **who)
    with refused("note_version_once"):
        NoteVersion.objects.create(note=empty, title="x", text="x", **who)


def test_what_a_note_said_is_never_altered(cast: Cast) -> None:
    version = note(cast).versions.get()
    for change in (lambda: NoteVersion.objects.update(text="Other"), version.delete):
        with pytest.raises(DatabaseError, match="note_version_append_only"), transaction.atomic():
            change()


def test_a_note_cites_and_is_about_each_once(cast: Cast) -> None:
    cited, weakness = given(cast), cast.revisit.wsoa.weaknesses.all()[0]
    version = note(cast, citations=[(cited, "page 2")], weaknesses=[weakness]).versions.get()
    with refused("note_cites_a_place_once"):
        NoteCitation.objects.create(version=version, cited=cited, place="page 2")
    with refused("note_about_once"):
        NoteAbout.objects.create(version=version, weakness=weakness)


def test_a_tag_is_one_word_of_a_case_and_on_a_thing_once(cast: Cast) -> None:
    tag = Tag.objects.create(revisit=cast.revisit, name="Ask again")
    with refused("tag_once_a_case"):
        Tag.objects.create(revisit=cast.revisit, name="ask AGAIN")
    with refused("tag_has_a_name"):
        Tag.objects.create(revisit=cast.revisit, name="")
    who = {"tag": tag, "by": cast.owner, "at": NOW}
    document, written = given(cast).document, note(cast)
    for thing, constraint in (
        ({"document": document}, "document_tagged_once"),
        ({"note": written}, "note_tagged_once"),
    ):
        Tagging.objects.create(**thing, **who)  # type: ignore[misc]
        with refused(constraint):
            Tagging.objects.create(**thing, **who)  # type: ignore[misc]
    for things in ({}, {"document": document, "note": written}):
        with refused("tagging_of_one_thing"):
            Tagging.objects.create(**things, **who)  # type: ignore[misc]


def test_an_inspector_has_one_view_of_a_document_for_a_weakness(cast: Cast) -> None:
    row = {"document": given(cast).document, "weakness": cast.revisit.wsoa.weaknesses.all()[0], "at": NOW}
    EvidenceView.objects.create(by=cast.owner, shows="impact", **row)
    with refused("evidence_view_once"):
        EvidenceView.objects.create(by=cast.owner, shows="none", **row)
    with refused("evidence_view_known"):
        EvidenceView.objects.create(by=cast["cqc"], shows="perhaps", **row)


def test_the_record_tells_that_it_was_written_and_never_what(cast: Cast) -> None:
    word = "zqword"
    note(cast, title=word, text=word)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words::text FROM inspections_noteversion")
        assert word in cursor.fetchone()[0], "it is searched"
    entries = Entry.objects.filter(table="inspections_noteversion")
    assert [entry.case for entry in entries] == [cast.revisit.pk]
    assert word not in str(list(entries.values_list("after", flat=True)))
