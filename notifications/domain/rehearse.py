"""What an action would send, found by doing all of it and taking it back: the messages are those, word for word."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from inspections.contacts import Contact
from inspections.models import CaseEvent
from notifications.catalogue import MESSAGES
from notifications.domain.compose import Composed
from notifications.domain.expand import expand
from notifications.domain.render import Rendered
from notifications.models import OutboxMessage
from notifications.models.outbox import Channel


def rehearse(act: Callable[[], object], *, cases: Iterable[int]) -> list[OutboxMessage]:
    """The rows that `act` would lead to in these cases (keys), in their order; nothing of it is kept.

    They are of no transaction any more: read them, and save none. Their meetings are read with them. Raises what
    `act` raises.
    """
    with transaction.atomic():
        last = CaseEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        act()
        new = CaseEvent.objects.filter(pk__gt=last, revisit__in=list(cases), expansion__isnull=True)
        for event in new.order_by("pk").values_list("pk", flat=True):
            expand(event_id=event, now=timezone.now())
        found = OutboxMessage.objects.filter(case_event__pk__gt=last, case_event__revisit__in=list(cases))
        rows = list(found.select_related("revisit__area").prefetch_related("meetings").order_by("pk"))
        transaction.set_rollback(True)
    return rows


def as_composed(rows: Iterable[OutboxMessage]) -> list[Composed]:
    """Rows as a page shows who gets what: each e-mail with the text message that goes beside it."""
    found = list(rows)
    texts = {(row.message, row.recipient_key): row for row in found if row.channel == Channel.TEXT}
    return [
        _composed(row, texts.get((row.message, row.recipient_key)))
        for row in found
        if row.channel == Channel.EMAIL
    ]


def _composed(row: OutboxMessage, beside: OutboxMessage | None) -> Composed:
    contact = Contact(row.recipient_role, row.recipient_name, row.recipient_email, row.recipient_user_id)
    words = Rendered(row.subject, row.text, row.html, row.gist)
    said = f"To {beside.recipient_mobile}: {beside.text}" if beside else ""
    return Composed(MESSAGES[row.message], contact, words, row.attach_letter, also_text=said)
