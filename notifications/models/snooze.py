"""A reminder that somebody put off."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from inspections.models import Revisit
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Snooze(models.Model):
    """Until when a person wants to hear no more of one event, while it is due on this day.

    Personal: whoever is told after them is told in time, but where `holds` says otherwise, with the reason.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="snoozes")
    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="snoozes")
    code = models.CharField(max_length=30, help_text="A code of `timeline.events`.")
    occurrence = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField(help_text="The event's day. Once it moves, everybody is reminded anew.")
    until = models.DateField(help_text="The working day on which the reminder comes again.")
    holds = models.BooleanField(
        default=False, help_text="Inspection support is not told before that day, either."
    )
    reason = models.CharField(max_length=500, blank=True)
    snoozed_at = models.DateTimeField()

    class Meta:
        ordering = ["-snoozed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "revisit", "code", "occurrence", "due_on"], name="snooze_once"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("snoozed_at__date")), name="snooze_until_a_later_day"
            ),
            models.CheckConstraint(
                condition=Q(holds=False) | ~Q(reason=""), name="snooze_that_holds_has_a_reason"
            ),
        ]
        triggers = recorded(case="{x}.revisit_id")

    def __str__(self) -> str:
        return f"{self.code} of {self.revisit_id}, put off by {self.user} until {self.until}"

    @property
    def event(self) -> tuple[int, str, int, date]:
        """Which event on which day."""
        return self.revisit_id, self.code, self.occurrence, self.due_on
