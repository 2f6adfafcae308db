"""The re-visit: the case that everything else hangs on."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from inspections.models.judgement_triggers import JUDGED_STATEMENT_STAYS
from inspections.models.local_area import LocalArea
from inspections.models.no_further import NO_FURTHER_REVISIT
from inspections.models.triggers import AREA_OF_REVISIT, STATE_ALONG_THE_TABLE, TEAM_COMPLETE_ON_REVISIT
from inspections.models.wsoa import WSOA
from inspections.timeline.schedule import FEWEST_DAYS, MOST_DAYS
from inspections.workflow import STOPPED, State
from revisits.record.triggers import recorded

# Weekends and holidays that may lie between the first and the last on-site day; so how long a re-visit may take.
BREAK = 12
LONGEST = timedelta(days=MOST_DAYS + BREAK)


class SurveyKind(models.TextChoices):
    """Where parents answer (G16)."""

    LINK = "link", "An outside survey, by its link"
    OWN = "own", "The survey of this service"


class Revisit(models.Model):
    """Two to four on-site working days that decide, weakness by weakness, whether progress is sufficient (G2, G19)."""

    class Guidance(models.TextChoices):
        G2018 = "2018", "2018"
        G2022 = "2022", "2022 (updated guidance)"

    reference = models.SlugField(max_length=60, unique=True)
    wsoa = models.ForeignKey(WSOA, models.PROTECT, related_name="revisits")
    area = models.ForeignKey(
        LocalArea,
        models.PROTECT,
        related_name="revisits",
        db_index=False,
        editable=False,
        help_text="That of the initial inspection, beside the re-visit: lists are narrowed and ordered by it.",
    )
    guidance = models.CharField("guidance version", max_length=4, choices=Guidance)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED, editable=False)

    first_day = models.DateField("first on-site day")
    last_day = models.DateField("last on-site day", null=True, blank=True)
    days = models.PositiveSmallIntegerField("on-site days", null=True, blank=True)
    stopped_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Since when it is postponed or cancelled."
    )
    stopped_why = models.TextField(
        blank=True, editable=False, help_text="Why, in words that everybody told and the public read."
    )
    stopped_first_day = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="The on-site days as they were told; empty: never told.",
    )
    stopped_last_day = models.DateField(null=True, blank=True, editable=False)
    quality_on_site = models.BooleanField(
        "quality assurance visits on site",
        null=True,
        editable=False,
        help_text="As the area was told at notification (G7); empty: still to be decided.",
    )
    parents_letter_date = models.DateField("date printed on the letter to parents", null=True, blank=True)

    survey_kind = models.CharField(
        "parents' survey", max_length=4, choices=SurveyKind, default=SurveyKind.LINK
    )
    survey_url = models.URLField("survey link", blank=True)
    survey_answers = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many answered, once it is closed; empty: not known."
    )
    has_open_meeting = models.BooleanField("there is an open meeting", default=True)
    open_meeting_place = models.CharField(max_length=200, blank=True)
    open_meeting_access = models.CharField(max_length=200, blank=True)
    email_contributions = models.EmailField("e-mail address for contributions", blank=True)
    meetings_may_be_online = models.BooleanField(default=False)
    circulated_by = models.CharField(
        max_length=150, blank=True, help_text="Who circulates the letter to parents and carers."
    )
    letterhead = models.BooleanField("print the letterhead", default=True)

    historical = models.BooleanField(
        default=False,
        editable=False,
        help_text="Known from published statistics alone: no team, timeline or letter of its own.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    timeline_stale = models.BooleanField(default=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = "re-visit"
        ordering = ["-first_day", "reference"]
        # A check that comes out as NULL holds: each says what may be missing.
        constraints = [
            models.UniqueConstraint(
                fields=["wsoa", "first_day"],
                name="revisit_once",
                violation_error_message="This area has a re-visit on this day already.",
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=False, days__gte=FEWEST_DAYS, days__lte=MOST_DAYS)
                | Q(days__isnull=True, historical=True),
                name="revisit_two_to_four_days",
                violation_error_message="A re-visit lasts two to four days (G19).",
            ),
            models.CheckConstraint(
                condition=Q(reference__regex="^[a-z0-9_-]+$"), name="revisit_reference_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(historical=False) | Q(state=State.CLOSED), name="revisit_historical_is_closed"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=STOPPED, stopped_at__isnull=False)
                    & ~Q(stopped_why="")
                    & (
                        Q(stopped_first_day__isnull=False, stopped_last_day__isnull=False)
                        | Q(
                            state=State.CANCELLED,
                            stopped_first_day__isnull=True,
                            stopped_last_day__isnull=True,
                        )
                    )
                )
                | (
                    Q(
                        stopped_at__isnull=True,
                        stopped_why="",
                        stopped_first_day__isnull=True,
                        stopped_last_day__isnull=True,
                    )
                    & ~Q(state__in=STOPPED)
                ),
                name="revisit_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=Q(first_day__iso_week_day__lte=5),
                name="revisit_starts_on_a_weekday",
                violation_error_message="The first day must be a Monday to Friday.",
            ),
            models.CheckConstraint(
                condition=Q(
                    last_day__isnull=False,
                    days__isnull=False,
                    last_day__gte=F("first_day") + F("days") - 1,
                    last_day__lte=F("first_day") + F("days") + BREAK,
                )
                | Q(last_day__isnull=True, days__isnull=True),
                name="revisit_last_day_follows",
                violation_error_message="The last day must follow the first by the number of days.",
            ),
        ]
        indexes = [
            models.Index(fields=["-first_day", "reference"]),
            models.Index(fields=["state", "-first_day"]),
            models.Index(fields=["area", "-first_day", "reference"]),
            models.Index(fields=["id"], name="revisit_stale", condition=Q(timeline_stale=True)),
        ]
        triggers = [
            AREA_OF_REVISIT,
            STATE_ALONG_THE_TABLE,
            JUDGED_STATEMENT_STAYS,
            NO_FURTHER_REVISIT,
            TEAM_COMPLETE_ON_REVISIT,
            *recorded(case="{x}.id", without=["version", "timeline_stale"]),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("revisit", args=[self.reference])

    @property
    def area_name(self) -> str:
        return self.area.name

    @property
    def stopped(self) -> bool:
        """Whether it is postponed or cancelled."""
        return self.state in STOPPED

    @property
    def told_first_day(self) -> date:
        """What people outside were told: of a postponed visit the new days are not known yet."""
        return self.stopped_first_day or self.first_day

    @property
    def told_last_day(self) -> date | None:
        return self.stopped_last_day or self.last_day

    @property
    def has_new_days(self) -> bool:
        """Whether a postponed visit has other days than were told; nobody outside knows of them yet."""
        return self.state == State.POSTPONED and (self.first_day, self.last_day) != (
            self.stopped_first_day,
            self.stopped_last_day,
        )

    @property
    def dates_hold(self) -> bool:
        """Whether what its timeline says is to happen then: not of a visit that does not take place on these days."""
        return not self.stopped or self.has_new_days
