"""The national bank of questions for parents: written in versions by the office, frozen once issued (G16)."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, Q

from inspections.models.questions import LONGEST_OPTION, Question
from revisits.accounts.models import User
from revisits.record.triggers import recorded

_STAYS = """
    IF OLD.state = 'draft' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'issued' AND NEW.state = 'replaced'
        AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An issued version of the question bank stays as it is' USING ERRCODE = 'check_violation';
"""
# Whoever changes questions and whoever issues them take the version's row one after the other.
_AS_ISSUED = """
    PERFORM 1 FROM inspections_bankversion v WHERE v.id IN (NEW.version_id, OLD.version_id) FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM inspections_bankversion v
        WHERE v.id IN (NEW.version_id, OLD.version_id) AND v.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'Questions of the bank stay as they were issued' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


class BankState(models.TextChoices):
    """Where a version of the bank stands."""

    DRAFT = "draft", "Being written"
    ISSUED = "issued", "In use"
    REPLACED = "replaced", "Replaced"


class BankVersion(models.Model):
    """One version of the bank; at most one is being written, and one in use. The first came with the program."""

    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=BankState, default=BankState.DRAFT)
    edition = models.PositiveIntegerField(default=1, help_text="Counts every change while it is written.")
    note = models.TextField(blank=True, help_text="What changed, for those who take questions from it.")
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="bank_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="bank_version_counts_from_one"),
            *(
                models.UniqueConstraint(
                    fields=["state"], condition=Q(state=state), name=f"bank_version_one_{state}"
                )
                for state in (BankState.DRAFT, BankState.ISSUED)
            ),
            models.CheckConstraint(
                condition=Q(state=BankState.DRAFT, issued_at=None, issued_by=None)
                | ~Q(state=BankState.DRAFT) & Q(issued_at__isnull=False),
                name="bank_version_issued_at_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="bank_version_stays",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_STAYS,
            ),
            *recorded(without=["edition"]),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of the question bank"


class BankQuestion(models.Model):
    """One question of one version of the bank. `line` stays the same from version to version; `place` is its order."""

    version = models.ForeignKey(BankVersion, models.CASCADE, related_name="questions")
    line = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    edition = models.PositiveIntegerField(help_text="The version's edition when this question changed last.")
    heading = models.CharField("subject", max_length=100, help_text="Questions are shown under it.")
    kind = models.CharField(max_length=10, choices=Question.Kind, default=Question.Kind.TEXT)
    text = models.TextField()
    options = ArrayField(models.CharField(max_length=LONGEST_OPTION), default=list, blank=True)
    asks_setting = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["version", "line"], name="bank_line_once"),
            models.UniqueConstraint(
                fields=["version", "place"], name="bank_place_once", deferrable=Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["version"], condition=Q(asks_setting=True), name="bank_asks_setting_once"
            ),
            models.CheckConstraint(
                condition=Q(asks_setting=False) | Q(kind="choice"), name="bank_setting_is_a_choice"
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(heading=""), name="bank_question_says_something"
            ),
            models.CheckConstraint(
                condition=Q(kind="text", options__len=0) | ~Q(kind="text") & Q(options__len__gte=2),
                name="bank_question_has_its_answers",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="bank_question_as_issued",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_AS_ISSUED,
            ),
            *recorded(without=["edition"]),
        ]

    def __str__(self) -> str:
        return f"Question {self.place} of the bank"

    @property
    def asked(self) -> Question:
        """The question as it is taken into a case; not saved."""
        return Question(
            kind=self.kind, text=self.text, options=list(self.options), asks_setting=self.asks_setting
        )

    @property
    def written(self) -> str:
        """All of it as lines of text: what two versions are compared by."""
        return f"{self.heading}\n{self.asked.written}"
