"""Formal notices that go at a moment that somebody set: once, as by hand, or held up and said so."""

import threading
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.db import connections
from django.urls import reverse

from inspections.actions.cases import reschedule
from inspections.actions.plans import cancel
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from notifications import tasks
from notifications.domain import scheduling
from notifications.domain.formal import NOTIFY
from notifications.models import OutboxMessage, ScheduledNotice
from tests.conftest import SignedIn, StandingClock
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows
from tests.pages import text

Kind = CaseEvent.Kind
TOMORROW = datetime(2022, 5, 4, 9, tzinfo=LONDON)
WORDS = {"note": "Park behind the hall.", "quality_on_site": None}


def schedule(world: World, send_at: datetime = TOMORROW) -> ScheduledNotice:
    return scheduling.schedule(
        revisit=world.revisit, notice=NOTIFY, words=WORDS, send_at=send_at, by=world.lead, at=NOTICE_DAY
    )


def happened(world: World, kind: CaseEvent.Kind) -> list[CaseEvent]:
    return list(world.revisit.history.filter(kind=kind))


def test_g8_it_goes_once_at_its_moment_in_the_name_of_whoever_scheduled_it(world: World) -> None:
    kept = schedule(world)
    assert scheduling.send_due(at=TOMORROW - timedelta(seconds=1)) == 0
    assert scheduling.send_due(at=TOMORROW) == 1
    assert scheduling.send_due(at=TOMORROW) == 0 and not scheduling.send_scheduled(pk=kept.pk, at=TOMORROW)
    (event,) = happened(world, Kind.NOTIFIED)
    assert (event.by, event.at) == (world.lead, TOMORROW)
    expand_all()
    assert rows("notify") and all("Park behind the hall." in row.text for row in rows("notify"))
    kept.refresh_from_db()
    assert (kept.state, kept.ended_at, kept.ended_by) == ("sent", TOMORROW, None)


def test_what_may_not_go_is_held_up_and_lead_and_support_are_told_why(world: World) -> None:
    schedule(world)
    cancel(revisit=world.revisit, reason="No inspectors", by=world.lead, at=NOTICE_DAY)
    assert scheduling.send_due(at=TOMORROW) == scheduling.send_due(at=TOMORROW) == 0
    assert not happened(world, Kind.NOTIFIED)
    (held,) = happened(world, Kind.NOTICE_HELD)
    assert held.data["why"] == "This re-visit was cancelled on 3 May 2022. Nothing of it goes on."
    expand_all()
    assert [row.recipient_role for row in rows("notice_held")] == ["lead_hmi", "support"]
    assert "at 9:00 on Wednesday 4 May 2022, and did not" in rows("notice_held")[0].text


def test_whoever_lost_the_right_sends_nothing(world: World) -> None:
    schedule(world)
    world.lead.memberships.update(ends_on=NOTICE_DAY.date())
    assert scheduling.send_due(at=TOMORROW) == 0
    assert "may not notify the area" in ScheduledNotice.objects.get().why


def test_by_hand_it_is_done_and_what_was_scheduled_with_it(world: World) -> None:
    kept = schedule(world)
    scheduling.send_now(revisit=world.revisit, notice=NOTIFY, words=WORDS, by=world.lead, at=NOTICE_DAY)
    kept.refresh_from_db()
    assert (kept.state, kept.ended_by) == ("sent", world.lead)
    assert scheduling.send_due(at=TOMORROW) == 0 and not happened(world, Kind.NOTICE_HELD)


def test_called_off_it_does_not_go(world: World) -> None:
    schedule(world)
    call_off = partial(
        scheduling.call_off, revisit=world.revisit, notice=NOTIFY, by=world.lead, at=NOTICE_DAY
    )
    call_off()
    assert scheduling.send_due(at=TOMORROW) == 0
    with pytest.raises(Refused, match="Nothing is scheduled any more"):
        call_off()
    assert len(happened(world, Kind.NOTICE_CALLED_OFF)) == 1


def test_neither_in_the_past_nor_by_others_nor_twice(world: World) -> None:
    with pytest.raises(Refused, match="still to come"):
        schedule(world, NOTICE_DAY)
    support, said = world.people["support"], WORDS
    with pytest.raises(Refused, match="may not notify the area"):
        scheduling.schedule(
            revisit=world.revisit, notice=NOTIFY, words=said, send_at=TOMORROW, by=support, at=NOTICE_DAY
        )
    first = schedule(world)
    assert schedule(world, TOMORROW + timedelta(days=1)).pk == first.pk
    world.notify()
    with pytest.raises(Refused, match="notified already"):
        schedule(world)


def test_the_page_schedules_shows_what_changed_since_and_sends(
    world: World, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    lead, page = signed_in(world.lead), reverse("notify", args=[world.revisit.reference])
    first = lead.get(page)
    assert first.context["form"]["send_day"].value() == date(2022, 5, 4)
    typed = {"quality": "", "note": "Ring first"} | _at("4", "5", "2022")
    wrong = lead.post(page, {**typed, "send_day_0": "2", "schedule": "1"})
    assert "still to come" in text(wrong) and "Ring first" in text(wrong)
    assert "Enter a time like 9:30" in text(lead.post(page, {**typed, "send_hour": "early", "schedule": "1"}))
    # Only what is scheduled asks for a moment.
    assert "Enter a time" not in text(lead.post(page, {**typed, "send_hour": "early", "preview": "1"}))
    shown = text(lead.post(page, {**typed, "schedule": "1"}, follow=True))
    assert (
        "Notice of the re-visit: it goes at 9:00 on Wednesday 4 May 2022." in shown
        and "Since then" not in shown
    )
    notices = reverse("notices", args=[world.revisit.reference])
    assert "Notice of the re-visit: it goes at 9:00" in text(lead.get(notices))
    _move(world)
    changed = text(lead.get(page))
    assert "Since then this has changed" in changed and "Wednesday 18 May 2022" in changed
    assert "gets no notice any more." in changed
    lead.post(reverse("notice-call-off", args=[world.revisit.reference, "notify"]))
    assert ScheduledNotice.objects.get().state == "called_off"
    lead.post(page, {**typed, "schedule": "1"})
    standing_clock.set(date(2022, 5, 4))
    standing_clock.now = TOMORROW
    tasks.send_scheduled()
    assert Revisit.objects.get(pk=world.revisit.pk).state == "notified"


def _at(day: str, month: str, year: str) -> dict[str, str]:
    return {"send_day_0": day, "send_day_1": month, "send_day_2": year, "send_hour": "9am"}


def _move(world: World) -> None:
    world.people["dcs"].memberships.all().delete()
    world.revisit.refresh_from_db()
    reschedule(
        revisit=world.revisit,
        first_day=date(2022, 5, 18),
        days=3,
        reason="Elections",
        by=world.lead,
        at=NOTICE_DAY,
        version=world.revisit.version,
    )


def test_it_is_shown_as_its_reader_sees_it(
    world: World, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    lead, page = signed_in(world.lead), reverse("notice-html", args=[world.revisit.reference, "notify"])
    dcs = world.people["dcs"]
    shown = lead.post(page, {"quality": "on", "note": "Ring <first>", "as_html": f"notify user:{dcs.pk}"})
    assert "Ring &lt;first&gt;" in shown.content.decode() and "sandbox" in shown["Content-Security-Policy"]
    assert lead.post(page, {"quality": "", "as_html": "user:0"}).status_code == 404
    assert not OutboxMessage.objects.exists() and not happened(world, Kind.NOTIFIED)


def test_who_cannot_be_reached_stands_above_the_button(
    world: World, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    dcs = world.people["dcs"]
    dcs.email = None
    dcs.save()
    page = text(signed_in(world.lead).get(reverse("notify", args=[world.revisit.reference])))
    assert "1 of 4 recipients cannot be reached by e-mail" in page
    assert "No e-mail address is on file. Ask inspection support to mend it" in page


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_it_once(standing_clock: StandingClock) -> None:
    from inspections.actions.holidays import refresh_holidays
    from tests.notifications.conftest import make_world

    refresh_holidays(at=NOTICE_DAY - timedelta(days=60))
    world = make_world()
    schedule(world)
    sent: list[int] = []

    def work() -> None:
        sent.append(scheduling.send_due(at=TOMORROW))
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(sent) == [0, 1] and len(happened(world, Kind.NOTIFIED)) == 1
