"""Notes, views and archives of the scene's case, and the pages of its evidence base."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.urls import reverse

from inspections.actions.evidence import give_evidence
from inspections.actions.evidence_texts import read_words
from inspections.actions.notes import Words, add_note, change_note, see_impact, set_tags
from inspections.models import EvidenceExport, EvidenceView, Revisit
from revisits.accounts.models import User
from revisits.files.storing import store
from tests.browser.visits import Visit

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "timeline.png"
QUALITY = "Demo Senior HMI"
State = EvidenceExport.State


def write_base(case: Revisit, lead: User, at: datetime) -> None:
    """A picture, notes with versions and citations, tags, views for every weakness, and archives in every state."""
    officer, cqc = (User.objects.get(email=f"{name}@demo.example") for name in ("lano", "cqc"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "chart"
        path.write_bytes(PICTURE.read_bytes())
        stored = store(path, name="chart.png", by=officer, at=at)
    body, first = case.area.authority, case.wsoa.weaknesses.all()[:1]
    assert body
    chart = give_evidence(
        revisit=case, body=body, title="A chart", file=stored, weaknesses=list(first), by=officer, at=at
    )
    text = case.evidence.get(title="Tribunal outcomes").versions.latest("number")
    read_words(version=text, at=at)
    long = "A sentence of the demo, which is as long as sentences of inspectors are. " * 8
    words = Words("Meeting with leaders", long, at.date(), list(first), [(chart, "page 1"), (text, "")])
    note = add_note(revisit=case, kind="meeting", words=words, by=lead, at=at)
    change_note(note=note, words=words, after=1, by=lead, at=at)
    set_tags(of=note, names=["Leadership", "A tag with rather many letters in it"], by=lead, at=at)
    set_tags(of=chart.document, names=["Leadership"], by=lead, at=at)
    for weakness in case.wsoa.weaknesses.all():
        see_impact(document=chart.document, weakness=weakness, shows="impact", by=lead, at=at)
        see_impact(document=chart.document, weakness=weakness, shows="unclear", by=cqc, at=at)
    for state, more in (
        (State.GONE, {}),
        (State.FAILED, {"said": "The archive could not be built."}),
        (
            State.READY,
            {"key": "x", "size": 9, "sha256": "0" * 64, "ready_at": at, "expires_at": at + timedelta(days=1)},
        ),
        (State.BUILDING, {"done": 2, "total": 9, "claimed_at": at}),
    ):
        EvidenceExport.objects.create(revisit=case, by=lead, asked_at=at, state=state, **more)


def visits(case: Revisit) -> list[Visit]:
    reference = case.reference
    note, chart = case.notes.get(), case.evidence.get(title="A chart")
    about = {view.document_id for view in EvidenceView.objects.filter(document__revisit=case)}
    assert about == {chart.pk}
    documents = case.evidence.filter(withdrawn_at=None).order_by("pk")
    return [
        *(
            Visit(page, reverse(page, args=[reference]))
            for page in ("evidence", "evidence-impact", "evidence-export", "notes", "note-add")
        ),
        Visit("evidence", reverse("evidence", args=[reference]) + "?weakness=14&show=unread"),
        Visit("evidence", reverse("evidence", args=["essex-2022"]), QUALITY),
        Visit("notes", reverse("notes", args=[reference]) + "?kind=visit"),
        Visit("evidence-search", reverse("evidence-search", args=[reference])),
        Visit("evidence-search", reverse("evidence-search", args=[reference]) + "?q=sentences"),
        *(
            Visit("evidence-document", reverse("evidence-document", args=[reference, each.pk]))
            for each in documents
        ),
        Visit(
            "evidence-document", reverse("evidence-document", args=[reference, chart.pk]) + "?opened=anyway"
        ),
        Visit("note", reverse("note", args=[reference, note.pk])),
        Visit("note-add", reverse("note-add", args=[reference]), press="Keep the note"),
        Visit("note-change", reverse("note-change", args=[reference, note.pk])),
    ]
