"""Hints on style that the writers of a section do not follow."""

from django.db import models
from django.db.models import Q

from letters.models.outcome import OF_SECTION, LetterSection
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class IgnoredHint(models.Model):
    """One hint, by its key (`letters.composing.style.Hint.key`), which stays as long as place and words do."""

    section = models.ForeignKey(LetterSection, models.CASCADE, related_name="ignored_hints")
    key = models.CharField(max_length=16)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="hint_ignored_once"),
            models.CheckConstraint(condition=~Q(key=""), name="ignored_hint_has_its_key"),
        ]
        triggers = recorded(case=OF_SECTION)

    def __str__(self) -> str:
        return f"Ignored hint {self.pk}"
