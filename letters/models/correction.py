"""A correction of the published outcome letter: a new version with a public note (G26, G27)."""

from typing import Any

from django.db import models
from django.db.models import Q

from inspections.models import Revisit
from letters.correction_states import OPEN, Stage
from letters.models.correction_triggers import ALONG_ITS_TABLE, STAYS
from letters.models.letter import Letter
from letters.models.outcome import LetterVersion
from revisits.accounts.models import User
from revisits.record.triggers import recorded

_WITH_AREA = Q(stage__in=[Stage.SENT, Stage.PUBLISHED])


class Correction(models.Model):
    """One correction of one case's letter. `letters.correction_states` has how it moves on.

    Until it is published nobody outside the inspectorates learns that there is one; who reads it: `correction_access`.
    What everybody reads of it is in the frozen letter that it leads to.
    """

    revisit = models.ForeignKey(Revisit, models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WRITING)
    wrong = models.TextField("what is wrong", help_text="For those who correct and check it.")
    note = models.TextField("public note", help_text="Printed at the top of the letter, for every reader.")
    dated = models.DateField("day of the correction", help_text="As the letter prints it, before the note.")
    # By section key, the number of the version that is published.
    published_words: Any = models.JSONField(default=dict)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    version = models.ForeignKey(
        LetterVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What was frozen of it last.",
    )
    issued = models.OneToOneField(
        Letter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        help_text="As the area has it.",
    )
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["revisit", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "number"], name="correction_number_once"),
            models.UniqueConstraint(
                fields=["revisit"], condition=Q(stage__in=OPEN), name="correction_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="correction_counts_from_one"),
            models.CheckConstraint(condition=~Q(wrong="") & ~Q(note=""), name="correction_says_what"),
            models.CheckConstraint(
                condition=Q(stage=Stage.WRITING, issued__isnull=True)
                | Q(stage=Stage.CHECKING, version__isnull=False, issued__isnull=True)
                | _WITH_AREA & Q(version__isnull=False, issued__isnull=False)
                | Q(stage=Stage.WITHDRAWN, issued__isnull=True),
                name="correction_has_what_its_stage_needs",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.WITHDRAWN)
                & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | Q(stage=Stage.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_why=""),
                name="correction_withdrawn_for_a_reason",
            ),
        ]
        triggers = [
            ALONG_ITS_TABLE,
            *STAYS,
            *recorded(case="{x}.revisit_id", secret=["wrong", "note"], without=["published_words"]),
        ]

    def __str__(self) -> str:
        """Without its words, which its readers alone may see."""
        return f"Correction {self.number}"

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN
