"""Writing messages into the outbox, each once."""

from datetime import datetime

from inspections.contacts import Contact
from notifications.cause import Cause
from notifications.domain.compose import Composed, compose
from notifications.models import OutboxMessage
from notifications.models.outbox import PATIENCE, Status


def write(cause: Cause, *, now: datetime) -> int:
    """Write the rows that a cause sets off and that are not there yet; returns how many. `now` is real."""
    rows = [_row(cause, composed, now) for composed in compose(cause)]
    before = OutboxMessage.objects.filter(cause=cause.key).count()
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    return OutboxMessage.objects.filter(cause=cause.key).count() - before


def recipient_key(contact: Contact) -> str:
    """What tells two recipients of one message apart: the person, else the mailbox, else the name."""
    if contact.user_id:
        return f"user:{contact.user_id}"
    return f"mailbox:{contact.email.lower()}" if contact.email else f"name:{contact.role}:{contact.name}"


def _row(cause: Cause, composed: Composed, now: datetime) -> OutboxMessage:
    contact, words = composed.contact, composed.words
    return OutboxMessage(
        message=composed.message.code,
        revisit=cause.revisit,
        cause=cause.key,
        case_event=cause.happened[0] if cause.happened else None,
        written_at=cause.at,
        recipient_key=recipient_key(contact),
        recipient_role=contact.role,
        recipient_name=contact.name,
        recipient_email=contact.email,
        recipient_user_id=contact.user_id,
        subject=words.subject,
        text=words.text,
        html=words.html,
        attach_letter=composed.letter,
        status=Status.WAITING if contact.email else Status.NO_ADDRESS,
        next_attempt_at=now if contact.email else None,
        give_up_at=now + PATIENCE,
        created_at=now,
    )
