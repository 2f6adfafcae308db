"""Calendar feeds by secret address."""

from django.db import models
from django.db.models import Q

from inspections.models import Revisit
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class CalendarFeed(models.Model):
    """One person's feed: of all their re-visits, or of one. The address itself is nowhere, only its SHA-256."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds")
    revisit = models.ForeignKey(
        Revisit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="calendar_feeds",
        help_text="Empty: all re-visits of its owner.",
    )
    secret = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret, in hexadecimal.")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "revisit"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="calendar_feed_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(secret__regex="^[0-9a-f]{64}$"), name="calendar_feed_keeps_a_hash"
            ),
        ]
        triggers = recorded(case="{x}.revisit_id", without=["fetched_at"], secret=["secret"])

    def __str__(self) -> str:
        return f"Calendar of {self.revisit or self.owner}"
