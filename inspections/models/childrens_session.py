"""Meeting children and young people (G9, G21): groups by numbers and settings, never names; what they are asked."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from inspections.models.revisit import Revisit
from inspections.models.schedule import SessionSlot
from revisits.accounts.models import User
from revisits.record.triggers import recorded

MOST_CHILDREN, OLDEST = 60, 25


class ChildrensSession(models.Model):
    """A group that inspectors meet. It says where, how many, how old and what they need: nothing names a child."""

    class Setting(models.TextChoices):
        SCHOOL = "school", "School"
        COLLEGE = "college", "College"
        OTHER = "other", "Another setting"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="childrens_sessions")
    kind = models.CharField("kind of setting", max_length=10, choices=Setting)
    setting = models.CharField("name of the setting", max_length=150)
    number = models.PositiveSmallIntegerField("number of children and young people")
    youngest = models.PositiveSmallIntegerField("age of the youngest")
    oldest = models.PositiveSmallIntegerField("age of the oldest")
    session = models.ForeignKey(
        SessionSlot,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="childrens_sessions",
        help_text="When and where, in the schedule.",
    )
    consent = models.BooleanField("the setting confirms consent", default=False)
    interpreter = models.BooleanField(default=False)
    signing = models.BooleanField(default=False)
    quiet_room = models.BooleanField(default=False)
    other_support = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "children's session"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(setting=""), name="childrens_session_has_a_setting"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_CHILDREN), name="childrens_session_of_some"
            ),
            models.CheckConstraint(
                condition=Q(oldest__gte=F("youngest"), oldest__lte=OLDEST), name="childrens_session_ages"
            ),
        ]
        triggers = recorded(case="{x}.revisit_id", without=["version"])

    def __str__(self) -> str:
        return f"{self.setting}, {self.number} children and young people"

    @property
    def ages(self) -> str:
        return f"{self.youngest} to {self.oldest}" if self.oldest > self.youngest else f"{self.youngest}"

    @property
    def support(self) -> list[str]:
        """What the group needs, in words."""
        needs = (
            (self.interpreter, "an interpreter"),
            (self.signing, "signing"),
            (self.quiet_room, "a quiet room"),
        )
        return [*(words for needed, words in needs if needed), *filter(None, [self.other_support])]


class ChildrensQuestions(models.Model):
    """Questions for children and young people, as the team wrote them. The area sees them once they are shared (G9).

    What was shared stays as it was; what is written after that is the next number, and waits to be shared.
    """

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="childrens_questions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1, editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    shared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "questions for children"
        verbose_name_plural = "questions for children"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "number"], name="childrens_questions_once"),
            models.UniqueConstraint(
                fields=["revisit"], condition=Q(shared_at__isnull=True), name="childrens_questions_one_draft"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="childrens_questions_ask_something"),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="childrens_questions_shared_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="childrens_questions_shared_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__shared_at__isnull=False),
            ),
            *recorded(case="{x}.revisit_id", secret=["text"], without=["version"]),
        ]

    def __str__(self) -> str:
        return f"Questions for children, version {self.number}"
