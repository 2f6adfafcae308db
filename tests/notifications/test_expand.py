"""From case events to outbox rows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.models import CaseEvent
from notifications.domain import expand
from notifications.models import Expansion, OutboxMessage
from tests.notifications.conftest import World, expand_all, rows


def test_g8_g10_notify_writes_one_row_for_each_of_the_areas_people(world: World) -> None:
    world.notify()
    expand_all()
    written = {row.recipient_role: row.recipient_email for row in rows("notify")}
    assert written == {
        "dcs": "dcs@example.org",
        "lano": "lano@example.org",
        "health_chief_executive": "health-chief-executive@example.org",
        "pcf": "pcf@example.org",
    }


def test_expanding_twice_writes_nothing_twice(world: World) -> None:
    event = world.notify()
    now = timezone.now()
    assert expand.expand(event_id=event.pk, now=now) == 4
    assert expand.expand(event_id=event.pk, now=now) == 0
    assert len(rows("notify")) == 4


def test_rows_survive_a_lost_note_of_their_expansion(world: World) -> None:
    event = world.notify()
    expand.expand(event_id=event.pk, now=timezone.now())
    Expansion.objects.all().delete()
    assert expand.expand(event_id=event.pk, now=timezone.now()) == 0
    assert len(rows("notify")) == 4


def test_the_sweep_finds_every_event_and_then_none(world: World) -> None:
    world.notify()
    assert len(expand.unexpanded()) == CaseEvent.objects.count()
    expand_all()
    assert expand.unexpanded() == []


def test_whoever_has_no_address_has_a_row_that_says_so(world: World) -> None:
    world.people["lano"].email = None
    world.people["lano"].save()
    world.notify()
    expand_all()
    lano = next(row for row in rows("notify") if row.recipient_role == "lano")
    assert (lano.status, lano.next_attempt_at) == ("no_address", None)


def test_the_forums_mailbox_is_told_where_nobody_is_named(world: World) -> None:
    world.people["pcf"].memberships.all().delete()
    world.notify()
    expand_all()
    forum = next(row for row in rows("notify") if row.recipient_role == "pcf")
    assert (forum.recipient_name, forum.recipient_email) == ("Essex Family Forum", "forum@example.org")


def test_a_stale_timeline_is_computed_before_its_dates_are_told(world: World) -> None:
    world.revisit.timeline.all().delete()
    type(world.revisit).objects.update(timeline_stale=True)
    world.notify()
    expand_all()
    assert "Tuesday 10 May 2022, 12 noon" in rows("notify")[0].text


def test_rows_and_note_are_written_together_or_not_at_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = world.notify()

    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("killed here")

    monkeypatch.setattr(Expansion.objects, "bulk_create", fails)
    with pytest.raises(RuntimeError):
        expand.expand(event_id=event.pk, now=timezone.now())
    assert OutboxMessage.objects.count() == 0
    assert event.pk in expand.unexpanded()


def test_events_that_set_nothing_off_are_noted_all_the_same(world: World) -> None:
    expand_all()
    assert OutboxMessage.objects.count() == 0
    assert Expansion.objects.count() == CaseEvent.objects.count()


def test_written_at_is_the_cases_time_and_the_queue_runs_on_real_time(world: World) -> None:
    event = world.notify()
    expand_all()
    row = rows("notify")[0]
    assert row.written_at == event.at
    assert row.next_attempt_at and timezone.now() - row.next_attempt_at < timedelta(minutes=1)
