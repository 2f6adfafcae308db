"""The papers of a case: what each sees of them, and that each reading is on record."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import Paper
from revisits.record.models import Entry
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.factories import make
from tests.pages import text


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def add(cast: Cast, **values: Any) -> Paper:
    return make(Paper, revisit=cast.revisit, added_by=cast.owner, **values)


def page(browser: Client, name: str, cast: Cast, *more: object) -> Any:
    return browser.get(reverse(name, args=[cast.revisit.reference, *more]))


def test_the_team_sees_the_drafts(told: Cast, signed_in: SignedIn) -> None:
    add(told, title="The second draft")
    assert "The second draft" in text(page(signed_in(told["cqc"]), "papers", told))


def test_whoever_has_no_part_sees_neither_papers_nor_how_many(told: Cast, signed_in: SignedIn) -> None:
    add(told)
    for person in ("colleague", "support", "administrator"):
        shown = text(page(signed_in(told[person]), "papers", told))
        assert "There is no paper here that you may read." in shown
        assert "Meeting with leaders" not in shown


def test_many_papers_are_paged_at_the_same_cost(
    told: Cast, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    browser = signed_in(told.owner)
    add(told)
    page(browser, "papers", told)
    with django_assert_num_queries(8) as few:
        page(browser, "papers", told)
    for _ in range(60):
        add(told)
    with django_assert_num_queries(len(few)):
        shown = text(page(browser, "papers", told))
    assert "Page 1 of 2" in shown


def test_g24_whoever_drafts_second_is_shown_both_texts(told: Cast, signed_in: SignedIn) -> None:
    browser, address = signed_in(told.owner), reverse("paper-draft", args=[told.revisit.reference])
    first = add(told, text="The first text")
    assert b"The first text" in browser.get(address).content
    theirs = add(told, text="What the colleague wrote")
    mine = {"title": "Draft", "text": "What I wrote", "after": first.pk}
    answer = browser.post(address, mine)
    shown = answer.content.decode()
    assert "What the colleague wrote" in shown
    assert "What I wrote" in shown
    assert Entry.objects.filter(operation="read", row=str(theirs.pk)).exists(), "shown, so on record"
    again = {**mine, "after": answer.context["form"].data["after"]}
    browser.post(address, again)
    assert Paper.objects.first() == Paper.objects.get(text="What I wrote")


def readings() -> list[tuple[str, int | None, str, int | None]]:
    read = Entry.objects.filter(operation__in=["read", "download"]).order_by("pk")
    return [(entry.operation, entry.person, entry.row, entry.case) for entry in read]


def test_each_reading_and_each_download_is_on_record(told: Cast, signed_in: SignedIn) -> None:
    draft, quality = add(told), told["senior_hmi"]
    browser = signed_in(quality)
    page(browser, "papers", told)
    assert readings() == [], "a list reads none"
    page(browser, "paper", told, draft.pk)
    page(browser, "paper-download", told, draft.pk)
    assert readings() == [
        ("read", quality.pk, str(draft.pk), told.revisit.pk),
        ("download", quality.pk, str(draft.pk), told.revisit.pk),
    ]


def test_whoever_may_not_read_leaves_no_reading_and_sees_what_is_missing(
    told: Cast, signed_in: SignedIn
) -> None:
    draft = add(told)
    browser = signed_in(told["lano"])
    for name in ("paper", "paper-download"):
        forbidden, missing = page(browser, name, told, draft.pk), page(browser, name, told, 10**9)
        assert forbidden.status_code == missing.status_code == 404
        assert text(forbidden) == text(missing)
    assert readings() == []


def test_a_paper_of_another_case_is_not_reached_through_this_one(told: Cast, signed_in: SignedIn) -> None:
    other = make(Paper)
    assert page(signed_in(told.owner), "paper", told, other.pk).status_code == 404


def test_papers_are_stored_nowhere_and_run_nothing(told: Cast, signed_in: SignedIn) -> None:
    draft = add(told, title="<b>Bold</b>", text="<script>alert(1)</script>")
    browser = signed_in(told.owner)
    shown = page(browser, "paper", told, draft.pk)
    assert "no-store" in shown["Cache-Control"]
    assert b"<script>alert" not in shown.content
    assert b"<b>Bold" not in shown.content
    file = page(browser, "paper-download", told, draft.pk)
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert file["Content-Disposition"] == f'attachment; filename="essex-2022-draft-{draft.pk}.txt"'
    assert (file["X-Content-Type-Options"], file["Cache-Control"]) == ("nosniff", "no-store")
    assert "<script>alert(1)</script>" in file.content.decode()


def test_g24_a_draft_says_that_it_is_confidential_on_its_page_and_its_copy(
    told: Cast, signed_in: SignedIn
) -> None:
    draft, browser = add(told), signed_in(told.owner)
    for name in ("paper", "paper-download"):
        assert b"estricted and confidential" in page(browser, name, told, draft.pk).content
