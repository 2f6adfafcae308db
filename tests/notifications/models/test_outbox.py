"""What the database itself refuses."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications.models import OutboxMessage
from notifications.models.outbox import new_message_id
from tests.notifications.conftest import World, expand_all, rows


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("outbox_sent_has_its_time", {"status": "sent", "next_attempt_at": None}),
        ("outbox_sent_has_its_time", {"sent_at": timezone.now()}),
        ("outbox_claimed_has_its_claim", {"status": "claimed"}),
        ("outbox_claimed_has_its_claim", {"claimed_at": timezone.now()}),
        ("outbox_queued_has_its_turn", {"next_attempt_at": None}),
        ("outbox_queued_has_an_address", {"recipient_email": ""}),
        ("outbox_failed_has_its_error", {"status": "failed", "next_attempt_at": None}),
        ("outbox_says_something", {"subject": ""}),
        ("outbox_gathered_for_a_person", {"status": "gathered", "next_attempt_at": None}),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(
    world: World, constraint: str, values: dict[str, Any]
) -> None:
    world.notify()
    expand_all()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OutboxMessage.objects.filter(pk=rows("notify")[0].pk).update(**values)


def test_what_is_in_a_digest_was_gathered(world: World) -> None:
    world.notify()
    expand_all()
    row, other = rows("notify")[:2]
    with pytest.raises(IntegrityError, match="outbox_in_a_digest_was_gathered"), transaction.atomic():
        OutboxMessage.objects.filter(pk=row.pk).update(digest=other)


@pytest.mark.parametrize("same", ["cause", "message_id"])
def test_the_same_message_to_the_same_recipient_is_refused(world: World, same: str) -> None:
    world.notify()
    expand_all()
    row = rows("notify")[0]
    row.pk = None
    if same == "cause":
        row.message_id = new_message_id()
    else:
        row.cause = "another"
    with pytest.raises(IntegrityError, match=r"outbox_once|message_id"), transaction.atomic():
        row.save(force_insert=True)
