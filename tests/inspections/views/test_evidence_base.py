"""The evidence base as its team sees it: the review list, a document, what it shows, its tags."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.notes import see_impact, set_tags
from inspections.models import EvidenceDocument, EvidenceReading, EvidenceVersion, EvidenceView
from inspections.workflow import State
from revisits.files.models import Scan
from revisits.record.models import Entry
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.inspections.evidence_base import given, note
from tests.inspections.models.test_evidence import document, file, version
from tests.pages import error_beside, text
from tests.stages import put

PNG = (Path(__file__).parents[3] / "docs" / "images" / "timeline.png").read_bytes()


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def page(browser: Client, name: str, cast: Cast, *more: object, **query: Any) -> Any:
    return browser.get(reverse(name, args=[cast.revisit.reference, *more]), query)


def picture(cast: Cast, folder: Path, **changes: Any) -> EvidenceVersion:
    (folder / "picture").write_bytes(PNG)
    name = {"name": "chart.png", "kind": "image/png", "key": "picture", "size": len(PNG)}
    return version(cast, document(cast, title="A chart"), text="", file=file(cast, **(name | changes)))


def test_documents_stand_by_weakness_with_what_is_new_late_and_withdrawn(
    told: Cast, signed_in: SignedIn
) -> None:
    given(told, "Of two", weaknesses=[2, 1])
    given(told, "Of the whole", forum=True)
    late = given(told, "Late one", weaknesses=[2], due_at=NOW.replace(hour=1))
    EvidenceReading.objects.create(version=late, user=told["cqc"], read_at=NOW)
    EvidenceDocument.objects.filter(pk=late.document_id).update(
        withdrawn_at=NOW, withdrawn_by=told["lano"], withdrawn_why="Wrong year"
    )
    shown = text(page(signed_in(told["cqc"]), "evidence", told))
    assert "Read what is new (2)" in shown
    shown = shown[shown.index("Anything") :]
    order = ["1. Joint commissioning", "Of two", "Weaknesses 1, 2", "2. Quality of plans", "Late one",
             "About the area as a whole", "Of the whole"]  # fmt: skip
    places = [shown.index(said) for said in order]
    assert places == sorted(places), "each once, under its first weakness"
    row = shown[shown.index("Late one") : shown.index("About the area")]
    assert "Withdrawn" in row and "Late" in row and "Unread" not in row


def test_what_was_withdrawn_before_anybody_read_it_is_in_nobodys_list(
    told: Cast, signed_in: SignedIn
) -> None:
    gone = given(told, "zqgone").document
    EvidenceDocument.objects.update(withdrawn_at=NOW, withdrawn_by=told["lano"], withdrawn_why="Slip")
    browser = signed_in(told.owner)
    assert "zqgone" not in text(page(browser, "evidence", told))
    assert page(browser, "evidence-document", told, gone.pk).status_code == 404


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"weakness": 2}, {"Second", "Both"}),
        ({"weakness": 0}, {"Forum's"}),
        ({"side": "forum"}, {"Forum's"}),
        ({"side": "area"}, {"First", "Second", "Both"}),
        ({"show": "unread"}, {"First", "Both", "Forum's"}),
        ({"tag": "the tag"}, {"Both"}),
        ({"item": "the item"}, {"First"}),
        ({"weakness": "x", "tag": "999"}, {"First", "Second", "Both", "Forum's"}),
    ],
)
def test_the_list_narrows(told: Cast, signed_in: SignedIn, query: dict[str, Any], titles: set[str]) -> None:
    first = given(told, "First", weaknesses=[1]).document
    given(told, "Forum's", forum=True)
    both = given(told, "Both", weaknesses=[1, 2]).document
    second = given(told, "Second", weaknesses=[2])
    EvidenceReading.objects.create(version=second, user=told.owner, read_at=NOW)
    item = told.revisit.items.get(code="impact-1")
    EvidenceDocument.objects.filter(pk=first.pk).update(item=item)
    (tag,) = set_tags(of=both, names=["Ask"], by=told.owner, at=NOW)
    asked = query | {
        name: row.pk for name, row in (("tag", tag), ("item", item)) if "the" in str(query.get(name))
    }
    answer = page(signed_in(told.owner), "evidence", told, **asked)
    assert {row.document.title for row in answer.context["rows"]} == titles


def test_many_documents_are_paged_at_the_same_cost(
    told: Cast, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(told.owner)
    given(told, weaknesses=[1])
    page(browser, "evidence", told)
    with django_assert_max_num_queries(40) as few:
        page(browser, "evidence", told)
    for number in range(30):
        given(told, f"No {number}", weaknesses=[1, 2])
    with django_assert_max_num_queries(len(few)):
        shown = text(page(browser, "evidence", told))
    assert "Page 1 of 2" in shown


def test_a_typed_text_is_read_by_opening_its_page(told: Cast, signed_in: SignedIn) -> None:
    one = given(told, "Typed", text="<b>Waiting</b> times fell.")
    answer = page(signed_in(told["senior_hmi"]), "evidence-document", told, one.document_id)
    assert b"&lt;b&gt;Waiting" in answer.content
    assert EvidenceReading.objects.get().user == told["senior_hmi"]
    (entry,) = Entry.objects.filter(operation="read")
    assert (entry.row, entry.case, entry.person) == (str(one.pk), told.revisit.pk, told["senior_hmi"].pk)


def test_a_picture_is_shown_in_the_page_once_scanned_and_read_when_it_is_shown(
    told: Cast, signed_in: SignedIn, stored: Path
) -> None:
    one = picture(told, stored, scan=Scan.CLEAN, scanned_at=NOW)
    browser = signed_in(told.owner)
    shown = page(browser, "evidence-document", told, one.document_id)
    address = reverse("evidence-preview", args=[told.revisit.reference, one.document_id, 1])
    assert f'<img class="app-preview-picture" src="{address}"' in shown.content.decode()
    assert not EvidenceReading.objects.exists()
    answer = browser.get(address)
    assert b"".join(answer.streaming_content) == PNG  # type: ignore[attr-defined]
    assert "sandbox" in answer["Content-Security-Policy"] or "'none'" in answer["Content-Security-Policy"]
    assert EvidenceReading.objects.get().user == told.owner
    assert signed_in(told["lano"]).get(address).status_code == 404


@pytest.mark.parametrize("scan", [Scan.PENDING, Scan.INFECTED, Scan.FAILED])
def test_what_a_scan_holds_back_is_not_shown(
    told: Cast, signed_in: SignedIn, stored: Path, scan: Scan
) -> None:
    one = picture(told, stored, scan=scan, scanned_at=NOW, scan_said="Eicar")
    browser = signed_in(told.owner)
    shown = page(browser, "evidence-document", told, one.document_id)
    assert str(scan.label) in text(shown)
    assert b"<img" not in shown.content and b"Download" not in shown.content
    for query in ({}, {"opened": "anyway"}):
        assert page(browser, "evidence-preview", told, one.document_id, 1, **query).status_code == 404


def test_before_what_nobody_scanned_stands_a_warning(
    told: Cast, signed_in: SignedIn, stored: Path, settings: Any
) -> None:
    one = picture(told, stored)
    browser = signed_in(told.owner)
    shown = page(browser, "evidence-document", told, one.document_id)
    assert "Nobody scanned this file for viruses" in text(shown)
    assert b"<img" not in shown.content
    assert page(browser, "evidence-preview", told, one.document_id, 1).status_code == 404
    assert b"<img" in page(browser, "evidence-document", told, one.document_id, opened="anyway").content
    assert page(browser, "evidence-preview", told, one.document_id, 1, opened="anyway").status_code == 200
    settings.OPEN_UNSCANNED = "forbid"
    assert page(browser, "evidence-preview", told, one.document_id, 1, opened="anyway").status_code == 404


def test_an_earlier_version_stays_to_be_read(told: Cast, signed_in: SignedIn) -> None:
    one = given(told, text="Old words")
    version(told, one.document, number=2, text="New words")
    browser = signed_in(told.owner)
    assert "New words" in text(page(browser, "evidence-document", told, one.document_id))
    shown = text(page(browser, "evidence-document", told, one.document_id, version=1))
    assert "Old words" in shown and "New words" not in shown


def test_next_and_previous_follow_the_list_and_what_is_read_keeps_its_place(
    told: Cast, signed_in: SignedIn
) -> None:
    one, two, three = (given(told, title).document_id for title in ("One", "Two", "Three"))
    browser = signed_in(told.owner)
    beside = page(browser, "evidence-document", told, two, show="unread").context["beside"]
    assert (beside.previous, beside.next, beside.number, beside.total) == (one, three, 2, 3)
    beside = page(browser, "evidence-document", told, three, show="unread").context["beside"]
    assert (beside.previous, beside.next) == (one, None), "the second was read"
    shown = page(browser, "evidence-document", told, one, show="unread").content.decode()
    assert 'rel="next"' not in shown, "nothing is unread any more"


def test_what_inspectors_see_is_said_on_the_document_and_shown_as_a_matrix(
    told: Cast, signed_in: SignedIn
) -> None:
    one = given(told, weaknesses=[1]).document
    first, second = told.revisit.wsoa.weaknesses.all()
    see_impact(document=one, weakness=first, shows="none", by=told["cqc"], at=NOW)
    browser = signed_in(told.owner)
    address = reverse("evidence-weigh", args=[told.revisit.reference, one.pk])
    answer = browser.post(address, {f"shows_{first.pk}": "impact", f"shows_{second.pk}": ""}, follow=True)
    shown = text(answer)
    assert "Shows impact The owner" in shown and "Does not show impact The cqc" in shown
    assert browser.post(address, {f"shows_{first.pk}": "gossip"}).status_code == 404
    matrix = text(page(browser, "evidence-impact", told))
    assert "The cqc: does not show impact" in matrix and "The owner: shows impact" in matrix
    put(State.CLOSED)
    assert "closed" in text(browser.post(address, {f"shows_{first.pk}": ""}, follow=True))
    assert EvidenceView.objects.count() == 2


def test_tags_are_kept_and_a_slip_is_said_beside_them(told: Cast, signed_in: SignedIn) -> None:
    one = given(told).document
    browser = signed_in(told.owner)
    address = reverse("evidence-tag", args=[told.revisit.reference, one.pk])
    answer = browser.post(address, {"tags": "Ask again,  ask AGAIN , waiting"}, follow=True)
    assert answer.context["tags"].initial["tags"] == "ask AGAIN, waiting"
    wrong = browser.post(address, {"tags": "x" * 41})
    assert error_beside(wrong, "tags") == "A tag has 40 characters at most."
    assert "Ask" not in text(wrong)
    many = browser.post(address, {"tags": ",".join(f"t{n}" for n in range(21))})
    assert error_beside(many, "tags") == "Give it 20 tags at most."


def test_g13_what_is_outstanding_before_judgement_stands_on_the_list(told: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(told.owner)
    shown = text(page(browser, "evidence", told))
    assert "advisers is not in the evidence base" in shown
    assert shown.count("(G15)") == 2
    note(told, kind="adviser")
    assert "(G13)" not in text(page(browser, "evidence", told))


def test_quality_assurance_reads_and_writes_nothing(told: Cast, signed_in: SignedIn) -> None:
    one = given(told).document
    browser = signed_in(told["cqc_qa"])
    shown = page(browser, "evidence-document", told, one.pk).content
    for said in (b"Keep what I see", b"Keep the tags", b"Write a note on it"):
        assert said not in shown


def test_the_evidence_base_is_named_to_those_alone_who_reach_it(told: Cast, signed_in: SignedIn) -> None:
    address = reverse("evidence", args=[told.revisit.reference]).encode()
    overview = reverse("revisit", args=[told.revisit.reference])
    shown = {
        name
        for name in ("owner", "cqc_qa", "colleague", "support", "hmi")
        if address in signed_in(told[name]).get(overview).content
    }
    assert shown == {"owner", "cqc_qa"}
