"""What tests of the evidence base start from: documents, with text or file, and notes that cite them."""

from typing import Any

from inspections.actions.notes import Words, add_note
from inspections.models import EvidenceDocument, EvidenceNote, EvidenceVersion
from tests.cast import NOW, Cast
from tests.inspections.models.test_evidence import document, version


def given(cast: Cast, title: str = "Waiting times", **changes: Any) -> EvidenceVersion:
    """A document with its first version: a text of the area's authority, about no weakness."""
    body = {"given_by": cast.area.forum} if changes.pop("forum", False) else {}
    weaknesses = changes.pop("weaknesses", ())
    made = document(cast, title=title, **body)
    for number in weaknesses:
        made.about.create(weakness=cast.revisit.wsoa.weaknesses.get(number=number))
    return version(cast, made, **changes)


def note(cast: Cast, by: str = "owner", kind: str = "meeting", **words: Any) -> EvidenceNote:
    said: dict[str, Any] = {"title": "Meeting with leaders", "text": "What was said.", "held_on": NOW.date()}
    return add_note(revisit=cast.revisit, kind=kind, words=Words(**(said | words)), by=cast[by], at=NOW)


def fresh(thing: EvidenceDocument) -> EvidenceDocument:
    return EvidenceDocument.objects.get(pk=thing.pk)


def addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """For `tests.routes`: a typed text, and a note of the owner's."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    document_of_case = {**case, "document_id": given(cast).document_id}
    written = {**case, "note_id": note(cast).pk}
    lists = ("evidence", "evidence-impact", "evidence-search", "evidence-export", "notes", "note-add")
    return {
        **dict.fromkeys(lists, case),
        **dict.fromkeys(["evidence-document", "evidence-weigh", "evidence-tag"], document_of_case),
        "evidence-preview": {**document_of_case, "number": 1},
        "evidence-export-file": {**case, "export_id": 10**9},
        **dict.fromkeys(["note", "note-change"], written),
    }
