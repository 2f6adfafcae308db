"""Copies of their data that people were given."""

from django.db import models
from django.db.models import F, Q

from inspections.models.triggers import append_only
from revisits.accounts.models import User


class DataCopy(models.Model):
    """One copy of what is held on `person`: when, who made it, and why where it was not the person."""

    person = models.ForeignKey(User, models.PROTECT, related_name="data_copies")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True, help_text="Who asked, how and when; empty where it is their own.")

    class Meta:
        verbose_name = "copy of a person's data"
        verbose_name_plural = "copies of people's data"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by=F("person")) | ~Q(reason=""),
                name="data_copy_for_another_has_reason",
            ),
        ]
        triggers = append_only("data_copy")

    def __str__(self) -> str:
        return f"Copy for {self.person}, {self.at:%d %B %Y}"
