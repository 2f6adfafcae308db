"""When the final letter is published (G26): the moment that is set, and whether it was published or recalled before."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from inspections.timeline.times import LONDON
from letters.models.correction_triggers import PUBLISHED_AS_CORRECTED
from letters.models.final_triggers import CASE_OF_LETTER, PUBLISHED_AS_SIGNED
from letters.models.letter import Letter
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Publication(models.Model):
    """The embargo of one issued outcome letter. Once it was published, or recalled, it stays as it is.

    Moments are kept in UTC; people set and read them in London.
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="publication")
    due_at = models.DateTimeField(help_text="The embargo ends, and the letter is published.")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    reason = models.TextField(blank=True, help_text="Why the moment is another than was set at first.")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: by the program."
    )
    recalled_at = models.DateTimeField(null=True, blank=True)
    recalled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recall_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-letter"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(published_at__gte=F("due_at")),
                name="published_after_the_embargo",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(recalled_at__isnull=True),
                name="published_or_recalled",
            ),
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True, recalled_by__isnull=True, recall_reason="")
                | Q(recalled_at__isnull=False, recalled_by__isnull=False) & ~Q(recall_reason=""),
                name="recalled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                name="published_by_whoever_did",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="publication_waits",
                condition=Q(published_at__isnull=True, recalled_at__isnull=True),
            ),
            models.Index(fields=["published_at"], name="publication_published"),
        ]
        triggers = [
            PUBLISHED_AS_SIGNED,
            PUBLISHED_AS_CORRECTED,
            pgtrigger.ReadOnly(name="publication_of_its_letter", fields=["letter"]),
            pgtrigger.Protect(
                name="publication_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__published_at__isnull=False)
                | pgtrigger.Q(old__recalled_at__isnull=False),
            ),
            pgtrigger.Protect(name="publication_is_kept", operation=pgtrigger.Delete),
            *recorded(case=CASE_OF_LETTER.format(letter="{x}.letter_id")),
        ]

    def __str__(self) -> str:
        return f"Publication of {self.letter}"

    @property
    def waits(self) -> bool:
        """The letter is with the area, and under embargo."""
        return self.published_at is None and self.recalled_at is None

    @property
    def due(self) -> str:
        """In words: "9:30 on Thursday 7 July 2022"; where the clocks go back, by which of the two."""
        local = self.due_at.astimezone(LONDON)
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return f"{local:%-H:%M}{f' {local:%Z}' if twice else ''} on {local:%A %-d %B %Y}"
