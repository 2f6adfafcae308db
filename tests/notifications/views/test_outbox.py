"""The page of a case's notices, and the office's outbox."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections.actions.notify import notify
from inspections.timeline.times import LONDON
from notifications.domain.remind import remind
from notifications.models import OutboxMessage
from tests.notifications.conftest import World, expand_all, send_all
from tests.smtp import Post

PAGE = "/revisits/essex-2022/notices/"


@pytest.fixture
def signed_in(world: World, client: Client) -> Client:
    client.force_login(world.lead)
    return client


def test_before_the_notice_the_page_says_that_nobody_was_told(signed_in: Client) -> None:
    expand_all()
    assert "Nobody has been told anything yet." in signed_in.get(PAGE).content.decode()


def test_until_a_worker_has_written_them_the_page_says_that_notices_are_on_their_way(
    signed_in: Client, world: World
) -> None:
    at = datetime(2022, 5, 3, 9, tzinfo=LONDON)
    notify(revisit=world.revisit, by=world.lead, at=at)
    seen = signed_in.get(PAGE).content.decode()
    assert "Notices are being written." in seen and "Nobody has been told" not in seen
    expand_all()
    assert "Notices are being written." not in signed_in.get(PAGE).content.decode()


def test_page_tells_who_was_told_what_and_how_it_stands(signed_in: Client, world: World, post: Post) -> None:
    world.people["dcs"].email = None
    world.people["dcs"].save()
    world.notify()
    expand_all()
    post.recipient = lambda address: "550 No such person" if address.startswith("lano") else None
    send_all()
    page = signed_in.get(PAGE).content.decode()
    assert "550 No such person" in page
    assert "Not sent: put an address on file" in page
    assert page.count("govuk-tag--green") == 2
    assert "pcf@example.org" in page
    assert "3 May 2022, 09:00" in page


@pytest.mark.parametrize("role", ["dcs", "lano", "pcf", "health_chief_executive"])
def test_g8_the_areas_people_do_not_see_who_else_was_told(world: World, client: Client, role: str) -> None:
    world.notify()
    client.force_login(world.people[role])
    assert client.get(PAGE).status_code == 404


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).status_code == 200
    return len(captured)


def test_the_page_costs_the_same_however_many_rows(signed_in: Client, world: World) -> None:
    world.notify()
    expand_all()
    few = queries(signed_in)
    for day in (5, 6, 9):
        remind(at=datetime(2022, 5, day, 9, tzinfo=LONDON), now=timezone.now())
    assert OutboxMessage.objects.count() > 10
    assert queries(signed_in) == few <= 12


def test_the_office_sees_the_outbox_and_changes_nothing_but_sends_again(
    world: World, client: Client, post: Post
) -> None:
    post.recipient = lambda address: "550 No" if address.startswith("lano") else None
    world.notify()
    expand_all()
    send_all()
    client.force_login(world.people["support"])
    failed = OutboxMessage.objects.get(status="failed")
    outbox = "/office/notifications/outboxmessage/"
    assert "Failed" in client.get(f"{outbox}?status__exact=failed").content.decode()
    assert client.get(f"{outbox}add/").status_code == 403
    assert client.post(f"{outbox}{failed.pk}/change/", {"text": "Other"}).status_code == 403
    chosen = {
        "action": "send_again",
        "_selected_action": list(OutboxMessage.objects.values_list("pk", flat=True)),
    }
    answer = client.post(outbox, chosen, follow=True)
    assert "1 queued again, 3 left as they were." in answer.content.decode()
    post.recipient = lambda address: None
    assert send_all() == 1
