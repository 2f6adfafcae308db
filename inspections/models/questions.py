"""Questions for parents and carers (G11, G16): written in versions, commented on by the forum, agreed, then frozen."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, Q

from inspections.models.revisit import Revisit
from inspections.models.triggers import append_only
from inspections.models.wsoa import Weakness
from inspections.question_states import SetState
from revisits.accounts.models import Organisation, User
from revisits.record.triggers import recorded

LONGEST_OPTION = 200
CASE = "(SELECT s.revisit_id FROM inspections_questionset s WHERE s.id = {{x}}.{column})"

# Whoever changes questions and whoever shares them take the version's row one after the other.
_AS_SHARED = """
    PERFORM 1 FROM inspections_questionset s WHERE s.id IN (NEW.question_set_id, OLD.question_set_id) FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM inspections_questionset s
        WHERE s.id IN (NEW.question_set_id, OLD.question_set_id) AND s.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'Questions stay as they were shared or agreed (G16)' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


class QuestionSet(models.Model):
    """One version of the questions for one purpose. `inspections.question_states` has how it moves on."""

    class Purpose(models.TextChoices):
        SURVEY = "survey", "Survey for parents and carers"
        OPEN_MEETING = "open-meeting", "Open meeting for parents and carers"

    revisit = models.ForeignKey(Revisit, models.CASCADE, related_name="question_sets")
    purpose = models.CharField(max_length=12, choices=Purpose)
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=SetState, default=SetState.DRAFT)
    edition = models.PositiveIntegerField(default=1, help_text="Counts every change while it is written.")
    focus = models.TextField(
        blank=True, help_text="What inspectors want to learn, in words for parents (G11)."
    )
    note = models.TextField(blank=True, help_text="What the forum is told with it: what changed, and why.")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    shared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", help_text="The forum."
    )
    agreed_why = models.TextField("why the lead settled it alone", blank=True)

    class Meta:
        ordering = ["revisit", "-purpose", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["revisit", "purpose", "number"], name="question_set_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="question_set_counts_from_one"),
            *(
                models.UniqueConstraint(
                    fields=["revisit", "purpose"], condition=Q(state=state), name=f"question_set_one_{state}"
                )
                for state in (SetState.DRAFT, SetState.SHARED, SetState.AGREED)
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, shared_by__isnull=True, state__in=["draft", "agreed"])
                | Q(
                    shared_at__isnull=False,
                    shared_by__isnull=False,
                    state__in=["shared", "replaced", "agreed"],
                ),
                name="question_set_shared_by_somebody",
            ),
            # For the forum, or by the lead for a reason.
            models.CheckConstraint(
                condition=~Q(state=SetState.AGREED)
                & Q(agreed_at__isnull=True, agreed_by__isnull=True, agreed_for__isnull=True, agreed_why="")
                | Q(state=SetState.AGREED, agreed_at__isnull=False, agreed_by__isnull=False)
                & (
                    Q(agreed_for__isnull=False, agreed_why="")
                    | Q(agreed_for__isnull=True) & ~Q(agreed_why="")
                ),
                name="question_set_agreed_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="question_set_agreed_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=SetState.AGREED.value),
            ),
            *recorded(case="{x}.revisit_id", without=["edition"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, version {self.number}"

    @property
    def record_name(self) -> str:
        return str(self)


class Question(models.Model):
    """One question of one version. `line` stays the same from version to version; `place` is its order."""

    class Kind(models.TextChoices):
        CHOICE = "choice", "One answer of several"
        CHOICES = "choices", "Any number of several answers"
        SCALE = "scale", "A scale, with “Don't know” beside it"
        TEXT = "text", "Parents' own words"

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="questions")
    line = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    edition = models.PositiveIntegerField(help_text="The version's edition when this question changed last.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TEXT)
    text = models.TextField()
    options = ArrayField(models.CharField(max_length=LONGEST_OPTION), default=list, blank=True)
    weakness = models.ForeignKey(
        Weakness, models.PROTECT, null=True, blank=True, related_name="+", help_text="What it is about (G18)."
    )
    asks_setting = models.BooleanField(
        default=False, help_text="Asks where the child goes: answers are broken down by it."
    )
    bank_line = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of the national bank.")
    bank_version = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "line"], name="question_line_once"),
            # Two change places in one statement or two.
            models.UniqueConstraint(
                fields=["question_set", "place"], name="question_place_once", deferrable=Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["question_set"], condition=Q(asks_setting=True), name="question_asks_setting_once"
            ),
            models.CheckConstraint(
                condition=Q(asks_setting=False) | Q(kind="choice"), name="question_of_setting_is_a_choice"
            ),
            models.CheckConstraint(
                # A check that comes out as NULL holds: each says that it is there.
                condition=Q(bank_line=None, bank_version=None)
                | Q(
                    bank_line__isnull=False, bank_version__isnull=False, bank_line__gte=1, bank_version__gte=1
                ),
                name="question_of_the_bank_names_its_version",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_says_something"),
            models.CheckConstraint(
                condition=Q(kind="text", options__len=0) | ~Q(kind="text") & Q(options__len__gte=2),
                name="question_has_its_answers",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="question_as_shared",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_AS_SHARED,
            ),
            *recorded(case=CASE.format(column="question_set_id"), without=["edition"]),
        ]

    def __str__(self) -> str:
        return f"Question {self.place}"

    @property
    def answers(self) -> list[str]:
        """What a parent can choose from; empty where they answer in their own words."""
        options: list[str] = list(self.options)
        return [*options, "Don't know"] if self.kind == self.Kind.SCALE else options

    @property
    def written(self) -> str:
        """All of it as lines of text: what two versions are compared by."""
        lines = [self.text, self.get_kind_display(), *(f"· {answer}" for answer in self.answers)]
        return "\n".join([*lines, *self.marks])

    @property
    def marks(self) -> list[str]:
        """What it is for, beside its words: the weakness that it is about, and whether answers are shown by it."""
        marks = [f"About: {self.weakness}"] if self.weakness else []
        return [
            *marks,
            *(["Asks where the child goes: answers are shown by it"] if self.asks_setting else []),
        ]


class QuestionComment(models.Model):
    """What the forum says of one question of a version, or of the version as a whole; written once."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="comments")
    question = models.ForeignKey(
        Question,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="comments",
        help_text="Empty: of the whole.",
    )
    given_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="The forum.")
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="question_comment_says_something")]
        triggers = [
            *append_only("question_comment"),
            *recorded(case=CASE.format(column="question_set_id"), secret=["text"]),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"
