"""The parents' survey of a case as the program keeps it (G16, G20): what is asked, since when, and what came of it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from inspections.models import QuestionSet, Revisit
from revisits.record.triggers import recorded

_AS_OPENED = """
    RAISE EXCEPTION 'What a survey asks stays from its opening on (G16)' USING ERRCODE = 'check_violation';
"""


class Survey(models.Model):
    """One case's survey, our own or an outside one whose results were imported. Its window is the timeline's."""

    revisit = models.OneToOneField(Revisit, models.CASCADE, related_name="survey")
    questions = models.ForeignKey(
        QuestionSet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The agreed version that is asked; from the opening on it stays.",
    )
    grace_minutes = models.PositiveSmallIntegerField(
        default=30, help_text="For those who began before the closing."
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When the figures were made.")
    recount = models.BooleanField(
        default=False, help_text="Answers came, or went, since the figures were made."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grace_minutes__lte=240), name="survey_grace_four_hours_at_most"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(questions__isnull=False), name="survey_open_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")) | Q(opened_at=None),
                name="survey_closed_after_opening",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="survey_as_opened",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__opened_at__isnull=False)
                & (
                    pgtrigger.Q(old__opened_at__df=pgtrigger.F("new__opened_at"))
                    | pgtrigger.Q(old__questions__df=pgtrigger.F("new__questions"))
                    | pgtrigger.Q(old__revisit__df=pgtrigger.F("new__revisit"))
                ),
                func=_AS_OPENED,
            ),
            *recorded(case="{x}.revisit_id", without=["recount"]),
        ]

    def __str__(self) -> str:
        return f"Survey of {self.revisit}"


class Figures(models.Model):
    """What was counted once the survey was closed, small numbers suppressed: it stays when the answers are gone."""

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="figures")
    made_at = models.DateTimeField()
    tables = models.JSONField(help_text="As `surveys.counting` makes them.")
    seen = models.BooleanField(
        default=True,
        help_text="Somebody had them on a page: what is counted later must not be told by comparing.",
    )

    def __str__(self) -> str:
        return f"Figures of {self.survey_id}"
