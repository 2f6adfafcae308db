"""Notes of closed cases: due by the publication of the letter, and gone with all that hangs on them."""

from datetime import date

import pytest

from inspections.models import CaseEvent, EvidenceNote, NoteVersion, Tag, Tagging
from revisits.accounts.models import User
from tests.factories import AT, make
from tests.privacy.closed import closed_case, listed
from tests.privacy.test_schedules import go

pytestmark = pytest.mark.django_db


def test_notes_go_with_their_versions_and_tags_and_the_history_says_so() -> None:
    cases = closed_case(date(2016, 7, 27), reference="essex-2016"), closed_case(date(2020, 7, 27))
    author = make(User)
    for case in cases:
        note = EvidenceNote.objects.create(revisit=case, kind="visit", written_by=author, written_at=AT)
        for number in (1, 2):
            words = {"title": "Too much is said in a title", "text": "The words", "written_at": AT}
            NoteVersion.objects.create(note=note, number=number, written_by=author, **words)
        Tagging.objects.create(tag=Tag.objects.create(revisit=case, name="x"), note=note, by=author, at=AT)
    assert listed("notes", date(2022, 7, 26)) == []
    assert listed("notes", date(2022, 7, 27)) == ["essex-2016: note of 1 March 2022"]
    go("notes", date(2022, 7, 27))
    assert {version.note.revisit for version in NoteVersion.objects.all()} == {cases[1]}
    assert Tag.objects.get().revisit == cases[1]
    assert (
        CaseEvent.objects.get().text
        == "1 inspectors' note was disposed of, 6 years. Approved by The approver."
    )
