"""Evidence of the scene's case, and the pages on which the area gives it and sees what is asked."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.urls import reverse

from inspections.actions.evidence import add_version, give_evidence, read_version, withdraw
from inspections.actions.information import assign, declare_none
from inspections.models import EvidenceDocument, InformationItem, Revisit
from revisits.accounts.models import User
from revisits.files.models import Scan, StoredFile
from revisits.files.storing import store
from tests.browser.visits import Visit

LANO, DIRECTOR, FORUM = (
    "Demo nominated officer",
    "Demo director of children's services",
    "Demo forum representative",
)
CSV = b"Month,Weeks\nSeptember,14\nMarch,9\n"


def give_everything(case: Revisit, lead: User, at: datetime) -> None:
    """A text in two versions, read and late; one file twice, an infected and a withdrawn one; a further item."""
    officer, body = User.objects.get(email="lano@demo.example"), case.area.authority
    about: dict[str, Any] = {"revisit": case, "by": officer, "at": at, "body": body}
    long = "A sentence of the demo, which is as long as sentences of inspectors are. " * 8
    tribunal = case.items.get(code="tribunal")
    first = give_evidence(title="Tribunal outcomes", text=long, item=tribunal, **about)
    read_version(version=first, by=lead, of_team=True, at=at)
    add_version(document=first.document, text=long, by=officer, at=at + timedelta(days=9))
    for number, item in enumerate(case.items.filter(code__startswith="impact")[:1]):
        for name in ("waiting-times.csv", "a-name-" + "that-is-very-long-" * 8 + ".csv"):
            stored = _stored(name, officer, at)
            version = give_evidence(title=name, file=stored, item=item, **about)
        withdraw(document=version.document, why=f"Given twice {number}", by=officer, at=at)
    infected = _stored("infected.csv", officer, at)
    found = {"scan": Scan.INFECTED, "scanned_at": at, "scan_said": "Eicar-Signature"}
    give_evidence(title="Infected", file=infected, weaknesses=case.wsoa.weaknesses.all(), **about)
    StoredFile.objects.filter(pk=infected.pk).update(**found)
    assign(item=tribunal, person=officer)
    declare_none(item=case.items.get(code="ombudsman"), why="None since 2019.", by=officer, at=at)
    InformationItem.objects.create(
        revisit=case, kind="further", side="area", body=body, title="Exclusions by school since September",
        asked_by=lead, asked_at=at, due_at=at + timedelta(days=12),
    )  # fmt: skip


def visits(case: Revisit) -> list[Visit]:
    reference = case.reference
    text, twice = (case.evidence.get(title=title) for title in ("Tribunal outcomes", "waiting-times.csv"))
    items = {item.code or "further": item.pk for item in case.items.all()}
    to_give = reverse("area-evidence-give", args=[reference])
    return [
        *(Visit("area-needs", reverse("area-needs", args=[reference]), who) for who in (LANO, FORUM, DIRECTOR)),
        *(
            Visit("area-item", reverse("area-item", args=[reference, items[code]]), LANO)
            for code in ("tribunal", "ombudsman", "impact-1", "further")
        ),
        Visit("area-item", reverse("area-item", args=[reference, items["tribunal"]]), DIRECTOR),
        Visit("area-item", reverse("area-item", args=[reference, items["further"]]), LANO, press="Upload"),
        Visit("area-item-none", reverse("area-item-none", args=[reference, items["tribunal"]]), LANO),
        Visit(
            "area-item-none", reverse("area-item-none", args=[reference, items["further"]]), LANO,
            press="Tell the inspectors",
        ),
        Visit("area-evidence", reverse("area-evidence", args=[reference]), LANO),
        Visit("area-evidence", reverse("area-evidence", args=[reference]), FORUM),
        Visit("area-evidence-give", to_give, LANO),
        Visit("area-evidence-give", to_give, FORUM, press="Upload"),
        *(_of_document(reference, document) for document in case.evidence.order_by("pk")),
        Visit("area-version", reverse("area-version", args=[reference, text.pk]), LANO),
        Visit("area-withdraw", reverse("area-withdraw", args=[reference, text.pk]), LANO),
        Visit("area-withdraw", reverse("area-withdraw", args=[reference, twice.pk]), LANO, press="Withdraw it"),
        *(
            Visit("area-receipt", reverse("area-receipt", args=[reference, each.versions.latest("number").pk]), LANO)
            for each in (text, twice)
        ),
        Visit("evidence-file", reverse("evidence-file", args=[twice.versions.get().pk]), LANO),
    ]  # fmt: skip


def _of_document(reference: str, document: EvidenceDocument) -> Visit:
    return Visit("area-document", reverse("area-document", args=[reference, document.pk]), LANO)


def _stored(name: str, by: User, at: datetime) -> StoredFile:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(CSV)
        return store(path, name=name, by=by, at=at)
