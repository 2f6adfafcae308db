"""The words of the survey's pages in other languages; the English ones are `surveys.wording`."""

from django.db import models
from django.db.models import F, Q

from revisits.accounts.models import User
from revisits.record.triggers import recorded


class PageWording(models.Model):
    """One text of the pages in one language. It is shown once somebody who reads the language checked it."""

    language = models.CharField(max_length=8)
    key = models.CharField(max_length=60)
    text = models.TextField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_service = models.CharField(
        max_length=150, blank=True, help_text="The translation service that checked it."
    )

    class Meta:
        ordering = ["language", "key"]
        constraints = [
            models.UniqueConstraint(fields=["language", "key"], name="page_wording_once"),
            models.CheckConstraint(condition=~Q(text=""), name="page_wording_says_something"),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None, checked_service="")
                | Q(checked_at__isnull=False, checked_by__isnull=False)
                & (~Q(checked_by=F("written_by")) | ~Q(checked_service="")),
                name="page_wording_checked_by_another",
            ),
        ]
        triggers = recorded()

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
