"""An area's request to defer its re-visit: exceptional, decided by Ofsted, and confirmed in writing."""

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Deferral(models.Model):
    """One request, made when the area was notified; its decision stands beside it."""

    class Decision(models.TextChoices):
        OPEN = "", "Not decided yet"
        GRANTED = "granted", "Granted"
        DECLINED = "declined", "Declined"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="deferrals")
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=150, help_text="The post of who asked, and no name.")
    why = models.TextField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN, blank=True)
    reason = models.TextField(blank=True, help_text="Of the decision, as the area reads it.")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit"], condition=Q(decision=""), name="deferral_one_open_request"
            ),
            models.CheckConstraint(condition=~Q(asked_by="") & ~Q(why=""), name="deferral_says_who_and_why"),
            models.CheckConstraint(
                condition=Q(decision="", reason="", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    Q(
                        decision__in=("granted", "declined"),
                        decided_by__isnull=False,
                        decided_at__isnull=False,
                    )
                    & ~Q(reason="")
                ),
                name="deferral_decided_with_its_reason",
            ),
        ]
        triggers = recorded(case="{x}.revisit_id")

    def __str__(self) -> str:
        return f"Request to defer {self.revisit_id} of {self.asked_on:%-d %B %Y}"
