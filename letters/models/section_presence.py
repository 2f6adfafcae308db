"""Who has a section of an outcome letter open to write in it, as far as their browser said so lately."""

from datetime import timedelta

from django.db import models

from letters.models.outcome import OutcomeLetter
from revisits.accounts.models import User

# For so long after the last word from their browser somebody counts as being there.
FORGOTTEN_AFTER = timedelta(seconds=60)


class SectionPresence(models.Model):
    """One person at one section. It says nothing of what they write, and is no history."""

    letter = models.ForeignKey(OutcomeLetter, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=30, db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["since"]
        indexes = [models.Index(fields=["seen_at"])]
        constraints = [
            models.UniqueConstraint(fields=["letter", "key", "user"], name="section_presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.key}"
