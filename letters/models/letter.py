"""A letter as it was issued: frozen."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from inspections.models import Revisit
from inspections.models.triggers import append_only
from letters.composing.text import LetterText
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Letter(models.Model):
    """One issued version. Facts, text and addressees stay as they were; a correction is a new version with a reason."""

    class Kind(models.TextChoices):
        PARENTS = "parents", "Letter to parents and carers"
        OUTCOME = "outcome", "Outcome letter"

    revisit = models.ForeignKey(Revisit, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    text = models.JSONField()
    template_version = models.CharField(max_length=20)
    addressees = models.JSONField(help_text="Role, name and e-mail address of each, as they were.")
    sha256 = models.CharField("SHA-256 of the text", max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Empty: by import."
    )
    reason = models.TextField(blank=True, help_text="Why the version before was replaced.")

    class Meta:
        ordering = ["revisit", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "kind", "version"], name="letter_version_once"),
            models.CheckConstraint(
                condition=Q(version=1, reason="") | (Q(version__gt=1) & ~Q(reason="")),
                name="letter_correction_has_reason",
            ),
        ]
        triggers = [
            *append_only("letter"),
            # Frozen here already, and found again by the SHA-256.
            *recorded(case="{x}.revisit_id", without=["facts", "text"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.revisit}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.revisit.reference, self.kind, self.version])

    @property
    def composed(self) -> LetterText:
        """The frozen text, as composing made it."""
        text: dict[str, Any] = self.text
        return LetterText.from_dict(text)
