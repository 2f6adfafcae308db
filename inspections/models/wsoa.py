"""The written statement of action, its weaknesses, actions and monitoring visits."""

import hashlib

from django.db import models
from django.db.models import F, Q

from inspections.models.inspection import InitialInspection
from inspections.models.judgement_triggers import JUDGED_WEAKNESS_STAYS
from inspections.models.triggers import AREA_FOLLOWS_STATEMENT
from inspections.timeline import clocks
from inspections.timeline.explain import Explanation
from inspections.timeline.working_days import WorkingCalendar
from revisits.record.triggers import recorded

# The area, for the record: a statement and all that hangs on it may be of several re-visits.
_OF_STATEMENT = """(SELECT i.area_id FROM inspections_wsoa w
    JOIN inspections_initialinspection i ON i.id = w.inspection_id WHERE w.id = {x}.wsoa_id)"""
_OF_WEAKNESS = _OF_STATEMENT.replace(
    "{x}.wsoa_id", "(SELECT k.wsoa_id FROM inspections_weakness k WHERE k.id = {x}.weakness_id)"
)


class WSOA(models.Model):
    """The plan that the area must submit for the named weaknesses; one for each initial inspection."""

    inspection = models.OneToOneField(InitialInspection, models.PROTECT, related_name="wsoa")
    received_on = models.DateField(
        "letter received",
        null=True,
        blank=True,
        help_text="When the area received its pre-publication letter (G5).",
    )
    submitted_on = models.DateField("submitted", null=True, blank=True)
    fit_for_purpose_on = models.DateField("declared fit for purpose", null=True, blank=True)

    class Meta:
        verbose_name = "written statement of action"
        verbose_name_plural = "written statements of action"
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | Q(submitted_on__isnull=True)
                | Q(submitted_on__gte=F("received_on")),
                name="wsoa_submitted_after_letter",
                violation_error_message="The statement cannot be submitted before the area received its letter.",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True)
                | Q(fit_for_purpose_on__isnull=True)
                | Q(fit_for_purpose_on__gte=F("submitted_on")),
                name="wsoa_fit_after_submission",
                violation_error_message="The statement cannot be fit for purpose before it was submitted.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | Q(fit_for_purpose_on__isnull=True)
                | Q(fit_for_purpose_on__gte=F("received_on")),
                name="wsoa_fit_after_letter",
                violation_error_message="The statement cannot be fit for purpose before the area received its letter.",
            ),
        ]
        triggers = [
            AREA_FOLLOWS_STATEMENT,
            *recorded(
                area="(SELECT i.area_id FROM inspections_initialinspection i WHERE i.id = {x}.inspection_id)"
            ),
        ]

    def __str__(self) -> str:
        return f"WSOA of {self.inspection}"

    @property
    def edition(self) -> str:
        """What a form carries to notice that somebody set a date in between."""
        days = (self.received_on, self.submitted_on, self.fit_for_purpose_on)
        return "/".join(day.isoformat() if day else "" for day in days)

    def due(self, calendar: WorkingCalendar) -> Explanation | None:
        """The last day for submission, explained: 70 working days after the letter was received (G5)."""
        return clocks.explain_wsoa_due(self.received_on, calendar) if self.received_on else None

    def revisit_due(self) -> Explanation | None:
        """The day by which a re-visit usually takes place, explained: 18 months after fit for purpose (G5)."""
        return clocks.explain_revisit_due_by(self.fit_for_purpose_on) if self.fit_for_purpose_on else None


def is_named(number: int, text: str) -> bool:
    """Whether the text of a weakness is known: "Weakness 3" stands for one of which the number alone is on file."""
    return text != f"Weakness {number}"


def in_a_line(number: int, text: str) -> str:
    """As "3. Waiting times", or "Weakness 3" where no more is known."""
    return f"{number}. {text}" if is_named(number, text) else text


class Weakness(models.Model):
    """One numbered area of weakness; only these are judged at the re-visit (G3)."""

    wsoa = models.ForeignKey(WSOA, models.CASCADE, related_name="weaknesses")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        verbose_name_plural = "weaknesses"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["wsoa", "number"], name="weakness_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="weakness_numbered_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="weakness_has_text"),
        ]
        triggers = [JUDGED_WEAKNESS_STAYS, *recorded(area=_OF_STATEMENT)]

    def __str__(self) -> str:
        return in_a_line(self.number, self.text)

    @property
    def is_named(self) -> bool:
        """Whether its text is known: of some cases only its number is on file."""
        return is_named(self.number, self.text)


class WSOAAction(models.Model):
    """An action of the plan: who does what by when, and how it stands."""

    class Rag(models.TextChoices):
        RED = "red", "Red"
        AMBER = "amber", "Amber"
        GREEN = "green", "Green"

    weakness = models.ForeignKey(Weakness, models.CASCADE, related_name="actions")
    text = models.TextField("action")
    owner = models.CharField(max_length=150, help_text="The post that is responsible, not a person's name.")
    milestone = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    rag = models.CharField("RAG rating", max_length=5, choices=Rag, default=Rag.AMBER)

    class Meta:
        verbose_name = "WSOA action"
        ordering = ["weakness__number", "id"]
        triggers = recorded(area=_OF_WEAKNESS)

    def __str__(self) -> str:
        return self.text[:60]


class MonitoringVisit(models.Model):
    """A quarterly visit by the DfE and NHS England advisers (G5), until progress is sufficient (G28).

    One that is no longer needed stays, with the day since when and why.
    """

    wsoa = models.ForeignKey(WSOA, models.CASCADE, related_name="monitoring_visits")
    planned_on = models.DateField()
    took_place_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    not_needed_since = models.DateField(null=True, blank=True)
    not_needed_why = models.TextField(blank=True)

    class Meta:
        ordering = ["planned_on"]
        constraints = [
            models.UniqueConstraint(fields=["wsoa", "planned_on"], name="monitoring_visit_once"),
            models.CheckConstraint(
                condition=Q(not_needed_since__isnull=True, not_needed_why="")
                | Q(not_needed_since__isnull=False, took_place_on__isnull=True) & ~Q(not_needed_why=""),
                name="monitoring_visit_not_needed_for_a_reason",
            ),
        ]
        triggers = recorded(area=_OF_STATEMENT)

    def __str__(self) -> str:
        return f"Monitoring visit, {self.planned_on:%d %B %Y}"

    @property
    def edition(self) -> str:
        """What a form carries to notice that somebody recorded the visit in between."""
        return hashlib.sha256(
            f"{self.took_place_on or ''}/{self.not_needed_since or ''}/{self.note}".encode()
        ).hexdigest()[:16]
