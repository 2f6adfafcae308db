"""What an action would send, found by doing all of it and taking it back: the messages are those, word for word."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from inspections.models import CaseEvent
from notifications.domain.expand import expand
from notifications.models import OutboxMessage


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
