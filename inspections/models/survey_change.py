"""That the parents' survey stays open for longer, or is at another place, and why (G16): in words for everybody."""

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from inspections.models.triggers import append_only
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class SurveyChange(models.Model):
    """Written once. `closes` is the closing after an extension, `address` where parents answer since a replacement."""

    class Kind(models.TextChoices):
        EXTENDED = "extended", "Extended"
        REPLACED = "replaced", "Replaced"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="survey_changes")
    kind = models.CharField(max_length=8, choices=Kind)
    why = models.TextField(help_text="Goes on after “because”; in words for everybody.")
    closes = models.DateTimeField(null=True, blank=True)
    address = models.CharField(max_length=250, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="survey_change_says_why"),
            models.CheckConstraint(
                condition=Q(kind="extended", closes__isnull=False, address="")
                | Q(kind="replaced", closes__isnull=True) & ~Q(address=""),
                name="survey_change_says_what",
            ),
        ]
        triggers = [*append_only("survey_change"), *recorded(case="{x}.revisit_id")]

    def __str__(self) -> str:
        return f"The survey of {self.revisit_id}: {self.get_kind_display()}"
