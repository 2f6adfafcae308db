"""Searching the evidence base: through what a person may read, and safely shown."""

from typing import Any

import pytest
from django.urls import reverse

from inspections.actions.evidence_texts import read_words
from inspections.actions.notes import Words, change_note
from revisits.record.models import Entry
from tests.cast import NOW, Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.inspections.evidence_base import given, note
from tests.inspections.models.test_evidence import version
from tests.pages import text


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def search(cast: Cast, signed_in: SignedIn, words: str, by: str = "owner", **query: Any) -> Any:
    address = reverse("evidence-search", args=[cast.revisit.reference])
    return signed_in(cast[by]).get(address, {"q": words, **query})


def test_notes_titles_and_the_words_of_documents_are_found(told: Cast, signed_in: SignedIn) -> None:
    note(told, title="A note", text="Speech therapy is waited for.")
    given(told, "Therapies in schools")
    paper = given(told, "Minutes", text="Every school has a therapist now.\n" * 3)
    read_words(version=paper, at=NOW)
    answer = search(told, signed_in, "therapies")
    assert {hit.kind for hit in answer.context["hits"]} == {"note", "title"}
    assert "<mark>therapy</mark>" in answer.content.decode()
    answer = search(told, signed_in, '"school has" therapist')
    (hit,) = answer.context["hits"]
    assert (hit.kind, hit.document) == ("page", paper.document)
    assert "0 places" in text(search(told, signed_in, "therapist -school"))


def test_only_what_holds_is_found(told: Cast, signed_in: SignedIn) -> None:
    written, paper = note(told, text="Zebra in the old note"), given(told, text="Zebra in the old text")
    read_words(version=paper, at=NOW)
    assert len(search(told, signed_in, "zebra").context["hits"]) == 2
    change_note(note=written, words=Words(title="T", text="New"), after=1, by=told.owner, at=NOW)
    version(told, paper.document, number=2, text="New")
    assert not search(told, signed_in, "zebra").context["hits"]


def test_nobody_finds_what_they_may_not_read(told: Cast, signed_in: SignedIn) -> None:
    other = make_elsewhere(told)
    for case in (told, other):
        note(case, text="Zebra")
        read_words(version=given(case, "Zebra title", text="Zebra"), at=NOW)
    assert len(search(told, signed_in, "zebra").context["hits"]) == 3, "of this case alone"
    for person in ("lano", "pcf", "support", "colleague", "stranger"):
        assert search(told, signed_in, "zebra", by=person).status_code == 404


def test_what_a_document_says_never_becomes_markup(told: Cast, signed_in: SignedIn) -> None:
    read_words(version=given(told, text="<script>alert('zebra')</script> 1 < 2 & zebra"), at=NOW)
    shown = search(told, signed_in, "zebra").content.decode()
    assert "<script>alert" not in shown and "1 &lt; 2 &amp;" in shown and "<mark>zebra</mark>" in shown


@pytest.mark.parametrize("words", ["'", '"', "a & | !", "\x00", "-", "()", "%", "x" * 500, "\ue000"])
def test_odd_words_find_nothing_and_break_nothing(told: Cast, signed_in: SignedIn, words: str) -> None:
    note(told, text="zebra")
    assert search(told, signed_in, words).status_code == 200


def test_a_search_that_shows_something_is_on_record_without_its_words(
    told: Cast, signed_in: SignedIn
) -> None:
    note(told, text="zebra")
    readings = Entry.objects.filter(operation="read")
    search(told, signed_in, "lion")
    search(told, signed_in, "")
    assert not readings.exists()
    search(told, signed_in, "zebra")
    reading = readings.get()
    assert (reading.case, reading.after) == (told.revisit.pk, {"part": "search of the evidence base"})


def test_what_is_still_to_be_read_is_said_and_many_hits_are_paged(told: Cast, signed_in: SignedIn) -> None:
    given(told)
    for number in range(27):
        note(told, title=f"Zebra {number}")
    answer = search(told, signed_in, "zebra", page=2)
    assert "1 document is still being read" in text(answer)
    assert (len(answer.context["hits"]), answer.context["page"].paginator.count) == (2, 27)
    assert b"?q=zebra&amp;page=1" in answer.content
