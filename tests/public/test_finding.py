"""Finding one's area: searched, paged, the next first."""

import re
from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspections.models import Outcome, Revisit
from inspections.workflow import State
from tests.cast import Cast, make_elsewhere
from tests.factories import make
from tests.pages import text
from tests.public.scene import issue


def old(number: int) -> Revisit:
    """A re-visit whose outcome is published."""
    first = date(2021, 1, 4) - timedelta(weeks=number)
    last = first + timedelta(days=2)
    made = make(Revisit, first_day=first, last_day=last, state=State.CLOSED, historical=True)
    Outcome.objects.create(
        revisit=made, sufficient=1, not_sufficient=0, published_on=date(2021, 6, 1), source="s"
    )
    return made


def test_what_is_coming_is_first_and_the_latest_of_the_past_follow(cast: Cast, reader: Client) -> None:
    past = [old(number) for number in range(25)]
    later = make_elsewhere(cast)
    issue(later)
    week = {"first_day": date(2022, 5, 23), "last_day": date(2022, 5, 25)}
    Revisit.objects.filter(pk=later.revisit.pk).update(**week)
    with CaptureQueriesContext(connection) as run:
        first = reader.get("/visits/")
    assert len(run) == 2
    html = first.content.decode()
    expected = ["essex-2022", later.revisit.reference, *(row.reference for row in past[:18])]
    assert re.findall(r'href="/visits/([^/"]+)/"', html) == expected
    second = reader.get("/visits/?page=2").content.decode()
    assert past[24].reference in second and "essex-2022" not in second
    assert "Page 2 of 2" in text(reader.get("/visits/?page=9"))


def test_an_area_is_found_by_its_name_or_its_councils_and_nonsense_is_harmless(
    cast: Cast, reader: Client
) -> None:
    old(1)
    for asked in ("essex", "Essex County", "ESS"):
        page = text(reader.get("/visits/", {"q": asked}))
        assert f"1 re-visit for “{asked}”" in page
    for asked in ("%", "'; --", "<b>", "\x00", "x" * 5000, "_"):
        assert reader.get("/visits/", {"q": asked}).status_code == 200
    assert "No announced re-visit for “nowhere”" in text(reader.get("/visits/", {"q": "nowhere"}))
    assert "&lt;b&gt;" in reader.get("/visits/", {"q": "<b>"}).content.decode()


def test_an_area_has_a_page_of_its_own(cast: Cast, reader: Client) -> None:
    page = text(reader.get(f"/visits/areas/{cast.area.pk}/"))
    assert "The council is Essex County Council." in page and "Re-visit in May 2022" in page
