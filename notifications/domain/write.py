"""Writing messages into the outbox, each once."""

from datetime import datetime

from notifications.catalogue import Urgency
from notifications.cause import Cause
from notifications.domain import bounces, held, texts
from notifications.domain.compose import Composed, compose
from notifications.domain.recipients import recipient_key
from notifications.domain.wishes import Wished
from notifications.models import OutboxMessage, ToldMeeting
from notifications.models.outbox import PATIENCE, Channel, Status


def write(cause: Cause, *, now: datetime) -> int:
    """Write the rows that a cause sets off and that are not there yet; returns how many. `now` is real."""
    composed = list(compose(cause))
    complained = _complained(composed)
    before = OutboxMessage.objects.filter(cause=cause.key).count()
    wished = Wished.of(each.contact for each in composed)
    rows = [_row(cause, each, wished, complained, now) for each in composed]
    OutboxMessage.objects.bulk_create([*rows, *texts.beside(cause, rows, now=now)], ignore_conflicts=True)
    _remember(cause, composed)
    return OutboxMessage.objects.filter(cause=cause.key).count() - before


def _complained(composed: list[Composed]) -> set[str]:
    """The addresses that reported such mail as unwanted, as far as some of it is optional."""
    optional = [each.contact.email for each in composed if each.message.urgency is Urgency.OPTIONAL]
    return bounces.complained(optional) if optional else set()


def _remember(cause: Cause, composed: list[Composed]) -> None:
    """Which details of which meetings each recipient was told; each once, as the messages."""
    told = [(each, telling) for each in composed for telling in each.meetings]
    if not told:
        return
    found = OutboxMessage.objects.filter(cause=cause.key, channel=Channel.EMAIL)
    rows = {(message, key): pk for message, key, pk in found.values_list("message", "recipient_key", "pk")}
    ToldMeeting.objects.bulk_create(
        (
            ToldMeeting(
                outbox_id=rows[each.message.code, recipient_key(each.contact)],
                revisit=cause.revisit,
                code=telling.key[0],
                occurrence=telling.key[1],
                sequence=telling.sequence,
                details=telling.details,
            )
            for each, telling in told
        ),
        ignore_conflicts=True,
    )


def _row(
    cause: Cause, composed: Composed, wished: Wished, complained: set[str], now: datetime
) -> OutboxMessage:
    contact, words = composed.contact, composed.words
    alone = bool(composed.letter or composed.meetings or not words.gist)
    status = wished.status(composed.message, contact, alone=alone)
    if composed.message.urgency is Urgency.OPTIONAL and contact.email.lower() in complained:
        status = Status.UNWANTED
    waits = (
        status == Status.WAITING
        and bool(contact.user_id and words.gist)
        and held.is_held(cause, composed.message.code)
    )
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
        gist=words.gist if waits or status == Status.GATHERED else "",
        attach_letter=composed.letter,
        status=status,
        next_attempt_at=(now + held.HOLD if waits else now) if status == Status.WAITING else None,
        give_up_at=now + PATIENCE,
        created_at=now,
    )
