"""Confidential papers of a case."""

from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from inspections.models.triggers import append_only
from inspections.timeline.times import LONDON
from revisits.accounts.models import Organisation, User
from revisits.record.triggers import recorded


class Paper(models.Model):
    """A text that only some may read: written once; a correction is a new paper.

    Who may read which is decided in `inspections.access.papers` alone.
    """

    class Kind(models.TextChoices):
        DRAFT = "draft", "Draft outcome letter"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    text = models.TextField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["revisit", "kind", "-id"])]
        constraints = [models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="paper_not_empty")]
        # That it was added is on record, and by whom; what it says is for its readers.
        triggers = [*append_only("paper"), *recorded(case="{x}.revisit_id", secret=["title", "text"])]

    def __str__(self) -> str:
        """Without its title, which its readers alone may see: lists, the record and the office name it so."""
        return f"{self.get_kind_display()} of {self.added_at.astimezone(LONDON):%-d %B %Y}"


class DraftReader(models.Model):
    """Somebody outside the team who may read the drafts of one case: a director, or whom one named (G24)."""

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
