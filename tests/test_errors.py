"""Error pages: plain words, and never a trace."""

import pytest
from django.test import Client
from django.urls import reverse

from inspections import to_do
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import text


def test_a_fault_of_ours_is_said_in_plain_words_without_a_trace(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(to_do, "tasks_for", fail)
    site = signed_in(cast.owner)
    site.raise_request_exception = False
    answer = site.get(reverse("home"))
    assert answer.status_code == 500
    assert "The fault is ours" in text(answer)
    page = answer.content.decode()
    assert "secret detail" not in page
    assert "Traceback" not in page


@pytest.mark.django_db
def test_an_unknown_address_is_a_plain_404() -> None:
    answer = Client().get("/no/such/page")
    assert answer.status_code == 404
    assert "Page not found" in text(answer)


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    site = Client(enforce_csrf_checks=True)
    site.force_login(cast.owner)
    answer = site.post(reverse("new-case"))
    assert answer.status_code == 403
    assert "Your form was not sent" in text(answer) and "CSRF" not in answer.content.decode()


def test_a_buttons_own_address_opened_without_it_says_that_nothing_was_done(
    cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(cast.owner).get(reverse("circulation-chase", args=[cast.revisit.reference]))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Nothing was done" in text(answer)
