"""What a finished re-visit decided, as far as the published statistics tell."""

from django.db import models

from inspections.models.revisit import Revisit
from revisits.record.triggers import recorded


class Outcome(models.Model):
    """Counts of weaknesses with sufficient and not sufficient progress, from a named source."""

    revisit = models.OneToOneField(Revisit, models.CASCADE, related_name="outcome")
    sufficient = models.PositiveSmallIntegerField()
    not_sufficient = models.PositiveSmallIntegerField()
    published_on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sufficient__gt=0) | models.Q(not_sufficient__gt=0),
                name="outcome_has_a_decision",
            ),
        ]
        triggers = recorded(case="{x}.revisit_id")

    def __str__(self) -> str:
        return f"{self.sufficient} of {self.weaknesses} sufficient"

    @property
    def weaknesses(self) -> int:
        return self.sufficient + self.not_sufficient
