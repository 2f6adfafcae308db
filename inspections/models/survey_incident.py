"""That the parents' survey did not work for a while (G16): from when until when, and what parents are told of it."""

from django.db import models
from django.db.models import F, Q

from inspections.models.revisit import Revisit
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class SurveyIncident(models.Model):
    """One time at which the survey was broken. While it is not mended, the public page says so in these words."""

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="survey_incidents")
    broken_at = models.DateTimeField("reported broken at")
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said = models.TextField("what does not work", help_text="In words for everybody.")
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    mended_said = models.TextField("what was done", blank=True, help_text="In words for everybody.")

    class Meta:
        ordering = ["-broken_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit"], condition=Q(mended_at=None), name="survey_broken_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(said=""), name="survey_broken_says_how"),
            models.CheckConstraint(
                condition=Q(mended_at=None, mended_by=None, mended_said="")
                | Q(mended_at__gte=F("broken_at"), mended_by__isnull=False) & ~Q(mended_said=""),
                name="survey_mended_by_somebody_who_says_how",
            ),
        ]
        triggers = recorded(case="{x}.revisit_id")

    def __str__(self) -> str:
        return f"The survey of {self.revisit_id}, broken since {self.broken_at}"
