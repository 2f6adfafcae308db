"""Public pages are the same for everybody: no cookies, no session, nothing of who asks."""

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.workflow import State
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import text
from tests.stages import put

PLACES = (
    "/visits/", "/visits/?q=x", "/visits/essex-2022/", "/visits/essex-2022/letter/pdf/",
    "/visits/essex-2022/letter/html/", "/visits/nowhere/", "/visits/about/privacy/", "/visits/about/accessibility/",
    "/visits/about/contact/", "/robots.txt", "/sitemap.xml", "/outcomes/", "/outcomes/?q=x&year=2022&decision=all",
    "/outcomes/outcomes.csv", "/outcomes/outcomes.json", "/outcomes/feed/", "/visits/essex-2022/outcome/pdf/",
)  # fmt: skip


def test_no_answer_sets_a_cookie_or_depends_on_one_and_all_get_the_same(
    cast: Cast, signed_in: SignedIn
) -> None:
    places = (*PLACES, f"/visits/areas/{cast.area.pk}/")
    nobody, somebody = signed_in(None), signed_in(cast.owner)
    somebody.cookies["csrftoken"] = "x" * 32
    for place in places:
        with CaptureQueriesContext(connection) as run:
            theirs = somebody.get(place)
        ours = nobody.get(place)
        assert theirs.content == ours.content, place
        assert dict(theirs.items()) == dict(ours.items()), place
        assert not ours.cookies and not theirs.cookies, place
        assert "cookie" not in ours.get("Vary", "").lower(), place
        assert not [query for query in run.captured_queries if "session" in query["sql"]], place
    assert settings.SESSION_COOKIE_NAME in somebody.cookies, "and nobody is signed out by reading"
    assert somebody.get(reverse("home")).status_code == 200


def test_headers_are_the_sites_and_nothing_comes_from_elsewhere(cast: Cast) -> None:
    answer = Client().get("/visits/essex-2022/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    letter = Client().get("/visits/essex-2022/letter/html/")
    assert letter["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_only_reading_is_allowed(cast: Cast) -> None:
    reader = Client(enforce_csrf_checks=True)
    for place in ("/visits/", "/visits/essex-2022/", "/visits/nowhere/"):
        assert reader.post(place).status_code in (403, 405)


def test_a_signed_in_persons_other_pages_still_know_them(cast: Cast, signed_in: SignedIn) -> None:
    assert cast.owner.name in signed_in(cast.owner).get(reverse("home")).content.decode()


def test_staff_find_the_page_and_before_it_the_preview(cast: Cast, signed_in: SignedIn) -> None:
    site = signed_in(cast.owner)
    assert '"/visits/essex-2022/"' in site.get(reverse("revisit", args=["essex-2022"])).content.decode()
    put(State.PLANNED, cast.revisit)
    preview = reverse("public-preview", args=["essex-2022"])
    assert f'"{preview}"' in site.get(reverse("revisit", args=["essex-2022"])).content.decode()
    answer = site.get(preview)
    assert "Preview for staff." in answer.content.decode()
    assert "Re-visit to Essex" in text(answer) and answer["Cache-Control"] == "no-store"
    assert {
        signed_in(cast[person]).get(preview).status_code for person in ("lano", "pcf", "stranger", "dfe")
    } == {404}
