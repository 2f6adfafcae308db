"""Delivery through a real SMTP server, in good days and bad."""

import threading
import uuid
from datetime import datetime, timedelta
from itertools import chain, repeat

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from notifications.channels import Outcome
from notifications.channels.smtp import Smtp
from notifications.domain import claims, deliver
from notifications.domain.bounces import bouncing
from notifications.models import OutboxMessage
from notifications.models.outbox import PATIENCE, Channel
from revisits.accounts.models import Membership
from tests.notifications.conftest import LEASE, NOTICE_DAY, World, expand_all, rows, send_all
from tests.smtp import Post


@pytest.fixture
def told(world: World) -> World:
    """A case whose four notices wait to be sent."""
    world.notify()
    expand_all()
    return world


def claim(size: int, *, now: datetime | None = None) -> list[OutboxMessage]:
    return claims.claim(Channel.EMAIL, now=now or timezone.now(), size=size)


def by_status() -> dict[str, int]:
    statuses = list(OutboxMessage.objects.values_list("status", flat=True))
    return {status: statuses.count(status) for status in set(statuses)}


def test_every_notice_arrives_once_and_is_marked(told: World, post: Post) -> None:
    assert send_all() == 4
    assert by_status() == {"sent": 4}
    assert sorted(mail.to[0] for mail in post.received) == sorted(
        row.recipient_email for row in rows("notify")
    )
    assert send_all() == 0
    assert len(post.received) == 4


def test_a_mail_carries_its_text_its_html_and_its_own_message_id(told: World, post: Post) -> None:
    send_all()
    row = next(row for row in rows("notify") if row.recipient_role == "dcs")
    (mail,) = post.to("dcs@example.org")
    assert mail.message_id == row.message_id
    assert mail.message["Subject"] == row.subject
    assert mail.text.replace("\r\n", "\n").strip() == row.text.strip()
    html = mail.message.get_body(("html",))
    assert html and "the &lt;waiting&gt; times" in html.get_content()


def test_sent_at_is_the_cases_time(told: World, post: Post) -> None:
    send_all()
    assert {row.sent_at for row in rows("notify")} == {NOTICE_DAY}


def test_refused_for_good_fails_with_the_servers_words_and_the_others_go_out(told: World, post: Post) -> None:
    post.recipient = lambda address: "550 5.1.1 No such person" if address.startswith("lano") else None
    assert send_all() == 3
    failed = OutboxMessage.objects.get(status="failed")
    assert (failed.recipient_role, failed.last_error) == ("lano", "550 5.1.1 No such person")
    # Whoever sends next is warned of the address; it bounces again when it is tried again in vain.
    assert list(bouncing(["lano@example.org", "dcs@example.org"])) == ["lano@example.org"]
    assert deliver.try_again(pk=failed.pk, now=timezone.now())
    send_all(timezone.now() + timedelta(minutes=1))
    assert failed.reports.count() == 2


def test_a_refusal_by_policy_says_nothing_of_the_address(told: World, post: Post) -> None:
    post.recipient = lambda address: "550 5.7.1 We take nothing from you" if "lano" in address else None
    assert send_all() == 3
    assert OutboxMessage.objects.get(status="failed").recipient_role == "lano"
    assert not bouncing(["lano@example.org"])


def test_content_refused_for_good_fails(told: World, post: Post) -> None:
    post.content = lambda address: "554 5.7.1 Not this" if address.startswith("pcf") else None
    assert send_all() == 3
    assert OutboxMessage.objects.get(status="failed").last_error == "554 5.7.1 Not this"


def test_refused_for_now_is_tried_again_after_growing_pauses(told: World, post: Post) -> None:
    post.recipient = lambda address: "451 Come back later" if address.startswith("dcs") else None
    start = timezone.now()
    assert send_all(start) == 3
    waits = []
    for _ in claims.PAUSES:
        row = OutboxMessage.objects.get(recipient_role="dcs")
        assert row.next_attempt_at
        waits.append(row.next_attempt_at - start)
        assert send_all(row.next_attempt_at - timedelta(seconds=1)) == 0
        start = row.next_attempt_at
        assert send_all(start) == 0
    assert waits == claims.PAUSES
    post.recipient = lambda address: None
    assert send_all(start + timedelta(hours=1)) == 1
    assert len(post.to("dcs@example.org")) == 1


def test_given_up_after_a_day_with_the_error_and_a_log_line(
    told: World, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.recipient = lambda address: "451 Come back later"
    # Beat was down for a day: the day of trying begins with the first attempt.
    first = timezone.now() + PATIENCE
    send_all(first)
    assert by_status() == {"waiting": 4}
    send_all(first + PATIENCE - timedelta(seconds=1))
    assert by_status() == {"failed": 4}
    assert {row.failed_at for row in rows("notify")} == {first + PATIENCE - timedelta(seconds=1)}
    assert {row.last_error for row in rows("notify")} == {"451 Come back later"}
    assert "is given up: 451 Come back later" in caplog.text


def test_a_dead_server_costs_the_first_row_an_attempt_and_the_others_nothing(
    told: World, settings: Settings, post: Post
) -> None:
    settings.EMAIL_PORT = 1
    assert send_all() == 0
    assert sorted(row.attempts for row in rows("notify")) == [0, 0, 0, 1]
    assert by_status() == {"waiting": 4}
    settings.EMAIL_PORT = post.port
    assert send_all(timezone.now() + timedelta(seconds=6)) == 4


def test_a_line_cut_before_the_answer_is_tried_again_with_the_same_message_id(
    told: World, post: Post
) -> None:
    post.drops = 1
    assert send_all() == 0
    assert send_all(timezone.now() + timedelta(seconds=6)) == 4
    first = post.received[0]
    (row,) = (row for row in rows("notify") if row.message_id == first.message_id)
    assert (row.unsure_attempts, row.may_have_come_twice) == (1, True)
    assert [mail.message_id for mail in post.to(first.to[0])] == [first.message_id] * 2
    assert len({mail.message_id for mail in post.received}) == 4


def test_a_server_that_hangs_is_left_after_the_timeout(told: World, settings: Settings, post: Post) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    post.hangs = True
    assert send_all() == 0
    assert OutboxMessage.objects.get(attempts=1).last_error.endswith("timed out")


def test_what_was_taken_stays_sent_though_the_farewell_fails(told: World, post: Post) -> None:
    channel = Smtp()
    (row,) = claim(1)
    assert channel.send(row).sent
    assert isinstance(channel.line, EmailBackend) and channel.line.connection
    assert channel.line.connection.sock
    channel.line.connection.sock.close()
    channel.close()


def test_an_address_that_cannot_be_written_to_fails_and_stops_nobody_else(told: World, post: Post) -> None:
    OutboxMessage.objects.filter(recipient_role="dcs").update(recipient_email="dcs@example.org\nBcc: all")
    assert send_all() == 3
    assert OutboxMessage.objects.get(status="failed").last_error.startswith("Cannot be sent: ")


def test_a_batch_that_a_dead_worker_held_is_sent_and_only_what_it_had_begun_counts_as_unsure(
    told: World, post: Post
) -> None:
    now = timezone.now()
    batch = claim(3, now=now)
    claims.mark(batch[0], Outcome(), now=now, sent_at=NOTICE_DAY)
    assert send_all(now + LEASE) == 1
    assert send_all(now + LEASE + timedelta(seconds=1)) == 2
    found = {row.message_id: (row.attempts, row.unsure_attempts) for row in rows("notify")}
    assert [found[row.message_id] for row in batch] == [(1, 0), (2, 1), (1, 0)]
    assert [row.may_have_come_twice for row in rows("notify")].count(True) == 1
    assert {mail.message_id for mail in post.received[-2:]} == {row.message_id for row in batch[1:]}


def test_a_message_that_kills_its_workers_comes_round_ever_more_rarely(told: World) -> None:
    now = timezone.now()
    waits = []
    for _ in range(3):
        (row,) = claim(1, now=now)
        OutboxMessage.objects.exclude(pk=row.pk).update(next_attempt_at=now + PATIENCE)
        now += LEASE * 2
        assert claims.release_expired(now=now, lease=LEASE) == 1
        row = OutboxMessage.objects.get(pk=row.pk)
        assert row.next_attempt_at
        waits.append(row.next_attempt_at - now)
        now = row.next_attempt_at
    assert waits == [timedelta(0), *claims.PAUSES[:2]]


def test_a_result_is_noted_only_by_whoever_still_holds_the_claim(told: World) -> None:
    now = timezone.now()
    (mine,) = claim(1, now=now)
    claims.release_expired(now=now + LEASE * 2, lease=LEASE)
    theirs = next(row for row in claim(4, now=now + LEASE * 2) if row.pk == mine.pk)
    claims.mark(mine, Outcome("late"), now=now, sent_at=now)
    row = OutboxMessage.objects.get(pk=mine.pk)
    assert (row.status, row.claim) == ("claimed", theirs.claim)


def test_a_batch_that_grows_old_is_given_back_before_it_can_be_somebody_elses(
    told: World, post: Post
) -> None:
    start = timezone.now()
    # The server is slow: half a lease goes by before the first is marked, and with it the time of the run.
    clock = chain([start] * 5, repeat(start + LEASE / 2 + timedelta(seconds=1)))
    assert deliver.deliver_due(now=lambda: next(clock), case_now=lambda: NOTICE_DAY, lease=LEASE) == 1
    assert by_status() == {"sent": 1, "waiting": 3}
    assert not OutboxMessage.objects.filter(claim__isnull=False).exists()


def test_a_failed_message_is_queued_again_by_hand(told: World, post: Post) -> None:
    post.recipient = lambda address: "550 No" if address.startswith("lano") else None
    send_all()
    post.recipient = lambda address: None
    failed = OutboxMessage.objects.get(status="failed")
    assert deliver.try_again(pk=failed.pk, now=timezone.now())
    assert not deliver.try_again(pk=failed.pk, now=timezone.now())
    assert send_all() == 1


def test_one_without_an_address_is_queued_once_there_is_one(world: World, post: Post) -> None:
    lano = world.people["lano"]
    lano.email = None
    lano.save()
    world.notify()
    expand_all()
    stuck = OutboxMessage.objects.get(status="no_address")
    assert not deliver.try_again(pk=stuck.pk, now=timezone.now())
    lano.email = "found@example.org"
    lano.save()
    assert deliver.try_again(pk=stuck.pk, now=timezone.now())
    send_all()
    assert len(post.to("found@example.org")) == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_send_each_message_once(post: Post, world: World) -> None:
    world.notify()
    expand_all()
    template = rows("notify")[0]
    copies = [OutboxMessage(**_copy(template, number)) for number in range(40)]
    OutboxMessage.objects.bulk_create(copies)

    def work() -> None:
        send_all()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert by_status() == {"sent": 44}
    assert not OutboxMessage.objects.exclude(attempts=1, unsure_attempts=0).exists()
    assert len(post.received) == len({mail.message_id for mail in post.received}) == 44


def _copy(row: OutboxMessage, number: int) -> dict[str, object]:
    values = {field.attname: getattr(row, field.attname) for field in OutboxMessage._meta.concrete_fields}
    own = {"id": None, "recipient_key": f"copy:{number}", "message_id": f"<{uuid.uuid4()}@example.org>"}
    return values | own


def test_who_left_since_it_was_written_is_not_told_and_the_case_shows_it(told: World, post: Post) -> None:
    row = next(row for row in rows("notify") if row.recipient_role == "dcs")
    Membership.objects.filter(user=row.recipient_user).update(ends_on=NOTICE_DAY.date() - timedelta(days=1))
    assert send_all() == 3
    row.refresh_from_db()
    assert (row.status, row.last_error) == ("failed", "Not sent: this person may no longer see the re-visit.")
    assert not post.to("dcs@example.org")
    Membership.objects.filter(user=row.recipient_user).update(ends_on=None)
    assert deliver.try_again(pk=row.pk, now=timezone.now())
    assert send_all() == 1
