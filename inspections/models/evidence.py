"""Evidence that the area and its forum give (G12, G14): documents, their versions, and who of the team read them."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from inspections.models.information import InformationItem
from inspections.models.revisit import Revisit
from inspections.models.wsoa import Weakness
from inspections.timeline.times import LONDON
from revisits.accounts.models import Organisation, User
from revisits.files.models import StoredFile
from revisits.record.triggers import recorded


class EvidenceDocument(models.Model):
    """One document, whatever its versions. Who may see it is decided in `inspections.access.evidence` alone.

    Withdrawn before anybody of the team read it, it is gone from their lists; after that it stays, marked withdrawn.
    """

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="evidence")
    given_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="The body of the area whose evidence it is."
    )
    title = models.CharField(max_length=200)
    weaknesses = models.ManyToManyField(
        Weakness,
        through="EvidenceAbout",
        related_name="evidence",
        blank=True,
        help_text="What it is evidence for; none where it is about the whole.",
    )
    item = models.ForeignKey(
        InformationItem,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="documents",
        help_text="What was asked for, where it answers that.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.TextField("reason for withdrawing", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why=""),
                name="evidence_withdrawn_with_a_reason",
            ),
        ]
        triggers = recorded(case="{x}.revisit_id", secret=["title", "withdrawn_why"])

    def __str__(self) -> str:
        """Without its title, which its readers alone may see."""
        return f"Evidence {self.pk}"


class EvidenceAbout(models.Model):
    """That a document is evidence for a weakness."""

    document = models.ForeignKey(EvidenceDocument, models.CASCADE, related_name="about")
    weakness = models.ForeignKey(Weakness, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["weakness__number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "weakness"], name="evidence_about_once"),
        ]
        triggers = recorded(
            case="(SELECT d.revisit_id FROM inspections_evidencedocument d WHERE d.id = {x}.document_id)"
        )

    def __str__(self) -> str:
        return f"{self.document} for weakness {self.weakness_id}"


class EvidenceVersion(models.Model):
    """What was given, once: a file, or a text typed in its place. A later version leaves the earlier ones."""

    document = models.ForeignKey(EvidenceDocument, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    text = models.TextField(blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True, help_text="When it was due, as it stood then (G12).")

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="evidence_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="evidence_version_counts_from_one"),
            models.CheckConstraint(
                condition=Q(file__isnull=False, text="") | Q(file__isnull=True) & ~Q(text=""),
                name="evidence_is_a_file_or_a_text",
            ),
        ]
        triggers = recorded(
            case="(SELECT d.revisit_id FROM inspections_evidencedocument d WHERE d.id = {x}.document_id)",
            secret=["text"],
        )

    def __str__(self) -> str:
        return f"Version {self.number} of {self.added_at.astimezone(LONDON):%-d %B %Y}"

    @property
    def late_by(self) -> timedelta | None:
        """How long after it was due; None where it was in time or nothing was due."""
        due: datetime | None = self.due_at
        return self.added_at - due if due and self.added_at > due else None


class EvidenceReading(models.Model):
    """That somebody of the team read a version, and when first: unread marks, and the end of free withdrawal."""

    version = models.ForeignKey(EvidenceVersion, models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = [F("read_at").asc(), "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="evidence_read_first_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} read {self.version_id}"
