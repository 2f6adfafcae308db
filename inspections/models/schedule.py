"""The draft schedule of the on-site days (G12): sessions, what they are about (G18), comments, and agreed versions."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q

from inspections.models.revisit import Revisit
from inspections.models.team import TeamMember
from inspections.models.triggers import append_only
from inspections.models.wsoa import Weakness
from inspections.timeline.schedule import MOST_DAYS
from revisits.accounts.models import Organisation, User
from revisits.record.triggers import recorded
from revisits.triggers import update_of

_OF_SESSION = "(SELECT s.revisit_id FROM inspections_sessionslot s WHERE s.id = {x}.session_id)"
# A session keeps its day when the visit gets shorter: the page says so, and the area moves it.
_ON_SITE = pgtrigger.Trigger(
    name="session_on_a_day_on_site",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | update_of("day", "revisit_id"),
    func="""
    IF NOT EXISTS (SELECT 1 FROM inspections_revisit r WHERE r.id = NEW.revisit_id AND NEW.day <= r.days) THEN
        RAISE EXCEPTION 'session_on_a_day_on_site: the re-visit has no such day' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""",
)


class SessionSlot(models.Model):
    """One session of the on-site days. Times are London's; `day` counts from 1, so a visit that moves takes it along.

    A removed session stays, for its comments and for what was agreed with it.
    """

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="sessions")
    day = models.PositiveSmallIntegerField("on-site day", help_text="1 is the first on-site day.")
    starts = models.TimeField()
    ends = models.TimeField()
    title = models.CharField(max_length=150)
    place = models.CharField(
        "place or link", max_length=300, blank=True, help_text="Room, place or link; empty: to follow."
    )
    off_site = models.BooleanField(
        default=False, help_text="Away from where the inspectors are based that day."
    )
    travel = models.CharField(
        "how inspectors get there", max_length=300, blank=True, help_text="Of a session off site."
    )
    attendees = models.TextField(
        "who attends",
        blank=True,
        help_text="Posts and groups; officials' names, never children's or parents'.",
    )
    weaknesses = models.ManyToManyField(
        Weakness,
        through="SessionAbout",
        related_name="sessions",
        blank=True,
        help_text="What it is about (G18).",
    )
    inspectors = models.ManyToManyField(
        TeamMember, through="SessionInspector", related_name="sessions", blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "session"
        ordering = ["day", "starts", "ends", "id"]
        indexes = [models.Index(fields=["revisit", "day", "starts"], name="session_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(day__gte=1, day__lte=MOST_DAYS), name="session_day_one_to_four"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="session_ends_after_it_starts",
                violation_error_message="The session must end after it starts.",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="session_has_a_title"),
            models.CheckConstraint(
                condition=Q(off_site=True) | Q(travel=""), name="session_travel_off_site_alone"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="session_removed_by_somebody",
            ),
        ]
        triggers = [_ON_SITE, *recorded(case="{x}.revisit_id", without=["version"])]

    def __str__(self) -> str:
        return f"{self.title}, day {self.day}, {self.hours}"

    @property
    def hours(self) -> str:
        """From when to when, in London."""
        return f"{self.starts:%H:%M} to {self.ends:%H:%M}"


class SessionAbout(models.Model):
    """That a session is about a weakness (G18). A session without any serves the visit as a whole."""

    session = models.ForeignKey(SessionSlot, models.CASCADE, related_name="about")
    weakness = models.ForeignKey(Weakness, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["weakness__number"]
        constraints = [models.UniqueConstraint(fields=["session", "weakness"], name="session_about_once")]
        triggers = recorded(case=_OF_SESSION)

    def __str__(self) -> str:
        return f"Session {self.session_id}, weakness {self.weakness_id}"


class SessionInspector(models.Model):
    """That somebody of the team takes part in a session, where the area knows it."""

    session = models.ForeignKey(SessionSlot, models.CASCADE, related_name="taken_by")
    member = models.ForeignKey(TeamMember, models.RESTRICT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="session_inspector_once")]
        triggers = recorded(case=_OF_SESSION)

    def __str__(self) -> str:
        return f"Session {self.session_id}, part {self.member_id}"


class ScheduleAgreement(models.Model):
    """The schedule as the team agreed it, once; later changes are told by comparing with the newest."""

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="schedule_agreements")
    number = models.PositiveSmallIntegerField()
    agreed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    # Of each session's id its facts as `inspections.schedule.facts` gives them.
    sessions: Any = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "number"], name="schedule_agreed_once_a_version"),
            models.CheckConstraint(condition=Q(number__gte=1), name="schedule_version_from_one"),
        ]
        triggers = [
            *append_only("schedule_agreement"),
            *recorded(case="{x}.revisit_id", without=["sessions"]),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class ScheduleComment(models.Model):
    """What the team or the area said about the schedule, or about one session of it; said once, never changed."""

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="schedule_comments")
    session = models.ForeignKey(
        SessionSlot,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="comments",
        help_text="None: all of it.",
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    body = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: the team's."
    )
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="schedule_comment_says_something")]
        triggers = [*append_only("schedule_comment"), *recorded(case="{x}.revisit_id", secret=["text"])]

    def __str__(self) -> str:
        return f"Comment {self.pk}"
