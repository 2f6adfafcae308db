"""Who reaches what: every role at every address, by GET and by POST, and nothing written by looking."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from inspections.importing.outcomes import import_outcomes
from revisits.accounts.models import Membership, Organisation
from revisits.record.models import Entry
from tests.cast import NOW, Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.inspections.importing.files import outcomes_file
from tests.routes import AREA, BY_NAME, EVERYBODY, OPEN, ROWS, Row, addresses, names
from tests.statements import is_write


@contextmanager
def no_writes(*, reading: bool = False) -> Iterator[None]:
    """Whoever writes to the database here fails; that something was read may be recorded where `reading`."""

    def forbid(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        assert not is_write(sql) or (reading and 'INSERT INTO "record_entry"' in sql), f"wrote: {sql}"
        return execute(sql, params, many, context)

    with connection.execute_wrapper(forbid):
        yield


@pytest.fixture
def where(cast: Cast) -> dict[str, str]:
    cast.notify()
    return addresses(cast)


def test_every_address_has_its_row() -> None:
    assert sorted(names()) == sorted(BY_NAME)


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_get_answers_as_declared_and_writes_nothing(
    person: str, cast: Cast, where: dict[str, str], signed_in: SignedIn
) -> None:
    browser = signed_in(cast[person])
    answers = {}
    for row in ROWS:
        with no_writes(reading=row.recorded):
            answers[row.name] = browser.get(where[row.name]).status_code
    assert answers == {row.name: row.to_get(person) for row in ROWS}


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
    assert reading.case == (cast.revisit.pk if cast.revisit.reference in where[row.name] else None)


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_whoever_may_not_post_gets_404_and_changes_nothing(
    person: str, cast: Cast, where: dict[str, str], signed_in: SignedIn
) -> None:
    browser = signed_in(cast[person])
    refused = [row for row in ROWS if row.post is not None and person not in row.post]
    with no_writes():
        answers = {row.name: browser.post(where[row.name], {"x": "1"}).status_code for row in refused}
    assert answers == {row.name: 404 for row in refused}


@pytest.fixture
def elsewhere(cast: Cast, where: dict[str, str]) -> dict[str, str]:
    """The addresses that name a case, on another area's case."""
    found = addresses(make_elsewhere(cast))
    return {name: address for name, address in found.items() if "/kent-" in address}


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_on_another_areas_case_a_part_in_ones_own_opens_nothing(
    person: str, cast: Cast, elsewhere: dict[str, str], signed_in: SignedIn
) -> None:
    browser = signed_in(cast[person])
    table = {name: BY_NAME[name].elsewhere for name in elsewhere}
    refused = [row for row in table.values() if row.post is not None and person not in row.post]
    answers = {}
    for name, address in elsewhere.items():
        with no_writes(reading=table[name].recorded):
            answers[name] = browser.get(address).status_code
    with no_writes():
        posted = {row.name: browser.post(elsewhere[row.name], {"x": "1"}).status_code for row in refused}
    assert answers == {name: row.to_get(person) for name, row in table.items()}
    assert posted == {row.name: 404 for row in refused}


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


def test_missing_and_forbidden_look_the_same(cast: Cast, where: dict[str, str], signed_in: SignedIn) -> None:
    browser = signed_in(cast["stranger"])
    forbidden = browser.get(where["timeline"])
    missing = browser.get(where["timeline"].replace("essex-2022", "nowhere-2022"))
    assert forbidden.status_code == missing.status_code == 404
    assert _page(forbidden) == _page(missing)
    assert "There is nothing at this address, or it is not open to you." in _page(forbidden)


def _page(answer: Any) -> str:
    """The page without its one-time tokens."""
    return str(answer.content.decode().partition("<main")[2].partition("</main>")[0])


def test_g8_the_area_sees_its_case_only_once_it_was_notified(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("area-case", args=[cast.revisit.reference])
    before = {person: signed_in(cast[person]).get(address).status_code for person in AREA}
    assert set(before.values()) == {404}
    cast.notify()
    after = {person: signed_in(cast[person]).get(address).status_code for person in AREA}
    assert set(after.values()) == {200}


def test_g8_whoever_succeeded_a_health_body_sees_the_case_too(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    board = Organisation.objects.create(kind=Organisation.Kind.HEALTH, name="Mid and South Essex ICB")
    Organisation.objects.filter(areas_as_health_body=cast.area).update(succeeded_by=board)
    Membership.objects.filter(user=cast["health"]).update(organisation=board)
    answer = signed_in(cast["health"]).get(reverse("area-case", args=[cast.revisit.reference]))
    assert answer.status_code == 200


def test_g24_draft_dates_hidden_from_pcf(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    address = reverse("area-case", args=[cast.revisit.reference])
    readers = {
        person for person in AREA if b"Draft letter sent" in signed_in(cast[person]).get(address).content
    }
    assert readers == {"dcs", "health_chief", "representative"}


def test_g13_what_is_between_inspectors_is_hidden_from_the_area(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    page = signed_in(cast["dcs"]).get(reverse("area-case", args=[cast.revisit.reference])).content.decode()
    for title in ("Call with the DfE", "Review the evidence", "Provisional judgement meeting"):
        assert title not in page


def test_a_historical_revisit_is_read_and_never_worked_on(cast: Cast, signed_in: SignedIn) -> None:
    import_outcomes(outcomes_file(), at=NOW)
    browser = signed_in(cast["support"])
    page = browser.get(reverse("revisit", args=["suffolk-2018"])).content.decode()
    assert "3 of 4 weaknesses" in page
    for name in ("details", "dates", "letter-preview"):
        assert browser.get(reverse(name, args=["suffolk-2018"])).status_code == 404
    for name in ("timeline", "team", "letters", "notices", "history"):
        assert browser.get(reverse(name, args=["suffolk-2018"])).status_code == 200


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_the_office_opens_to_support_and_administrators_alone(
    person: str, cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(cast[person]).get(reverse("admin:index"))
    assert answer.status_code == (200 if person in ("support", "administrator") else 404)


def test_the_office_sends_who_is_signed_out_to_the_programs_own_sign_in(
    cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(None).get(reverse("admin:index"), follow=True)
    assert answer.request["PATH_INFO"] == reverse("sign-in")


def test_a_membership_that_ended_opens_nothing(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["colleague"])
    assert browser.get(reverse("revisits")).status_code == 200
    Membership.objects.filter(user=cast["colleague"]).update(ends_on=date(2022, 5, 2))
    assert browser.get(reverse("revisits"))["Location"] == reverse("left")
    Membership.objects.filter(user=cast["colleague"]).update(ends_on=date(2022, 5, 3))
    assert signed_in(cast["colleague"]).get(reverse("revisits")).status_code == 200
