"""Registering for the open meeting: places, waiting, withdrawing, and who is let in when many come at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import RequestFactory

from inspections.actions.meetings import arrange, cancel_meeting
from inspections.actions.registrations import register, withdraw
from inspections.actions.timeline import override_date
from inspections.meetings import arranged
from inspections.models import CaseEvent, MeetingRegistration, Revisit
from inspections.policies import Refused
from inspections.registering import by_code, registering, within_limits
from inspections.timeline.times import london
from revisits.record.models import Entry
from tests.cast import FIRST_DAY, NOW, Cast, make_cast

State = MeetingRegistration.State


def holds(cast: Cast, capacity: int | None, **given: Any) -> None:
    found = arranged(Revisit.objects.get(pk=cast.revisit.pk), "open_meeting")
    assert found
    arrange(
        meeting=found,
        edition=found.edition,
        given={"capacity": capacity, **given},
        attendance={},
        by=cast.owner,
        at=NOW,
    )


def enter(cast: Cast, places: int = 1, name: str = "A parent") -> MeetingRegistration:
    return register(revisit=cast.revisit, name=name, email="parent@example.org", places=places, at=NOW)


def standing(cast: Cast) -> list[str]:
    return list(cast.revisit.registrations.order_by("pk").values_list("state", flat=True))


def test_whoever_does_not_fit_waits_and_moves_up_in_order_as_far_as_they_fit(cast: Cast) -> None:
    cast.notify()
    holds(cast, 4)
    first = enter(cast, 3)
    enter(cast, 2), enter(cast, 1), enter(cast, 2)
    assert standing(cast) == ["registered", "waiting", "registered", "waiting"]
    now = registering(cast.revisit, at=NOW)
    assert (now.taken, now.waiting, now.left, now.closed) == (4, 4, 0, "")
    withdraw(registration=first, at=NOW)
    withdraw(registration=first, at=NOW + timedelta(hours=1))
    assert standing(cast) == ["withdrawn", "registered", "registered", "waiting"]
    assert MeetingRegistration.objects.get(pk=first.pk).withdrawn_at == NOW
    holds(cast, 20)
    assert standing(cast)[-1] == "registered"


def test_without_a_limit_everybody_has_a_place(cast: Cast) -> None:
    cast.notify()
    assert [enter(cast, 6).state for _ in range(3)] == [State.REGISTERED] * 3
    assert registering(cast.revisit, at=NOW).left is None


def test_fewer_seats_than_people_with_a_place_take_nobodys_place(cast: Cast) -> None:
    cast.notify()
    enter(cast, 5)
    holds(cast, 2)
    assert (standing(cast), registering(cast.revisit, at=NOW).left) == (["registered"], 0)


def test_g8_registration_opens_with_the_announcement(cast: Cast) -> None:
    with pytest.raises(Refused, match="when the re-visit is announced"):
        enter(cast)


def test_registration_closes_when_the_meeting_starts_or_earlier_where_set(cast: Cast) -> None:
    cast.notify()
    starts = london(FIRST_DAY, time(19))
    override_date(
        event=cast.event("open_meeting"), on=FIRST_DAY, time="19:00", reason="Asked", by=cast.owner, at=NOW
    )
    assert registering(cast.revisit, at=starts - timedelta(seconds=1)).closed == ""
    assert registering(cast.revisit, at=starts).closed == "Registration for the open meeting is closed."
    noon = london(FIRST_DAY, time(12))
    holds(cast, None, registration_closes_at=noon)
    assert registering(cast.revisit, at=noon - timedelta(seconds=1)).closed == ""
    assert registering(cast.revisit, at=noon).closed != ""


def test_nobody_registers_for_what_is_cancelled_or_was_never_to_be(cast: Cast) -> None:
    cast.notify()
    found = arranged(cast.revisit, "open_meeting")
    assert found
    cancel_meeting(meeting=found, why="Flooded", by=cast.owner, at=NOW)
    with pytest.raises(Refused, match="is cancelled"):
        enter(cast)
    cast.revisit.timeline.filter(code="open_meeting").delete()
    with pytest.raises(Refused, match="no open meeting"):
        enter(cast)


def test_somebody_must_be_reachable(cast: Cast) -> None:
    cast.notify()
    with pytest.raises(Refused, match="e-mail address or a telephone"):
        register(revisit=cast.revisit, name="A parent", at=NOW)


def test_the_code_finds_it_however_it_was_typed_and_in_no_other_case(cast: Cast) -> None:
    cast.notify()
    made = enter(cast)
    typed = f" {made.code[:5].lower()} - {made.code[5:]} "
    assert by_code(cast.revisit, typed) == made
    assert by_code(cast.revisit, "") is None
    assert by_code(Revisit(pk=0), made.code) is None


def test_neither_history_nor_record_says_whose_it_is(cast: Cast) -> None:
    cast.notify()
    events = CaseEvent.objects.count()
    made = enter(cast, name="Zq Unmistakable")
    withdraw(registration=made, at=NOW)
    assert CaseEvent.objects.count() == events
    entries = Entry.objects.filter(table="inspections_meetingregistration")
    assert entries.count() == 2
    written = str(list(entries.values("before", "after")))
    assert "Zq" not in written and made.code not in written and "parent@example.org" not in written


def test_the_signed_out_try_so_often_and_no_more(cast: Cast) -> None:
    request, other = (RequestFactory().post("/", REMOTE_ADDR=each) for each in ("192.0.2.1", "192.0.2.2"))
    often = int(settings.ACCOUNT_RATE_LIMITS["open_meeting_register"].split("/")[0])
    tries = [within_limits(request, cast.revisit, "register") for _ in range(often + 1)]
    assert tries == [True] * often + [False]
    assert within_limits(other, cast.revisit, "register")
    assert within_limits(request, cast.revisit, "look")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_take_more_places_than_there_are(standing_clock: Any) -> None:
    cast = make_cast()
    cast.notify()
    holds(cast, 5)

    def one(_: int) -> str:
        try:
            return enter(cast, 2).state
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        states = list(pool.map(one, range(6)))
    assert sorted(states) == ["registered"] * 2 + ["waiting"] * 4
