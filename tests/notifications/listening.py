"""Who was told what since one listened last."""

from dataclasses import dataclass

from notifications.models import OutboxMessage
from tests.notifications.conftest import expand_all


@dataclass
class Ear:
    """`secret` is a word that no message may have."""

    secret: str
    heard: int = 0

    def __call__(self) -> dict[str, list[str]]:
        """Names by message, in the order in which they were written."""
        expand_all()
        found: dict[str, list[str]] = {}
        for row in OutboxMessage.objects.filter(pk__gt=self.heard).order_by("pk"):
            assert self.secret not in row.subject + row.text + row.html
            found.setdefault(row.message, []).append(row.recipient_name)
            self.heard = row.pk
        return found
