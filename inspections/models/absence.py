"""When somebody is away from work: shown where people are picked, and to the lead of their cases."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from inspections.timeline.explain import spoken
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Absence(models.Model):
    """Days on which a person is away, the last one included. Why is nobody's business here."""

    user = models.ForeignKey(User, models.CASCADE, related_name="absences", verbose_name="person")
    first_day = models.DateField()
    last_day = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["user", "first_day"], name="absence_once"),
        ]
        triggers = recorded()

    def __str__(self) -> str:
        return f"{self.user}, {spoken(self.first_day)} to {spoken(self.last_day)}"

    def told(self, today: date) -> str:
        """As a picker says it: "away until ..." once it has begun, else from when to when."""
        until = f"{self.last_day:%-d %B %Y}"
        return (
            f"away until {until}" if self.first_day <= today else f"away {self.first_day:%-d %B} to {until}"
        )
