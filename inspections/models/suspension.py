"""All re-visits suspended at once, as on 17 March 2020, and what became of each case of it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from inspections.models.revisit import Revisit
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Suspension(models.Model):
    """One decision for every re-visit whose visit has not taken place."""

    from_day = models.DateField(help_text="From this day on no visit takes place.")
    reason = models.TextField(help_text="In the words that everybody told and the public read.")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="suspension_says_why",
                violation_error_message="Give the reason.",
            )
        ]
        triggers = recorded()

    def __str__(self) -> str:
        return f"All re-visits suspended from {_said(self.from_day)}"

    @property
    def why(self) -> str:
        """What stands on each case, its messages and its public page."""
        return f"All re-visits are suspended from {_said(self.from_day)}. {self.reason}"


class SuspendedCase(models.Model):
    """One case of a suspension: still to be reached, suspended, left alone (and why), or taken up again."""

    suspension = models.ForeignKey(Suspension, models.PROTECT, related_name="cases")
    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="suspensions")
    done_at = models.DateTimeField(null=True, blank=True, help_text="When it was reached; empty: it waits.")
    left_alone = models.TextField(blank=True, help_text="Why it was not suspended after all.")
    taken_up_at = models.DateTimeField(null=True, blank=True)
    taken_up_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit"],
                condition=Q(taken_up_at__isnull=True, left_alone=""),
                name="suspended_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at__isnull=True, taken_up_by__isnull=True)
                | Q(taken_up_at__isnull=False, taken_up_by__isnull=False, done_at__lte=F("taken_up_at")),
                name="suspended_before_it_is_taken_up",
            ),
            models.CheckConstraint(
                condition=Q(left_alone="") | Q(done_at__isnull=False), name="suspended_left_alone_is_done"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="suspended_waiting", condition=Q(done_at__isnull=True)),
        ]
        triggers = recorded(case="{x}.revisit_id")

    def __str__(self) -> str:
        return f"{self.revisit_id} in suspension {self.suspension_id}"


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"
