"""A visit that is put off or called off: everybody told hears it once, with the reason, and calendars follow."""

from datetime import date, timedelta

import pytest

from inspections.actions.cases import reschedule
from inspections.actions.plans import cancel, postpone
from inspections.actions.timeline import compute_timeline
from inspections.models import Revisit
from notifications.domain.remind import remind, standing
from notifications.models import OutboxMessage
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows
from tests.notifications.test_meetings import event, files, invited

WHY = "All inspections were suspended because of the pandemic."
LATER = NOTICE_DAY + timedelta(days=3)
TEAM = ["cqc_inspector", "lead_hmi", "senior_hmi"]
AREA = ["dcs", "health_chief_executive", "lano", "pcf"]


@pytest.fixture
def told(world: World) -> World:
    """The area has its notice, and an invitation to a call that the notice does not tell of."""
    world.notify()
    expand_all()
    invited(world, "planning_call")
    return world


def put_off(world: World) -> None:
    postpone(revisit=world.revisit, reason=WHY, by=world.lead, at=LATER)
    expand_all()


def new_days(world: World) -> Revisit:
    case = Revisit.objects.get(pk=world.revisit.pk)
    at = LATER + timedelta(days=60)
    case = reschedule(
        revisit=case,
        version=case.version,
        first_day=date(2022, 9, 20),
        days=3,
        reason="New",
        by=world.lead,
        at=at,
    )
    compute_timeline(revisit_id=case.pk, at=at)
    expand_all()
    return case


def test_everybody_told_hears_it_once_with_the_reason_and_their_calendars_are_emptied(told: World) -> None:
    before = OutboxMessage.objects.count()
    put_off(told)
    found = rows("postponed")
    assert sorted(row.recipient_role for row in found) == sorted([*TEAM, *AREA])
    assert OutboxMessage.objects.count() == before + len(found)
    lano = next(row for row in found if row.recipient_role == "lano")
    assert lano.subject == "Re-visit of Essex is postponed"
    for said in (
        WHY,
        "Tuesday 17 May 2022 to Thursday 19 May 2022",
        "notified of new dates",
        "Please tell all stakeholders",
    ):
        assert said in lano.text and said in lano.html
    sent = files(lano)
    assert set(sent) == {
        f"essex-2022-{code}.ics" for code in ("planning-call", "leaders-meeting", "open-meeting", "feedback")
    }
    for calendar in sent.values():
        assert calendar["METHOD"] == "CANCEL" and event(calendar)["SEQUENCE"] >= 1
    senior = next(row for row in found if row.recipient_role == "senior_hmi")
    assert "Please tell" not in senior.text and files(senior) == {}
    expand_all()
    assert OutboxMessage.objects.count() == before + len(found)


def test_no_reminder_follows(told: World) -> None:
    due = NOTICE_DAY.replace(month=5, day=6)
    assert list(standing(due))
    put_off(told)
    assert not list(standing(due)) and remind(at=due, now=due) == 0


def test_nobody_outside_hears_of_new_days_until_they_are_notified_again(told: World) -> None:
    put_off(told)
    before = OutboxMessage.objects.count()
    new_days(told)
    assert OutboxMessage.objects.count() == before
    told.notify(at=LATER + timedelta(days=100), note="")
    expand_all()
    new = list(OutboxMessage.objects.order_by("pk")[before:])
    assert {row.message for row in new} == {"notify", "meeting_changed"}
    notices = [row for row in new if row.message == "notify"]
    assert sorted(row.recipient_role for row in notices) == AREA
    for row in notices:
        assert row.subject.startswith("Re-visit of Essex, new dates: on site Tuesday 20 September 2022")
        assert "they replace all that you were told before" in row.text
    lano = next(row for row in notices if row.recipient_role == "lano")
    for calendar in files(lano).values():
        assert calendar["METHOD"] == "REQUEST" and event(calendar)["SEQUENCE"] >= 2
    # What the notice does not tell of comes back by itself, to the team as well.
    back = [row for row in new if row.message == "meeting_changed"]
    assert {row.recipient_role for row in back} == {"lead_hmi", "cqc_inspector"}
    assert all("takes place after all" in row.text for row in back)


def test_what_is_cancelled_before_its_notice_is_told_to_the_team_alone(world: World) -> None:
    cancel(revisit=world.revisit, reason="The area became two.", by=world.lead, at=NOTICE_DAY)
    expand_all()
    assert sorted(row.recipient_role for row in rows("cancelled")) == TEAM
    assert all("is cancelled" in row.text and "The area became two." in row.text for row in rows("cancelled"))
