"""Every role at every address that is not theirs, on one's own case and on another area's, as the table declares.

What is theirs they look at in tests/leaks/going.py; what is answered to whoever may not POST, test_posts.py tries.
On another area's case are tried whoever is let in on their own, and another person at each address; everybody with
DEEP=1.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from revisits.accounts import session_life
from revisits.record.models import Entry
from tests.addresses import addresses
from tests.cast import Cast, make_cast, make_elsewhere
from tests.conftest import SignedIn, StandingClock
from tests.drafts import with_area
from tests.people_once import bare_refusals, people_read_once
from tests.properties import DEEP
from tests.rendering import plainly_rendered
from tests.routes import BY_NAME, ROWS, names
from tests.row import EVERYBODY, OPEN, Row
from tests.snapshots import kept
from tests.statements import is_write

__all__ = ["plainly_rendered"]
pytestmark = pytest.mark.usefixtures("plainly_rendered")
# What looking may write: that somebody read it, on record, and the mark that they did.
READINGS = (
    'INSERT INTO "record_entry"',
    'INSERT INTO "inspections_evidencereading"',
    'UPDATE "notifications_outboxmessage" SET "opened_at" = ',
)


@dataclass
class Scene:
    """The cast with its case notified, an address of each name there, and those on the other area's case."""

    cast: Cast
    where: dict[str, str]
    elsewhere: dict[str, str]


@contextmanager
def no_writes(*, reading: bool = False) -> Iterator[None]:
    """Whoever writes to the database here fails; that something was read may be recorded where `reading`."""

    def forbid(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        assert not is_write(sql) or (reading and any(each in sql for each in READINGS)), f"wrote: {sql}"
        return execute(sql, params, many, context)

    # That somebody is still there is written every two minutes, whatever they look at.
    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(forbid):
        patch.setattr(session_life, "is_touch_due", lambda session: False)
        yield


@pytest.fixture
def scene(db: None, standing_clock: StandingClock) -> Scene:
    return kept("routes", make_scene)


def make_scene() -> Scene:
    cast = make_cast()
    cast.notify()
    other = make_elsewhere(cast)
    where, there = addresses(cast), addresses(other)
    with_area(cast.revisit)
    with_area(other.revisit)
    return Scene(cast, where, {name: address for name, address in there.items() if "/kent-" in address})


@pytest.fixture
def cast(scene: Scene) -> Cast:
    return scene.cast


@pytest.fixture
def where(scene: Scene) -> dict[str, str]:
    return scene.where


@pytest.fixture
def elsewhere(scene: Scene) -> dict[str, str]:
    return scene.elsewhere


def test_every_address_has_its_row() -> None:
    assert sorted(names()) == sorted(BY_NAME)


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_who_may_not_get_is_answered_as_declared_and_writes_nothing(
    person: str, cast: Cast, where: dict[str, str], signed_in: SignedIn
) -> None:
    refused = {row.name: row.to_get(person) for row in ROWS if row.to_get(person) >= 400}
    assert answers(refused, where, signed_in(cast[person])) == refused


@pytest.mark.parametrize("row", [row for row in ROWS if row.recorded], ids=lambda row: row.name)
def test_reading_what_is_confidential_is_on_record_and_a_refusal_is_not(
    row: Row, cast: Cast, where: dict[str, str], signed_in: SignedIn
) -> None:
    readings = Entry.objects.filter(operation__in=Entry.READINGS)
    assert signed_in(cast["stranger"]).get(where[row.name]).status_code == 404
    assert not readings.exists()
    reader = cast[min(row.who)]
    assert signed_in(reader).get(where[row.name]).status_code == 200
    reading = readings.get()
    assert (reading.person, reading.means) == (reader.pk, "web")
    of_case = cast.revisit.reference in where[row.name] or row.name in ("evidence-file", "accuracy-file")
    assert reading.case == (cast.revisit.pk if of_case else None)


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_on_another_areas_case_a_part_in_ones_own_opens_nothing(
    person: str, cast: Cast, elsewhere: dict[str, str], signed_in: SignedIn
) -> None:
    table = {name: BY_NAME[name].elsewhere.to_get(person) for name in elsewhere}
    refused = {
        name: answer for name, answer in table.items() if answer >= 400 and is_tried_elsewhere(name, person)
    }
    assert answers(refused, elsewhere, signed_in(cast[person])) == refused


def is_tried_elsewhere(name: str, person: str, among: Collection[str] | None = None) -> bool:
    """Whether they try it on another area's case: whoever is let in on their own, and one of the others each time."""
    let_in = person in (BY_NAME[name].who if among is None else among)
    others = sorted(EVERYBODY)
    return DEEP or let_in or others[crc32(name.encode()) % len(others)] == person


def answers(names: Iterable[str], where: dict[str, str], browser: Client) -> dict[str, int]:
    """What looking at each of them answers; nothing is written."""
    with no_writes(), people_read_once(), bare_refusals():
        return {name: browser.get(where[name]).status_code for name in names}


@pytest.mark.parametrize("method", ["get", "post"])
def test_signed_out_everything_leads_to_the_sign_in(
    method: str, where: dict[str, str], signed_in: SignedIn
) -> None:
    browser = signed_in(None)
    for row in ROWS:
        if row.name not in OPEN:
            with no_writes():
                answer = getattr(browser, method)(where[row.name])
            assert (row.name, answer.status_code) == (row.name, 302)
            assert answer["Location"] == f"{reverse('sign-in')}?next={where[row.name]}"


def test_signed_out_the_open_pages_are_the_sign_in_and_the_privacy_notice(
    where: dict[str, str], signed_in: SignedIn
) -> None:
    browser = signed_in(None)
    assert browser.get(where["sign-in"]).status_code == 200
    assert browser.get(where["privacy-notice"]).status_code == 200
    assert browser.post(where["demo-sign-in"], {"person": "1"}).status_code == 404
