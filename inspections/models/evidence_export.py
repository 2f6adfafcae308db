"""The whole evidence base of a case as one archive, built in the background."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from revisits.accounts.models import User


class EvidenceExport(models.Model):
    """One archive that somebody asked for: built by a worker, theirs to download until it expires, then gone."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting"
        BUILDING = "building", "Being built"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"
        GONE = "gone", "Deleted"

    OPEN = ("asked", "building")

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="exports")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    done = models.PositiveIntegerField("files done", default=0)
    total = models.PositiveIntegerField("files in all", default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(
        null=True, blank=True, help_text="When its worker last said that it lives; old means that it died."
    )
    key = models.CharField(max_length=200, blank=True, help_text="Its place in storage.")
    size = models.PositiveBigIntegerField(default=0, help_text="In bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    said = models.CharField(max_length=200, blank=True, help_text="Why it failed.")
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit"], condition=Q(state__in=["asked", "building"]), name="export_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "building", "ready", "failed", "gone"]),
                name="export_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | ~Q(key="") & Q(sha256__regex="^[0-9a-f]{64}$", size__gt=0, expires_at__isnull=False),
                name="export_ready_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(said=""), name="export_failed_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Archive {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def may_be_downloaded(self, now: datetime) -> bool:
        return self.state == self.State.READY and bool(self.expires_at and now < self.expires_at)
