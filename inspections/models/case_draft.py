"""A case that somebody is setting up, step by step; kept, so that nothing typed is lost."""

from django.db import models

from revisits.accounts.models import User


class CaseDraft(models.Model):
    """The answers so far, by step. It goes when the case is created or the draft is thrown away."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="case_drafts")
    answers = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return f"Draft of {self.updated_at:%d %B %Y}"
