"""Who outside the team reads the draft of a case."""

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from revisits.accounts.models import Organisation, User
from revisits.record.triggers import recorded


class DraftReader(models.Model):
    """Somebody outside the team who may read the draft of one case: a director, or whom one named (G24)."""

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="draft_readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="person")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="The body for which they read."
    )
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit", "user"],
                condition=Q(removed_at__isnull=True),
                name="draft_reader_once",
                violation_error_message="This person may read the draft already.",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="draft_reader_removed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(user=models.F("named_by")), name="draft_reader_names_another"
            ),
        ]
        triggers = recorded(case="{x}.revisit_id")

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"
