"""Writing, correcting and reading notes of the evidence base."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import EvidenceNote, NoteVersion, Tag
from revisits.record.models import Entry
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.inspections.evidence_base import given, note
from tests.inspections.models.test_evidence import version
from tests.pages import error_beside, in_boxes, text

WORDS = {"kind": "meeting", "title": "Day 1", "text": "What was said"}


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def page(browser: Client, name: str, cast: Cast, *more: object, **query: Any) -> Any:
    return browser.get(reverse(name, args=[cast.revisit.reference, *more]), query)


def test_an_inspector_writes_a_note_that_cites_evidence(told: Cast, signed_in: SignedIn) -> None:
    browser, cited = signed_in(told["cqc"]), given(told, "Waiting times")
    address = reverse("note-add", args=[told.revisit.reference])
    empty = browser.post(address, {})
    assert error_beside(empty, "kind") == "Choose what it is a note of."
    assert error_beside(empty, "title") == "Give the note a title."
    assert error_beside(empty, "text") == "Write the note."
    weakness = told.revisit.wsoa.weaknesses.all()[0]
    sent = WORDS | in_boxes("held_on", NOW.date()) | {
        "cited_0": cited.pk, "place_0": "page 3", "cited_1": "", "place_1": "", "weaknesses": [weakness.pk],
        "tags": "Leadership",
    }  # fmt: skip
    shown = text(browser.post(address, sent, follow=True))
    for said in (
        "Day 1",
        "Waiting times , page 3",
        "1. Joint commissioning",
        "Tuesday 3 May 2022",
        "Leadership",
    ):
        assert said in shown, said
    assert EvidenceNote.objects.get().written_by == told["cqc"]
    assert "Leadership" in text(page(browser, "notes", told))


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("cited_0", {"place_0": "page 3"}, "Choose the document in which this place is."),
        (
            "held_on",
            {"held_on_0": "31", "held_on_1": "2", "held_on_2": "2022"},
            "There is no such day in the calendar.",
        ),
        ("tags", {"tags": "x" * 41}, "A tag has 40 characters at most."),
    ],
)
def test_a_slip_is_said_beside_its_field_and_nothing_typed_is_lost(
    told: Cast, signed_in: SignedIn, field: str, wrong: dict[str, str], said: str
) -> None:
    address = reverse("note-add", args=[told.revisit.reference])
    answer = signed_in(told.owner).post(address, {"cited_0": "", "place_0": "", **WORDS, **wrong})
    assert error_beside(answer, field) == said
    assert b"What was said" in answer.content
    assert not EvidenceNote.objects.exists()


def test_evidence_of_another_case_cannot_be_cited(told: Cast, signed_in: SignedIn) -> None:
    address = reverse("note-add", args=[told.revisit.reference])
    answer = signed_in(told.owner).post(address, WORDS | {"cited_0": 10**9, "place_0": ""})
    assert "Select a valid choice" in error_beside(answer, "cited_0")


def test_a_note_begun_on_a_document_starts_from_it_and_more_rows_keep_what_was_typed(
    told: Cast, signed_in: SignedIn
) -> None:
    browser, cited = signed_in(told.owner), given(told, weaknesses=[2])
    form = page(browser, "note-add", told, cites=cited.pk).context["form"]
    weakness = told.revisit.wsoa.weaknesses.get(number=2)
    assert (form.initial["cited_0"], form.initial["kind"], form.initial["weaknesses"]) == (
        cited.pk, "evidence", [weakness.pk]
    )  # fmt: skip
    assert page(browser, "note-add", told, cites="x").status_code == 200
    assert page(browser, "note-add", told, cites=10**9).context["form"].initial == {}
    typed = WORDS | {"cited_0": cited.pk, "place_0": "p", "more": "1", "held_on_0": "3"}
    answer = browser.post(reverse("note-add", args=[told.revisit.reference]), typed)
    assert answer.context["form"].rows == 4
    assert not answer.context["form"].errors
    for kept in ('value="Day 1"', ">What was said<", 'value="p"'):
        assert kept in answer.content.decode().replace("\n", ""), kept
    assert not EvidenceNote.objects.exists()


def test_g21_a_name_in_parents_views_is_refused_until_its_author_confirms(
    told: Cast, signed_in: SignedIn
) -> None:
    browser, address = signed_in(told.owner), reverse("note-add", args=[told.revisit.reference])
    sent = {"kind": "parents", "title": "Views", "text": "My son Jakob waits."}
    answer = browser.post(address, sent)
    assert "“Jakob” looks like a person's name." in error_beside(answer, "text")
    assert b"names_confirmed" in answer.content and b"My son Jakob waits." in answer.content
    assert not EvidenceNote.objects.exists()
    browser.post(address, sent | {"names_confirmed": "on"})
    written = EvidenceNote.objects.get()
    assert written.versions.get().names_confirmed
    assert "identifies nobody" in text(page(browser, "note", told, written.pk))
    change = reverse("note-change", args=[told.revisit.reference, written.pk])
    again = browser.post(change, {"after": 1, "title": "Views", "text": "My son Jakob still waits."})
    assert "Jakob" in error_beside(again, "text"), "confirmed for each version anew"


def test_its_author_corrects_a_note_and_both_versions_are_shown(told: Cast, signed_in: SignedIn) -> None:
    browser, cited = signed_in(told.owner), given(told)
    written = note(told, citations=[(cited, "page 3")])
    version(told, cited.document, number=2)
    form = page(browser, "note-change", told, written.pk).context["form"]
    assert (form.initial["cited_0"], form.initial["place_0"]) == (cited.pk, "page 3"), (
        "the version of that time"
    )
    sent = {"after": 1, "title": "Meeting", "text": "Corrected.", "tags": "Kept"}
    change = reverse("note-change", args=[told.revisit.reference, written.pk])
    shown = text(browser.post(change, sent, follow=True))
    assert shown.index("Corrected.") < shown.index("What stood here before") < shown.index("What was said.")
    assert Tag.objects.get().name == "Kept"
    second = browser.post(change, sent | {"text": "From another window"})
    assert "Corrected." in text(second) and b"From another window" in second.content
    assert NoteVersion.objects.count() == 2
    browser.post(
        change, {**sent, "text": "From another window", "after": second.context["form"].data["after"]}
    )
    assert written.versions.all()[0].text == "From another window"


def test_nobody_else_corrects_it(told: Cast, signed_in: SignedIn) -> None:
    written = note(told)
    browser = signed_in(told["cqc"])
    address = reverse("note-change", args=[told.revisit.reference, written.pk])
    assert browser.get(address).status_code == browser.post(address, WORDS).status_code == 404
    assert b"Correct it" not in page(browser, "note", told, written.pk).content


def test_each_reading_of_a_note_is_on_record_and_a_list_reads_none(told: Cast, signed_in: SignedIn) -> None:
    written, browser = note(told, text="<script>alert(1)</script>"), signed_in(told["senior_hmi"])
    page(browser, "notes", told)
    readings = Entry.objects.filter(operation="read")
    assert not readings.exists()
    answer = page(browser, "note", told, written.pk)
    assert b"<script>alert" not in answer.content and "no-store" in answer["Cache-Control"]
    reading = readings.get()
    assert (reading.row, reading.case, reading.person) == (
        str(written.pk), told.revisit.pk, told["senior_hmi"].pk
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"One", "Two"}),
        ({"kind": "parents"}, {"Two"}),
        ({"weakness": 1}, {"One"}),
        ({"who": "cqc"}, {"Two"}),
        ({"kind": "gossip", "who": "x"}, {"One", "Two"}),
    ],
)
def test_the_list_narrows(told: Cast, signed_in: SignedIn, query: dict[str, Any], titles: set[str]) -> None:
    note(told, title="One", weaknesses=[told.revisit.wsoa.weaknesses.all()[0]])
    note(told, by="cqc", kind="parents", title="Two")
    asked = {name: told["cqc"].pk if value == "cqc" else value for name, value in query.items()}
    answer = page(signed_in(told.owner), "notes", told, **asked)
    assert {each.title for each in answer.context["page"]} == titles


def test_many_notes_are_paged_at_the_same_cost(
    told: Cast, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(told.owner)
    note(told)
    page(browser, "notes", told)
    with django_assert_max_num_queries(40) as few:
        page(browser, "notes", told)
    for _ in range(30):
        note(told)
    with django_assert_max_num_queries(len(few)):
        shown = text(page(browser, "notes", told))
    assert "Page 1 of 2" in shown
