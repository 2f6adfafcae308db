"""The milestones of a case, one row each: what the engine proposes, what a person decided, what happened."""

from datetime import date, datetime
from enum import StrEnum

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce

from inspections.models.revisit import Revisit
from inspections.timeline import schedule, times
from revisits.accounts.models import User
from revisits.record.triggers import recorded


class Status(StrEnum):
    """How an event stands at a moment; derived, never stored."""

    DONE = "done"
    LATE = "late"
    DUE = "due today"
    COMING = "coming"
    OVER = "over"
    UNDATED = "no date yet"
    STOPPED = "does not take place"


class TimelineEvent(models.Model):
    """One event of the guidance's timeline. `day` is the signed working day, and there is no day 0."""

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="timeline")
    code = models.CharField(max_length=30, help_text="A code of `timeline.events`.")
    occurrence = models.PositiveSmallIntegerField(default=1)
    day = models.SmallIntegerField(null=True, blank=True)
    computed_on = models.DateField(null=True, blank=True)
    computed_time = models.CharField(max_length=10, blank=True)
    until = models.DateField(null=True, blank=True, help_text="The last day, for what takes several.")
    explanation = models.TextField(blank=True)

    override_on = models.DateField(null=True, blank=True)
    override_time = models.CharField(max_length=10, blank=True)
    override_reason = models.TextField(blank=True)
    overridden_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    overridden_at = models.DateTimeField(null=True, blank=True)

    planned_on = models.GeneratedField(
        expression=Coalesce("override_on", "computed_on"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    planned_time = models.GeneratedField(
        expression=Case(When(override_on__isnull=False, then=F("override_time")), default=F("computed_time")),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )

    done_on = models.DateField(null=True, blank=True, help_text="The day on which it happened.")
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody said that it happened."
    )

    class Meta:
        ordering = [F("planned_on").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "code", "occurrence"], name="timeline_event_once"),
            models.CheckConstraint(condition=~Q(day=0), name="timeline_no_day_zero"),
            models.CheckConstraint(
                condition=(
                    Q(
                        override_on__isnull=True,
                        override_time="",
                        override_reason="",
                        overridden_at__isnull=True,
                    )
                )
                | (Q(override_on__isnull=False, overridden_at__isnull=False) & ~Q(override_reason="")),
                name="timeline_override_has_reason",
                violation_error_message="A date that departs from the guidance needs a reason.",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, recorded_at__isnull=True)
                | Q(done_on__isnull=False, recorded_at__isnull=False),
                name="timeline_done_is_recorded",
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_on"], name="timeline_open_by_date", condition=Q(done_on__isnull=True)
            ),
            models.Index(
                fields=["revisit"],
                name="timeline_open_letters",
                condition=Q(done_on__isnull=True, code__in=["final_sent", "published"]),
            ),
        ]
        # Without what is derived from the rest.
        triggers = recorded(case="{x}.revisit_id", without=["explanation", "planned_time"])

    def __str__(self) -> str:
        return f"{self.code} of {self.revisit_id}"

    @property
    def rule(self) -> schedule.EventRule:
        return schedule.RULES[self.code]

    @property
    def title(self) -> str:
        """What a person reads; the day's number tells several of a kind apart."""
        return f"{self.rule.title}, day {self.day}" if self.rule.anchor == "each day" else self.rule.title

    @property
    def record_name(self) -> str:
        return self.title

    @property
    def edition(self) -> str:
        """What a form carries to notice that somebody set or recorded the event in between."""
        return "/".join(str(value or "") for value in (self.overridden_at, self.planned_on, self.recorded_at))

    @property
    def is_overridden(self) -> bool:
        return self.override_on is not None

    @property
    def last_on(self) -> date | None:
        """The day by which it must have happened."""
        planned: date | None = self.planned_on
        return max(self.until, planned) if self.until and planned else planned

    @property
    def deadline(self) -> datetime | None:
        return (
            times.deadline(self.last_on, self.planned_time if not self.until else "")
            if self.last_on
            else None
        )

    def status(self, now: datetime) -> Status:
        """How the event stands at `now` (aware). What may be done on several days is over after them, never late."""
        if self.done_on:
            return Status.DONE
        if not self.last_on or not self.deadline or not self.planned_on:
            return Status.UNDATED
        if self.deadline < now:
            return Status.OVER if self.until else Status.LATE
        return Status.DUE if self.planned_on <= now.date() else Status.COMING
