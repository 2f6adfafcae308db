"""What the office did to an account: a record that the database neither changes nor deletes."""

import pgtrigger
from django.db import models

from revisits.accounts.models.user import User


class AccountEvent(models.Model):
    """One thing that happened to `user`'s account, who did it (nobody: from the command line) and why."""

    class Kind(models.TextChoices):
        SECOND_FACTOR_RESET = "second_factor_reset", "Second factor reset"
        CLOSED = "closed", "Account closed"
        REOPENED = "reopened", "Account opened again"

    user = models.ForeignKey(User, models.PROTECT, related_name="account_events")
    kind = models.CharField(max_length=30, choices=Kind)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="account_event_has_a_reason"),
            models.CheckConstraint(condition=~models.Q(by=models.F("user")), name="account_event_by_another"),
        ]
        triggers = [
            pgtrigger.Protect(name="account_event_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"
