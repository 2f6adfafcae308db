"""The outcome letter while it is written (G23): its sections in versions, and the whole frozen for others to read."""

from typing import Any

from django.db import models
from django.db.models import Q

from inspections.models import Revisit
from inspections.models.triggers import append_only
from inspections.timeline.times import LONDON
from letters.composing.text import LetterText
from letters.models.correction_triggers import DECIDED_AS_PUBLISHED, WORDS_STAND_ONCE_PUBLISHED
from revisits.accounts.models import User
from revisits.record.triggers import recorded

_OF_LETTER = "(SELECT l.revisit_id FROM letters_outcomeletter l WHERE l.id = {x}.letter_id)"
OF_SECTION = """(SELECT l.revisit_id FROM letters_lettersection s
    JOIN letters_outcomeletter l ON l.id = s.letter_id WHERE s.id = {x}.section_id)"""


class OutcomeLetter(models.Model):
    """The letter of one re-visit, from its first words on. Who may read it: `letters.outcome_access`."""

    revisit = models.OneToOneField(Revisit, models.CASCADE, related_name="outcome_letter")
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    dated = models.DateField("date printed on the letter", null=True, blank=True)

    class Meta:
        triggers = recorded(case="{x}.revisit_id")

    def __str__(self) -> str:
        return f"Outcome letter of {self.revisit}"


class LetterSection(models.Model):
    """A section that is written by hand; `key` is that of `letters.composing.outcome`, as "weakness-2"."""

    letter = models.ForeignKey(OutcomeLetter, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=30, db_index=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["letter", "key"], name="letter_section_once")]
        triggers = recorded(case=_OF_LETTER)

    def __str__(self) -> str:
        return self.key


class SectionVersion(models.Model):
    """The words of a section, written once; the next version stands beside it."""

    section = models.ForeignKey(LetterSection, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    # The JSON of the blocks that `letters.composing.outcome_written.check_blocks` lets pass.
    blocks: Any = models.JSONField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["section", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="section_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="section_version_counts_from_one"),
        ]
        triggers = [
            WORDS_STAND_ONCE_PUBLISHED,
            *append_only("section_version"),
            *recorded(case=OF_SECTION, secret=["blocks"]),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.written_at.astimezone(LONDON):%-d %B %Y, %H:%M}"


class LetterVersion(models.Model):
    """The whole letter, frozen to be read by others: by quality assurance, then by the area, at last by everybody.

    Two versions with the same `sha256` say the same, whatever was written in between.
    """

    class Purpose(models.TextChoices):
        QUALITY = "quality", "Draft"
        FINAL = "final", "Final letter"
        CORRECTION = "correction", "Corrected letter"

    letter = models.ForeignKey(OutcomeLetter, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    facts: Any = models.JSONField()
    text: Any = models.JSONField()
    sha256 = models.CharField("SHA-256 of the text", max_length=64)
    frozen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["letter", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="letter_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="letter_version_counts_from_one"),
            models.CheckConstraint(
                condition=Q(purpose__in=["quality", "final", "correction"]), name="letter_purpose_known"
            ),
        ]
        triggers = [
            DECIDED_AS_PUBLISHED,
            *append_only("letter_version"),
            *recorded(case=_OF_LETTER, without=["facts", "text"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, version {self.number}"

    @property
    def composed(self) -> LetterText:
        """The frozen text, as composing made it."""
        return LetterText.from_dict(self.text)
