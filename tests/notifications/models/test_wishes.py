"""What the database itself refuses of wishes, snoozes and scheduled notices."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model

from notifications.models import ScheduledNotice, Snooze, Unwanted, Wishes
from tests.behind_the_form import refused
from tests.notifications.conftest import NOTICE_DAY, World

LATER = NOTICE_DAY + timedelta(days=1)


@pytest.fixture
def good(world: World) -> dict[type[Model], dict[str, Any]]:
    lead, case = world.lead, world.revisit
    return {
        Snooze: {
            "user": lead,
            "revisit": case,
            "code": "evidence_due",
            "due_on": date(2022, 5, 6),
            "until": LATER.date(),
            "snoozed_at": NOTICE_DAY,
        },
        Wishes: {"user": lead, "changed_at": NOTICE_DAY},
        Unwanted: {"message": "questions_agreed", "user": lead, "since": NOTICE_DAY},
        ScheduledNotice: {
            "revisit": case,
            "notice": "notify",
            "send_at": LATER,
            "scheduled_by": lead,
            "scheduled_at": NOTICE_DAY,
        },
    }


@pytest.mark.parametrize(
    ("model", "constraint", "wrong"),
    [
        (Snooze, "snooze_until_a_later_day", {"until": NOTICE_DAY.date()}),
        (Snooze, "snooze_that_holds_has_a_reason", {"holds": True}),
        (Wishes, "wishes_hour_by_day", {"hour": 6}),
        (Unwanted, "unwanted_by_person_or_mailbox", {"user": None}),
        (Unwanted, "unwanted_by_person_or_mailbox", {"address": "forum@example.org"}),
        (ScheduledNotice, "scheduled_ahead", {"send_at": NOTICE_DAY}),
        (ScheduledNotice, "scheduled_ended_has_its_time", {"state": "sent"}),
        (ScheduledNotice, "scheduled_held_for_a_reason", {"state": "held"}),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(
    good: dict[type[Model], dict[str, Any]], model: type[Model], constraint: str, wrong: dict[str, Any]
) -> None:
    with refused(constraint):
        model._default_manager.create(**(good[model] | wrong))


@pytest.mark.parametrize(
    ("model", "constraint", "other"),
    [
        (Snooze, "snooze_once", {}),
        (Unwanted, "unwanted_once_a_person", {}),
        (Unwanted, "unwanted_once_a_mailbox", {"user": None, "address": "forum@example.org"}),
        (ScheduledNotice, "scheduled_once_at_a_time", {}),
    ],
)
def test_the_same_twice_is_refused(
    good: dict[type[Model], dict[str, Any]], model: type[Model], constraint: str, other: dict[str, Any]
) -> None:
    model._default_manager.create(**(good[model] | other))
    with refused(constraint):
        model._default_manager.create(**(good[model] | other))
