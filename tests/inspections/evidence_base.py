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
