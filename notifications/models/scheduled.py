"""A formal notice that goes at a moment that somebody set."""

from django.db import models
from django.db.models import F, Q

from inspections.models import Revisit
from inspections.timeline.times import LONDON
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class ScheduledNotice(models.Model):
    """What goes, when, in whose name, with which words. It waits, or is held up, until it went or was called off."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for its moment"
        HELD = "held", "Held up"
        SENT = "sent", "Sent"
        CALLED_OFF = "called_off", "Called off"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="scheduled_notices")
    notice = models.CharField(max_length=40, help_text="A code of `notifications.domain.formal`.")
    words = models.JSONField(default=dict, help_text="What the action takes beside the case.")
    seen = models.JSONField(default=list, help_text="Who gets what, as whoever scheduled it saw it.")
    send_at = models.DateTimeField()
    scheduled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    scheduled_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.TextField(blank=True, help_text="Why it is held up.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it went, or was called off.")
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: by the program."
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit", "notice"],
                name="scheduled_once_at_a_time",
                condition=Q(state__in=["waiting", "held"]),
            ),
            models.CheckConstraint(condition=Q(send_at__gt=F("scheduled_at")), name="scheduled_ahead"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "held"], ended_at__isnull=True, ended_by__isnull=True)
                | Q(state__in=["sent", "called_off"], ended_at__isnull=False),
                name="scheduled_ended_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(why=""), name="scheduled_held_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["send_at"], name="scheduled_due", condition=Q(state="waiting"))]
        # The words are told to nobody before they are sent, and then they are in the messages.
        triggers = recorded(case="{x}.revisit_id", secret=["words", "seen"])

    def __str__(self) -> str:
        return f"{self.notice} of {self.revisit}, {self.when}"

    @property
    def when(self) -> str:
        """In London: "9:00 on Tuesday 3 May 2022"."""
        local = self.send_at.astimezone(LONDON)
        return f"{local:%-H:%M} on {local:%A %-d %B %Y}"
