"""What somebody typed into a form and has not sent yet, so that a broken connection or a flat battery loses nothing."""

from typing import Any

from django.db import models
from django.db.models import Q

from revisits.accounts.models import User

LONGEST_KEY = 300


class WorkingCopy(models.Model):
    """One person's unsent words of one form; nobody else reads them. It goes when the form is saved, or grows old."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY, help_text="The address of the form.")
    # By the name of each field the texts that it would send.
    fields: Any = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "working copies"
        ordering = ["id"]
        indexes = [models.Index(fields=["saved_at"])]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="working_copy_once_a_form"),
            models.CheckConstraint(condition=~Q(key=""), name="working_copy_of_a_form"),
        ]

    def __str__(self) -> str:
        """Nothing of what was typed, nor where."""
        return f"Working copy {self.pk}"
