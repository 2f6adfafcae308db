"""What is not announced cannot be guessed: the same bytes after the same statement as for what does not exist."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import SET_UP, Cast, make_cast
from tests.conftest import StandingClock
from tests.public.scene import issue
from tests.snapshots import kept

UNKNOWN = "essez-2022"
PLACES = ("/visits/{}/", "/visits/{}/letter/pdf/", "/visits/{}/letter/html/")


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    """Planned only."""
    return kept("cast", make_cast)


def asked(reader: Client, address: str, **headers: str) -> tuple[Any, list[str]]:
    """All that comes back, and the statements, the reference in them set aside."""
    with CaptureQueriesContext(connection) as run:
        answer = reader.get(address, headers=headers)
    sql = [re.sub(r"essex-2022|essez-2022", "REFERENCE", query["sql"]) for query in run.captured_queries]
    return (answer.status_code, answer.content, sorted(answer.items()), answer.cookies.output()), sql


def plan(cast: Cast) -> None:
    """As the cast stands."""


# Everything that a case can be before both have happened: the notice, and the letter.
UNANNOUNCED: dict[str, Callable[[Cast], object]] = {
    "planned, without a letter": plan,
    "planned, its letter issued already": issue,
    "notified, its letter not issued yet": lambda cast: cast.notify(),
}


@pytest.mark.parametrize("how", UNANNOUNCED)
def test_g8_the_unannounced_and_the_unknown_get_the_same_bytes_after_the_same_statement(
    how: str, cast: Cast, reader: Client
) -> None:
    UNANNOUNCED[how](cast)
    # Nor does asking whether something has changed tell them apart.
    mark = {"if-none-match": "*", "if-modified-since": "Tue, 03 May 2022 00:00:00 GMT"}
    for place in PLACES:
        there, nowhere = asked(reader, place.format("essex-2022")), asked(reader, place.format(UNKNOWN))
        assert there == nowhere
        assert there[0][0] == 404 and len(there[1]) == 1
        assert asked(reader, place.format("essex-2022"), **mark) == asked(
            reader, place.format(UNKNOWN), **mark
        )


@pytest.mark.parametrize("how", UNANNOUNCED)
def test_g8_nothing_leads_to_what_is_not_announced(how: str, cast: Cast, reader: Client) -> None:
    lists = ("/visits/", "/visits/?page=2", "/sitemap.xml", "/robots.txt")
    before = [reader.get(address).content for address in lists]
    UNANNOUNCED[how](cast)
    assert [reader.get(address).content for address in lists] == before
    known, unknown = (
        reader.get(f"/visits/?q={name}").content.decode().replace(name, "NAME") for name in ("Essex", "Essez")
    )
    assert known == unknown
    (known_area, one), (unknown_area, other) = (
        asked(reader, f"/visits/areas/{area}/") for area in (cast.area.pk, 987654)
    )
    assert known_area == unknown_area and known_area[0] == 404
    assert one == [query.replace("987654", str(cast.area.pk)) for query in other]


def test_announced_it_is_found_everywhere(cast: Cast, reader: Client) -> None:
    issue(cast, at=SET_UP)
    cast.notify()
    page = reverse("public-visit", args=["essex-2022"])
    assert reader.get(page).status_code == 200
    for address in ("/visits/", "/visits/?q=ESSEX+county", "/sitemap.xml", f"/visits/areas/{cast.area.pk}/"):
        assert page in reader.get(address).content.decode(), address
