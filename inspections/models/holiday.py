"""Bank holidays of England and Wales as rows, with where they came from and what became of them."""

from django.db import models

from inspections.models.triggers import append_only
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Holiday(models.Model):
    """A day that is no working day. A withdrawn one stays, so that its history can be read."""

    on = models.DateField(unique=True)
    name = models.CharField(max_length=100)
    source = models.CharField(
        max_length=100, help_text="Where the date comes from: a package and its version, or an announcement."
    )
    by_hand = models.BooleanField(default=False, editable=False)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["on"]
        triggers = recorded()

    def __str__(self) -> str:
        return f"{self.name}, {self.on:%A %d %B %Y}"


class HolidayChange(models.Model):
    """One change of one holiday."""

    class Change(models.TextChoices):
        ADDED = "added", "Added"
        RENAMED = "renamed", "Renamed"
        WITHDRAWN = "withdrawn", "Withdrawn"
        RESTORED = "restored", "Restored"

    on = models.DateField()
    name = models.CharField(max_length=100)
    change = models.CharField(max_length=10, choices=Change)
    source = models.CharField(max_length=100)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        triggers = append_only("holiday_change")

    def __str__(self) -> str:
        return f"{self.get_change_display()}: {self.name}, {self.on:%d %B %Y}"
