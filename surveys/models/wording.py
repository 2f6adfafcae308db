"""The words of the survey's pages in other languages; the English ones are `surveys.wording`."""

from django.db import models
from django.db.models import Q

from inspections.models.translated import Translated, checked_by_another
from revisits.record.triggers import recorded


class PageWording(Translated):
    """One text of the pages in one language. It is shown once somebody who reads the language checked it."""

    key = models.CharField(max_length=60)

    class Meta:
        ordering = ["language", "key"]
        constraints = [
            models.UniqueConstraint(fields=["language", "key"], name="page_wording_once"),
            models.CheckConstraint(condition=~Q(text=""), name="page_wording_says_something"),
            checked_by_another("page_wording_checked_by_another"),
        ]
        triggers = recorded()

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
