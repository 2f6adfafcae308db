"""Meetings of a re-visit (GT): what is arranged for each beside its date, which the timeline keeps."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from inspections.meeting_kinds import KINDS, OPEN_MEETING, OTHER, Side
from inspections.models.revisit import Revisit
from inspections.timeline import times
from revisits.accounts.models import Organisation, User
from revisits.record.triggers import recorded

SHORTEST, LONGEST = 5, 600
TIME = rf"^(am|pm|end of day|{times.CLOCK.pattern})?$"


class Meeting(models.Model):
    """What is arranged for one meeting; without a row, all of it is to follow.

    Day and time are those of the timeline's event of the same code and occurrence, by name and not by key, since
    the engine takes back and proposes events anew. Only an OTHER meeting has its own. The place of the open meeting
    and the way in are the case's (`Revisit.open_meeting_place`), which the letter to parents prints.
    """

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=30, choices=[(code, kind.title) for code, kind in KINDS.items()])
    occurrence = models.PositiveSmallIntegerField(default=1)

    title = models.CharField(max_length=120, blank=True)
    on = models.DateField(null=True, blank=True)
    time = models.CharField(max_length=10, blank=True, help_text="A label of `timeline.times`.")
    sides = ArrayField(
        models.CharField(max_length=10, choices=[(side.value, side.value.title()) for side in Side]),
        default=list,
        blank=True,
        help_text="Which sides of the area an OTHER meeting concerns.",
    )

    minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: as long as usual.")
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField("link to join online", blank=True, max_length=500)
    access = models.CharField("way in and access", max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField("how many people fit in", null=True, blank=True)
    support = models.CharField("interpreting, signing and other support", max_length=300, blank=True)
    chair = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    others = models.CharField("others who attend", max_length=300, blank=True)
    notes = models.TextField("notes for those who are invited", blank=True)
    registration_closes_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty: parents may register until the meeting starts."
    )

    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_why = models.TextField("reason for cancelling", blank=True)

    class Meta:
        ordering = ["revisit", "kind", "occurrence"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "kind", "occurrence"], name="meeting_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="meeting_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=OTHER, on__isnull=False) & ~Q(title="")
                | ~Q(kind=OTHER) & Q(on__isnull=True, time="", title="", sides=[]),
                name="meeting_other_dates_itself",
            ),
            models.CheckConstraint(condition=Q(time__regex=TIME), name="meeting_time_known"),
            models.CheckConstraint(
                condition=Q(sides__contained_by=[side.value for side in Side]), name="meeting_sides_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=SHORTEST, minutes__lte=LONGEST),
                name="meeting_length_sensible",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="meeting_holds_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(kind=OPEN_MEETING) | Q(place="", access=""),
                name="meeting_open_place_of_the_case",
            ),
            models.CheckConstraint(
                condition=Q(kind=OPEN_MEETING) | Q(registration_closes_at__isnull=True),
                name="meeting_open_alone_registers",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_why="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_why=""),
                name="meeting_cancelled_with_a_reason",
            ),
        ]
        triggers = recorded(case="{x}.revisit_id", secret=["link", "notes"])

    def __str__(self) -> str:
        return self.title or KINDS[self.kind].title


class MeetingAttendance(models.Model):
    """How many people of one organisation attend a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "organisation"], name="meeting_attendance_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="meeting_attendance_of_somebody"),
        ]
        triggers = recorded(
            case="(SELECT m.revisit_id FROM inspections_meeting m WHERE m.id = {x}.meeting_id)"
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.number}"
