"""The words of documents, read out of their files by the program so that they can be searched."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from inspections.models.evidence import EvidenceVersion


class EvidenceText(models.Model):
    """How the reading of one version's words stands. A version without a row is still to be read."""

    class State(models.TextChoices):
        DONE = "done", "Read"
        NOTHING = "nothing", "No words in it"
        FAILED = "failed", "Could not be read"

    version = models.OneToOneField(EvidenceVersion, models.CASCADE, related_name="words")
    state = models.CharField(max_length=7, choices=State)
    said = models.CharField(max_length=200, blank=True, help_text="Why it could not be read, or not wholly.")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "nothing", "failed"]), name="evidence_text_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(said=""), name="evidence_text_failed_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Words of {self.version_id}"


class EvidencePage(models.Model):
    """One page, slide or sheet of a document, in words; a long text in pieces."""

    of = models.ForeignKey(EvidenceText, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=60, blank=True, help_text="“page 3”, “slide 2”, “sheet Plan”.")
    text = models.TextField()
    words = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering = ["of", "number"]
        indexes = [GinIndex(fields=["words"], name="evidence_page_words")]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="evidence_page_once")]

    def __str__(self) -> str:
        return f"Page {self.number} of {self.of_id}"
