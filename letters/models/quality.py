"""Quality assurance of the outcome letter (G7, G24): what each agency's reviewer decided of a frozen version."""

from django.db import models
from django.db.models import Q

from inspections.models.triggers import append_only
from inspections.timeline.times import LONDON
from letters.models.outcome import LetterVersion
from letters.models.quality_triggers import CASE_OF_VERSION, REVIEWED_AS_IT_STANDS, REVIEWED_BY_ITS_AGENCY
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class QualityReview(models.Model):
    """One decision, for one of the two agencies, on one frozen version; written once.

    Whoever approved may still return it while it is with them: the newest decision of an agency stands.
    Who may read them: `letters.quality_access`.
    """

    class Agency(models.TextChoices):
        OFSTED = "ofsted", "Ofsted"
        CQC = "cqc", "CQC"

    class Decision(models.TextChoices):
        APPROVE = "approve", "Approved"
        RETURN = "return", "Returned"

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="reviews")
    agency = models.CharField(max_length=6, choices=Agency)
    decision = models.CharField(max_length=7, choices=Decision)
    comments = models.TextField(blank=True)
    on_site = models.BooleanField("on site", help_text="Whether the reviewer worked on or off site (G7).")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "agency", "decision"], name="quality_review_once_a_decision"
            ),
            models.CheckConstraint(
                condition=Q(agency__in=["ofsted", "cqc"]), name="quality_review_agency_known"
            ),
            models.CheckConstraint(
                condition=Q(decision="approve") | (Q(decision="return") & ~Q(comments="")),
                name="quality_returned_with_comments",
            ),
        ]
        triggers = [
            REVIEWED_BY_ITS_AGENCY,
            REVIEWED_AS_IT_STANDS,
            *append_only("quality_review"),
            *recorded(case=CASE_OF_VERSION.format(version="{x}.version_id"), secret=["comments"]),
        ]

    def __str__(self) -> str:
        """Without its comments, which its readers alone may see."""
        return f"{self.get_agency_display()}: {self.get_decision_display().lower()}, {self.said_at}"

    @property
    def approves(self) -> bool:
        return self.decision == self.Decision.APPROVE

    @property
    def said_at(self) -> str:
        return f"{self.at.astimezone(LONDON):%-d %B %Y, %H:%M}"
