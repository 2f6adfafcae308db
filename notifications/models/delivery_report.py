"""What a provider of mail or text messages reported of one that it had taken."""

import pgtrigger
from django.db import models
from django.db.models import Q

from inspections.models.triggers import append_only
from notifications.models.outbox import OutboxMessage
from revisits.accounts.models import User


class DeliveryReport(models.Model):
    """One report, written once: the same one told again (`source`, `source_id`) is not written again.

    `address` is whom the message was sent to, in small letters; it is all that goes when the message is disposed of.
    All times are real.
    """

    class Kind(models.TextChoices):
        DELIVERED = "delivered", "Delivered"
        BOUNCED = "bounced", "Bounced for good"
        UNDELIVERED = "undelivered", "Not delivered"
        COMPLAINT = "complaint", "Reported as unwanted"

    outbox = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="reports")
    source = models.CharField(max_length=20)
    source_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=11, choices=Kind)
    address = models.CharField(max_length=320, blank=True)
    said = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], name="delivery_report_once"),
            models.CheckConstraint(condition=~Q(source_id=""), name="delivery_report_has_its_id"),
        ]
        indexes = [
            models.Index(
                fields=["address"],
                name="delivery_report_failing",
                condition=Q(kind__in=["bounced", "complaint"]),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="delivery_report_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="delivery_report_unchanged",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(new__address=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, reported {self.received_at:%-d %B %Y}"


class ClearedBounce(models.Model):
    """The office has made sure that an address works again: its bounces up to this report count no more.

    Written once.
    """

    report = models.OneToOneField(DeliveryReport, models.CASCADE, related_name="cleared")
    reason = models.TextField()
    cleared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="cleared_bounce_has_its_reason"),
        ]
        triggers = append_only("cleared_bounce")

    def __str__(self) -> str:
        return f"Cleared {self.cleared_at:%-d %B %Y}"
