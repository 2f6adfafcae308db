"""Comments on paragraphs of the outcome letter while it is written (G24): by its team, and by quality assurance."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from inspections.timeline.times import LONDON
from letters.models.outcome import OF_SECTION, LetterSection
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class SectionComment(models.Model):
    """What somebody says of a paragraph, or of a section as a whole; replies stand beneath it.

    Its words are written once. It is pinned to the name of a block, and keeps the words that stood there.
    """

    section = models.ForeignKey(LetterSection, models.CASCADE, related_name="comments")
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", help_text="What it replies to."
    )
    block = models.CharField(
        max_length=60, blank=True, help_text="Its block's name; empty: the whole section."
    )
    quoted = models.TextField("the words at that time", blank=True)
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="section_comment_says_something"),
            models.CheckConstraint(
                condition=Q(block="", quoted="") | ~Q(block="") & ~Q(quoted=""),
                name="section_comment_quotes_its_block",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="section_comment_resolved_by_somebody",
            ),
            # A reply stands with what it replies to, and is settled with it.
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(resolved_at__isnull=True, block=""),
                name="section_reply_stands_with_its_comment",
            ),
            models.CheckConstraint(condition=~Q(answers=F("id")), name="section_reply_to_another"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="section_comment_stays",
                fields=["section", "answers", "block", "quoted", "text", "by", "at"],
            ),
            *recorded(case=OF_SECTION, secret=["quoted", "text"]),
        ]

    def __str__(self) -> str:
        """Without its words, which its readers alone may see."""
        return f"Comment of {self.at.astimezone(LONDON):%-d %B %Y, %H:%M}"
