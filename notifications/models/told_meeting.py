"""What a message told its recipient of a meeting: the memory from which changes are told, and invitations updated."""

from typing import Any

from django.db import models
from django.db.models import Q

from inspections.models import Revisit
from inspections.models.triggers import append_only
from notifications.models.outbox import OutboxMessage


class ToldMeeting(models.Model):
    """One meeting in one message, as `inspections.meetings.Arranged.details` stood; never changed.

    `sequence` rises with each message to the same recipient about the same meeting: their calendar heeds the
    highest (RFC 5545, SEQUENCE).
    """

    outbox = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="meetings")
    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="told_meetings")
    code = models.CharField(max_length=30)
    occurrence = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    details: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["outbox", "code", "occurrence"], name="told_meeting_once"),
            models.CheckConstraint(condition=Q(occurrence__gte=1), name="told_meeting_counts_from_one"),
        ]
        indexes = [models.Index(fields=["revisit", "code", "occurrence"], name="told_meeting_of_case")]
        triggers = append_only("told_meeting")

    def __str__(self) -> str:
        return f"{self.code} {self.occurrence} in {self.outbox_id}"

    @property
    def cancelled(self) -> bool:
        return bool(self.details["cancelled"])
