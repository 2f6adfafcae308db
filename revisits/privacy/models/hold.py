"""Holds: what is kept although its time is over."""

from django.db import models
from django.db.models import Q

from inspections.models import Revisit
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Hold(models.Model):
    """Nothing of this case, or about this person, is proposed or disposed of until the hold is lifted."""

    case = models.ForeignKey(Revisit, models.CASCADE, null=True, blank=True, related_name="holds")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="holds")
    reason = models.TextField()
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.TextField(blank=True)

    class Meta:
        ordering = [models.F("lifted_at").desc(nulls_first=True), "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=True, person__isnull=False)
                | Q(case__isnull=False, person__isnull=True),
                name="hold_on_a_case_or_a_person",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_reason="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_reason="")),
                name="hold_lifted_by_somebody_with_a_reason",
            ),
        ]
        triggers = recorded(case="{x}.case_id")

    def __str__(self) -> str:
        return f"Hold on {self.case or self.person}"
