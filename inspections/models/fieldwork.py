"""What the team records of the on-site days: keeping in touch, the judgement meeting, feedback; each in versions.

A row is one version, written once; the newest holds. Who may read them is decided in `inspections.fieldwork_access`.
"""

import pgtrigger
from django.db import models
from django.db.models import Q

from inspections.models.revisit import Revisit
from inspections.models.team import TeamMember
from inspections.models.triggers import append_only
from inspections.models.wsoa import Weakness
from inspections.timeline.times import LONDON
from revisits.accounts.models import User
from revisits.record.triggers import recorded

_KIT_DAY = pgtrigger.Trigger(
    name="kit_on_a_day_on_site",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
    IF NOT EXISTS (SELECT 1 FROM inspections_revisit r
        WHERE r.id = NEW.revisit_id AND r.days > 2 AND NEW.day <= r.days) THEN
        RAISE EXCEPTION 'kit_on_a_day_on_site: no keeping-in-touch meeting on such a day (G22)'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""",
)


def _of(table: str) -> str:
    """The case of what hangs on a version, for the record."""
    return f"(SELECT v.revisit_id FROM inspections_{table} v WHERE v.id = {{x}}.version_id)"


class RecordVersion(models.Model):
    """What every version says beside its words: which it is, and who wrote it when (aware)."""

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="%(class)ss")
    number = models.PositiveSmallIntegerField(default=1)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Version {self.number} of {self.written_at.astimezone(LONDON):%-d %B %Y}"


class KitRecord(RecordVersion):
    """The keeping-in-touch meeting with leaders of one on-site day (G22); `day` counts from 1."""

    day = models.PositiveSmallIntegerField("on-site day")
    attended = models.TextField("who attended", help_text="By post.")
    shared = models.TextField("what was shared")
    findings = models.TextField("emerging findings", blank=True)
    actions = models.TextField("what was agreed to be done", blank=True)

    class Meta:
        ordering = ["revisit", "day", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "day", "number"], name="kit_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="kit_version_counts_from_one"),
            models.CheckConstraint(condition=Q(day__gte=1), name="kit_day_counts_from_one"),
            models.CheckConstraint(condition=~Q(attended="") & ~Q(shared=""), name="kit_not_empty"),
        ]
        triggers = [
            _KIT_DAY,
            *append_only("kit_record"),
            *recorded(case="{x}.revisit_id", secret=["attended", "shared", "findings", "actions"]),
        ]


class JudgementMeetingRecord(RecordVersion):
    """The provisional judgement meeting: its time (aware) and what was discussed. What was judged stands elsewhere."""

    held_at = models.DateTimeField()
    discussed = models.TextField()

    class Meta:
        ordering = ["revisit", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "number"], name="judgement_meeting_version_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="judgement_meeting_version_counts_from_one"
            ),
            models.CheckConstraint(condition=~Q(discussed=""), name="judgement_meeting_not_empty"),
        ]
        triggers = [
            *append_only("judgement_meeting_record"),
            *recorded(case="{x}.revisit_id", secret=["discussed"]),
        ]


class MeetingPresence(models.Model):
    """That somebody of the team, or of those who assure quality, was at the judgement meeting (G7), and from where."""

    class Where(models.TextChoices):
        ON_SITE = "on_site", "On site"
        OFF_SITE = "off_site", "Off site"

    version = models.ForeignKey(JudgementMeetingRecord, models.CASCADE, related_name="presences")
    member = models.ForeignKey(TeamMember, models.RESTRICT, related_name="+")
    where = models.CharField(max_length=8, choices=Where)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "member"], name="meeting_presence_once"),
            models.CheckConstraint(
                condition=Q(where__in=["on_site", "off_site"]), name="meeting_presence_known"
            ),
        ]
        triggers = [*append_only("meeting_presence"), *recorded(case=_of("judgementmeetingrecord"))]

    def __str__(self) -> str:
        return f"Part {self.member_id}, {self.get_where_display().lower()}"


class FeedbackRecord(RecordVersion):
    """What leaders were told at the end of the visit (G22): to whom, when (aware), and what they asked."""

    held_at = models.DateTimeField()
    told = models.TextField("who was told", help_text="By post.")
    asked = models.TextField("what they asked", blank=True)

    class Meta:
        ordering = ["revisit", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "number"], name="feedback_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="feedback_version_counts_from_one"),
            models.CheckConstraint(condition=~Q(told=""), name="feedback_not_empty"),
        ]
        triggers = [
            *append_only("feedback_record"),
            *recorded(case="{x}.revisit_id", secret=["told", "asked"]),
        ]


class FeedbackPoint(models.Model):
    """What leaders were told on one weakness: whether progress is sufficient, and why (G22)."""

    version = models.ForeignKey(FeedbackRecord, models.CASCADE, related_name="points")
    weakness = models.ForeignKey(Weakness, models.PROTECT, related_name="+")
    sufficient = models.BooleanField()
    reasons = models.TextField()

    class Meta:
        ordering = ["weakness__number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "weakness"], name="feedback_on_a_weakness_once"),
            models.CheckConstraint(condition=~Q(reasons=""), name="feedback_has_reasons"),
        ]
        triggers = [
            *append_only("feedback_point"),
            *recorded(case=_of("feedbackrecord"), secret=["sufficient", "reasons"]),
        ]

    def __str__(self) -> str:
        return f"Weakness {self.weakness_id}"
