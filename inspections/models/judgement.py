"""Judgements (G3, G23): weakness by weakness in versions, what each rests on, and who agreed it for which agency."""

from django.db import models
from django.db.models import Q

from inspections.models import judgement_triggers as triggers
from inspections.models.evidence import EvidenceVersion
from inspections.models.evidence_note import EvidenceNote, NoteVersion
from inspections.models.revisit import Revisit
from inspections.models.triggers import append_only
from inspections.models.wsoa import Weakness
from inspections.timeline.times import LONDON
from revisits.accounts.models import User
from revisits.record.triggers import recorded

OF_JUDGEMENT = "(SELECT j.revisit_id FROM inspections_judgement j WHERE j.id = {row}.judgement_id)"


class Judgement(models.Model):
    """That a weakness is judged at a re-visit. What is decided stands in its versions: the newest holds.

    Who may read them is decided in `inspections.judgement_access` alone.
    """

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="judgements")
    weakness = models.ForeignKey(Weakness, models.PROTECT, related_name="judgements")

    class Meta:
        ordering = ["weakness__number"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "weakness"], name="judgement_once_a_weakness"),
        ]
        triggers = [
            triggers.OF_ITS_STATEMENT,
            *append_only("judgement"),
            *recorded(case="{x}.revisit_id"),
        ]

    def __str__(self) -> str:
        """Without its decision, which its readers alone may see."""
        return f"Judgement {self.pk}"


class Version(models.Model):
    """What judgements and other serious concerns have in common: written in versions, each once."""

    number = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(
        blank=True, help_text="Why it was changed, once the judgement meeting was held."
    )
    after_meeting = models.BooleanField(
        default=False,
        editable=False,
        help_text="The judgement meeting was on record by then: kept by a trigger.",
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="%(class)s_counts_from_one"),
            models.CheckConstraint(
                condition=Q(after_meeting=False) | Q(number=1) | ~Q(reason=""),
                name="%(class)s_changed_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.at.astimezone(LONDON):%-d %B %Y}"


class JudgementVersion(Version):
    """What was decided of a weakness, once: a change is a new version, and is agreed anew."""

    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="versions")
    sufficient = models.BooleanField("sufficient progress")
    summary = models.TextField(help_text="Clear and brief, for the letter (G23).")

    class Meta(Version.Meta):
        ordering = ["judgement", "-number"]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(fields=["judgement", "number"], name="judgement_version_once"),
            models.CheckConstraint(condition=~Q(summary=""), name="judgement_has_a_summary"),
        ]
        triggers = [
            triggers.tells_the_meeting(OF_JUDGEMENT.format(row="NEW")),
            *append_only("judgement_version"),
            *recorded(case=OF_JUDGEMENT.format(row="{x}"), secret=["sufficient", "summary", "reason"]),
        ]

    @property
    def decision(self) -> str:
        return "Sufficient progress" if self.sufficient else "Not sufficient progress"


class Citation(models.Model):
    """What a version rests on: a version of a document, with a place in it, or a version of a note."""

    cited = models.ForeignKey(EvidenceVersion, models.CASCADE, null=True, blank=True, related_name="+")
    noted = models.ForeignKey(NoteVersion, models.CASCADE, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=60, blank=True, help_text="Page, slide, sheet, row or minute.")
    # What has changed since in what the note cites, in a sentence; `judgements.cited_with` says it.
    since: str = ""

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cited__isnull=False, noted__isnull=True)
                | Q(cited__isnull=True, noted__isnull=False, place=""),
                name="%(class)s_of_one_thing",
            ),
            models.UniqueConstraint(fields=["version", "cited"], name="%(class)s_document_once"),
            models.UniqueConstraint(fields=["version", "noted"], name="%(class)s_note_once"),
        ]

    def __str__(self) -> str:
        return f"Citation {self.pk}"

    @property
    def note(self) -> EvidenceNote | None:
        return self.noted.note if self.noted else None


class JudgementCitation(Citation):
    """What a judgement rests on."""

    version = models.ForeignKey(JudgementVersion, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        triggers = [
            triggers.cites_its_case(
                "judgement_cites_its_case", triggers.CASE_OF_JUDGEMENT.format(version="NEW.version_id")
            ),
            *append_only("judgement_citation"),
            *recorded(case=triggers.CASE_OF_JUDGEMENT.format(version="{x}.version_id")),
        ]


class JudgementAgreement(models.Model):
    """That a version was agreed for one of the two agencies, by somebody of theirs on the team (G6)."""

    class Agency(models.TextChoices):
        OFSTED = "ofsted", "Ofsted"
        CQC = "cqc", "CQC"

    version = models.ForeignKey(JudgementVersion, models.CASCADE, related_name="agreements")
    agency = models.CharField(max_length=6, choices=Agency)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-agency"]
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="judgement_agreed_once_an_agency"),
            models.CheckConstraint(condition=Q(agency__in=["ofsted", "cqc"]), name="judgement_agency_known"),
        ]
        triggers = [
            triggers.AGREED_AS_IT_STANDS,
            triggers.AGREED_BY_ITS_AGENCY,
            *append_only("judgement_agreement"),
            *recorded(case=triggers.CASE_OF_JUDGEMENT.format(version="{x}.version_id")),
        ]

    def __str__(self) -> str:
        return f"{self.get_agency_display()}, {self.at.astimezone(LONDON):%-d %B %Y}"
