"""Your messages: one's own, whatever became of the e-mail, and nothing that one may no longer see."""

from datetime import timedelta

import pytest
from django.test import Client

from notifications.inbox import MANY
from notifications.models import OutboxMessage
from notifications.models.outbox import Status
from revisits.accounts.models import Membership, Organisation
from tests.conftest import StandingClock
from tests.notifications.conftest import NOTICE_DAY, World, expand_all
from tests.privacy.planting import make_message

PAGE = "/your-messages/"
COUNT = '<span class="app-nav__count">{}<span class="govuk-visually-hidden"> unread</span></span>'


@pytest.fixture
def told(world: World, standing_clock: StandingClock) -> World:
    standing_clock.now = NOTICE_DAY
    world.notify()
    expand_all()
    return world


@pytest.fixture
def lano(told: World, client: Client) -> Client:
    client.force_login(told.people["lano"])
    return client


def own(world: World, role: str = "lano") -> OutboxMessage:
    return OutboxMessage.objects.get(recipient_user=world.people[role], message="notify")


def page(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_what_was_written_to_somebody_is_there_before_any_e_mail_left(lano: Client, told: World) -> None:
    row, listed = own(told), page(lano)
    assert row.status == Status.WAITING
    assert row.subject in listed and listed.count(">Unread<") == 1
    assert COUNT.format(1) in listed
    shown = page(lano, f"{PAGE}{row.pk}/")
    assert "Tuesday 17 May 2022" in shown and "on its way" in shown
    assert COUNT.format(1) not in page(lano) and "Unread<" not in page(lano)


def test_the_first_opening_is_kept(lano: Client, told: World, standing_clock: StandingClock) -> None:
    row = own(told)
    page(lano, f"{PAGE}{row.pk}/")
    standing_clock.now += timedelta(days=1)
    page(lano, f"{PAGE}{row.pk}/")
    row.refresh_from_db()
    assert row.opened_at == NOTICE_DAY


def test_everybody_has_their_own_alone(lano: Client, told: World) -> None:
    theirs = own(told, "dcs")
    assert lano.get(f"{PAGE}{theirs.pk}/").status_code == 404
    lano.post(f"{PAGE}opened/")
    theirs.refresh_from_db()
    assert theirs.opened_at is None
    assert own(told).opened_at == NOTICE_DAY
    assert "You have read everything." in page(lano, f"{PAGE}?unread=1")


def test_who_left_sees_that_there_was_something_and_not_what(lano: Client, told: World) -> None:
    row, other = own(told), make_message(told.revisit, told.people["lano"], subject="Other")
    before = NOTICE_DAY.date() - timedelta(days=1)
    kent = Organisation.objects.create(kind=Organisation.Kind.LOCAL_AUTHORITY, name="Kent County Council")
    Membership.objects.filter(user=told.people["lano"]).update(ends_on=before)
    Membership.objects.create(user=told.people["lano"], organisation=kent, role="lano", starts_on=before)
    for each in (row, other):
        assert lano.get(f"{PAGE}{each.pk}/").status_code == 404
    listed = page(lano)
    assert row.subject not in listed and listed.count("a re-visit that you no longer see") == 2
    row.refresh_from_db()
    assert row.opened_at is None


def test_what_was_withdrawn_before_it_left_is_not_there(lano: Client, told: World) -> None:
    make_message(told.revisit, told.people["lano"], subject="Gone", status=Status.SUPERSEDED, sent_at=None)
    assert "Gone" not in page(lano) and COUNT.format(1) in page(lano)


def test_many_are_paged_and_not_counted_to_the_end(lano: Client, told: World) -> None:
    for number in range(MANY):
        make_message(told.revisit, told.people["lano"], subject=f"Message {number}")
    assert COUNT.format("99+") in page(lano)
    assert "Page 1 of 5" in page(lano) and "Page 5 of 5" in page(lano, f"{PAGE}?page=5")


def test_an_empty_list_says_so(told: World, client: Client) -> None:
    client.force_login(told.people["support"])
    assert "No message yet." in page(client)
