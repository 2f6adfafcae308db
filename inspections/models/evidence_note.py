"""What the team writes on the evidence: notes that cite it, tags, and what each inspector sees in it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from inspections.models.evidence import EvidenceDocument, EvidenceVersion
from inspections.models.revisit import Revisit
from inspections.models.triggers import append_only
from inspections.models.wsoa import Weakness
from inspections.timeline.times import LONDON
from revisits.accounts.models import User
from revisits.record.triggers import recorded

# The case of what hangs on a version of a note, for the record.
_OF_VERSION = """(SELECT n.revisit_id FROM inspections_noteversion v
    JOIN inspections_evidencenote n ON n.id = v.note_id WHERE v.id = {x}.version_id)"""


class EvidenceNote(models.Model):
    """One note, whatever its versions. Who may read it is decided in `inspections.access.notes` alone."""

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", "On evidence"
        MEETING = "meeting", "Meeting"
        DISCUSSION = "discussion", "Discussion"
        ADVISER = "adviser", "Discussion with DfE and NHS England advisers"
        PARENTS = "parents", "Parents' and carers' views"
        CHILDREN = "children", "Children and young people's views"
        VISIT = "visit", "Visit"

    # Kinds in which nobody is named (G21).
    NAMELESS = frozenset({Kind.PARENTS, Kind.CHILDREN})

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["revisit", "kind", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["evidence", "meeting", "discussion", "adviser", "parents", "children", "visit"]
                ),
                name="note_kind_known",
            ),
        ]
        triggers = recorded(case="{x}.revisit_id")

    def __str__(self) -> str:
        """Without its title, which its readers alone may see: lists, the record and the office name it so."""
        return f"Note of {self.written_at.astimezone(LONDON):%-d %B %Y}"


class NoteVersion(models.Model):
    """What a note said, once: its author's correction is a new version, and those before stay."""

    note = models.ForeignKey(EvidenceNote, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    text = models.TextField()
    held_on = models.DateField(
        null=True, blank=True, help_text="The day of what it is a note of, where it has one."
    )
    weaknesses = models.ManyToManyField(
        Weakness, through="NoteAbout", related_name="+", blank=True, help_text="What it is about (G18)."
    )
    names_confirmed = models.BooleanField(
        default=False, help_text="Its author said that what looks like an identifier is none (G21)."
    )
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    words = models.GeneratedField(
        expression=SearchVector("title", "text", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["note", "-number"]
        indexes = [GinIndex(fields=["words"], name="note_words")]
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="note_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="note_version_counts_from_one"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="note_not_empty"),
        ]
        triggers = [
            *append_only("note_version"),
            *recorded(
                case="(SELECT n.revisit_id FROM inspections_evidencenote n WHERE n.id = {x}.note_id)",
                secret=["title", "text"],
                without=["words"],
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.written_at.astimezone(LONDON):%-d %B %Y}"


class NoteAbout(models.Model):
    """That a version of a note is about a weakness."""

    version = models.ForeignKey(NoteVersion, models.CASCADE, related_name="about")
    weakness = models.ForeignKey(Weakness, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["weakness__number"]
        constraints = [models.UniqueConstraint(fields=["version", "weakness"], name="note_about_once")]
        triggers = recorded(case=_OF_VERSION)

    def __str__(self) -> str:
        return f"Weakness {self.weakness_id}"


class NoteCitation(models.Model):
    """Where a version of a note leans on evidence: the version of the document of that time, and the place in it."""

    version = models.ForeignKey(NoteVersion, models.CASCADE, related_name="citations")
    cited = models.ForeignKey(EvidenceVersion, models.CASCADE, related_name="citations")
    place = models.CharField(max_length=60, blank=True, help_text="Page, slide, sheet, row or minute.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "cited", "place"], name="note_cites_a_place_once"),
        ]
        triggers = recorded(case=_OF_VERSION)

    def __str__(self) -> str:
        return f"Citation {self.pk}"


class Tag(models.Model):
    """A word by which the team of one case sorts its evidence and notes."""

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint("revisit", Lower("name"), name="tag_once_a_case"),
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """That a document or a note has a tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")
    document = models.ForeignKey(
        EvidenceDocument, models.CASCADE, null=True, blank=True, related_name="taggings"
    )
    note = models.ForeignKey(EvidenceNote, models.CASCADE, null=True, blank=True, related_name="taggings")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "document"], condition=Q(document__isnull=False), name="document_tagged_once"
            ),
            models.UniqueConstraint(
                fields=["tag", "note"], condition=Q(note__isnull=False), name="note_tagged_once"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False, note__isnull=True)
                | Q(document__isnull=True, note__isnull=False),
                name="tagging_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"Tagging {self.pk}"


class EvidenceView(models.Model):
    """What one inspector sees in a document for a weakness; they may come to see it otherwise."""

    class Shows(models.TextChoices):
        IMPACT = "impact", "Shows impact"
        NONE = "none", "Does not show impact"
        UNCLEAR = "unclear", "Unclear"

    document = models.ForeignKey(EvidenceDocument, models.CASCADE, related_name="views")
    weakness = models.ForeignKey(Weakness, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    shows = models.CharField(max_length=7, choices=Shows)
    at = models.DateTimeField()

    class Meta:
        ordering = ["weakness__number", "at"]
        constraints = [
            models.UniqueConstraint(fields=["document", "weakness", "by"], name="evidence_view_once"),
            models.CheckConstraint(
                condition=Q(shows__in=["impact", "none", "unclear"]), name="evidence_view_known"
            ),
        ]
        triggers = recorded(
            case="(SELECT d.revisit_id FROM inspections_evidencedocument d WHERE d.id = {x}.document_id)",
            secret=["shows"],
        )

    def __str__(self) -> str:
        return f"View {self.pk}"
