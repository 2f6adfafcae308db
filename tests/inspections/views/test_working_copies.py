"""Forms that save themselves on the server: each person their own words alone, and nothing that no form sends."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.working_copies import MOST_COPIES
from inspections.models import WorkingCopy
from inspections.working_copies import MOST_BYTES, MOST_FIELDS
from revisits.accounts.visibility import visible
from revisits.privacy.models import Hold
from revisits.privacy.tasks import tidy_working_copies
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.views.test_notes import WORDS

FORM = "revisits/essex-2022/evidence/notes/add/"


def send(browser: Client, body: Any, method: str = "post", key: str = FORM) -> Any:
    """As a page sends it that is open for whoever is signed in, unless the body says for whom."""
    person = int(browser.session["_auth_user_id"])
    data = body if isinstance(body, str | bytes) else json.dumps({"person": person, **body})
    return getattr(browser, method)(reverse("working-copy", args=[key]), data, "application/json")


def test_what_is_typed_is_kept_offered_to_its_person_alone_and_gone_once_saved(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast.notify()
    browser, fields = signed_in(cast.owner), {"title": ["Half a title </script>"], "weaknesses": ["1", "2"]}
    assert send(browser, {"fields": {"title": ["Half"]}}, "put").json() == {
        "saved_at": "2022-05-03T07:30:00+00:00"
    }
    standing_clock.now = NOW + timedelta(minutes=1)
    assert send(browser, {"fields": fields}).status_code == 200
    copy = WorkingCopy.objects.get()
    assert (copy.user, copy.key, copy.fields, copy.saved_at) == (
        cast.owner,
        f"/{FORM}",
        fields,
        standing_clock.now,
    )
    page = browser.get(f"/{FORM}").content
    assert b"Half a title \\u003C/script" in page and f'data-autosave="/{FORM}"'.encode() in page
    assert b"Half a title" not in signed_in(cast["cqc"]).get(f"/{FORM}").content
    shown = browser.post(f"/{FORM}", {"title": "Sent"})
    assert b"data-autosave-typed" in shown.content and b"autosave-kept" not in shown.content
    answer = browser.post(f"/{FORM}", {**WORDS, "cited_0": "", "place_0": ""}, follow=True)
    assert f'data-saved-form="/{FORM}"' in answer.content.decode()
    assert not WorkingCopy.objects.exists()
    assert b"data-saved-form" not in browser.get("/").content


def test_it_is_discarded_and_nobody_reaches_that_of_another(cast: Cast, signed_in: SignedIn) -> None:
    owner, other = signed_in(cast.owner), signed_in(cast["cqc"])
    send(owner, {"fields": {"text": ["Mine"]}})
    assert send(other, "", "delete").status_code == 204
    assert [visible(cast[name], WorkingCopy).count() for name in ("owner", "cqc", "administrator")] == [
        1,
        0,
        0,
    ]
    assert owner.get(reverse("working-copy", args=[FORM])).status_code == 405
    assert send(owner, "", "delete").status_code == send(owner, "", "delete").status_code == 204
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{", '"fields"', b"\xff", "[" * 100_000, {"fields": []}, {"fields": {}, "more": 1},
        {"fields": {"a": ["x"]}, "person": 0},
        {"fields": {"a": "text"}}, {"fields": {"a": [1]}}, {"fields": {"a": [None]}}, {"fields": {"": ["x"]}},
        {"fields": {"a" * 101: ["x"]}}, {"fields": {"a": ["x"] * 1001}}, {"fields": {"a": ["\0"]}},
        '{"fields": {"a": ["\\ud800"]}}', '{"fields": {"a": [NaN]}}',
        {"fields": {str(number): [] for number in range(MOST_FIELDS + 1)}},
        {"fields": {"a": ["x" * MOST_BYTES]}},
    ],
)  # fmt: skip
def test_what_no_form_sends_is_refused_and_keeps_what_was_there(
    cast: Cast, signed_in: SignedIn, body: Any
) -> None:
    browser = signed_in(cast.owner)
    send(browser, {"fields": {"text": ["Kept"]}})
    answer = send(browser, body)
    assert answer.status_code == 400 and answer.json()["sentence"]
    assert WorkingCopy.objects.get().fields == {"text": ["Kept"]}


def test_a_long_address_and_too_many_forms_are_refused(cast: Cast, signed_in: SignedIn) -> None:
    browser, body = signed_in(cast.owner), {"fields": {"text": ["x"]}}
    assert send(browser, body, key="x" * 300).status_code == 400
    WorkingCopy.objects.bulk_create(
        WorkingCopy(user=cast.owner, key=f"/{number}", fields={}, saved_at=NOW)
        for number in range(MOST_COPIES)
    )
    assert "100 forms unsent" in send(browser, body).json()["sentence"]
    assert send(browser, body, key="7").status_code == 200, "one that is there goes on being kept"
    assert send(signed_in(cast["cqc"]), body).status_code == 200


def test_it_needs_the_token_of_the_page(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.owner)
    assert send(browser, {"fields": {"text": ["x"]}}).status_code == 403
    assert not WorkingCopy.objects.exists()


def test_after_a_fortnight_it_goes_by_itself_unless_a_hold_keeps_it(
    cast: Cast, standing_clock: StandingClock
) -> None:
    for name in ("owner", "cqc", "hmi"):
        when = NOW if name == "hmi" else NOW - timedelta(days=14)
        WorkingCopy.objects.create(user=cast[name], key="/x/", fields={}, saved_at=when)
    Hold.objects.create(person=cast["cqc"], reason="A claim.", placed_by=cast.owner, placed_at=NOW)
    tidy_working_copies()
    assert {copy.user for copy in WorkingCopy.objects.all()} == {cast["cqc"], cast["hmi"]}
