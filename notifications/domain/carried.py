"""What an e-mail carries beside its words."""

from collections.abc import Iterable

from notifications.models import OutboxMessage
from notifications.models.outbox import DIGEST


def with_meetings(row: OutboxMessage) -> Iterable[OutboxMessage]:
    """The rows whose meetings a message carries: its own, and of what went together those of each."""
    return row.gathered.select_related("revisit__area") if row.message == DIGEST else (row,)
