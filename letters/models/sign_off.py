"""Sign-off of the final letter (G27): by the lead HMI for Ofsted and by the CQC inspector for CQC."""

from django.db import models
from django.db.models import Q

from inspections.models.triggers import append_only
from inspections.timeline.times import LONDON
from letters.models.final_triggers import SIGNED_AS_IT_STANDS, SIGNED_BY_ITS_AGENCY
from letters.models.outcome import LetterVersion
from letters.models.quality_triggers import CASE_OF_VERSION
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class SignOff(models.Model):
    """One agency's signature under one frozen version, with what was said by it; written once."""

    class Agency(models.TextChoices):
        OFSTED = "ofsted", "Ofsted"
        CQC = "cqc", "CQC"

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="sign_offs")
    agency = models.CharField(max_length=6, choices=Agency)
    statement = models.TextField(help_text="What they declared: that its accuracy was checked.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-agency"]
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="signed_once_an_agency"),
            models.CheckConstraint(condition=Q(agency__in=["ofsted", "cqc"]), name="signing_agency_known"),
            models.CheckConstraint(condition=~Q(statement=""), name="signed_with_a_statement"),
        ]
        triggers = [
            SIGNED_BY_ITS_AGENCY,
            SIGNED_AS_IT_STANDS,
            *append_only("sign_off"),
            *recorded(case=CASE_OF_VERSION.format(version="{x}.version_id")),
        ]

    def __str__(self) -> str:
        return f"{self.get_agency_display()}, {self.at.astimezone(LONDON):%-d %B %Y, %H:%M}"
