"""The draft with the area for accuracy (G24, G25): what was sent, what each side said of it, and what was answered.

The authority and health comment apart: whatever a side wrote carries its side, and `letters.accuracy_access` lets
nobody of the other see that it is there.
"""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q

from inspections.models import EvidenceDocument
from inspections.models.triggers import append_only
from inspections.timeline.times import LONDON
from letters.models.outcome import LetterVersion
from revisits.accounts.models import User
from revisits.record.triggers import recorded

_LETTER = "letters_letterversion v JOIN letters_outcomeletter l ON l.id = v.letter_id"
_ROUND = f"letters_accuracyround r JOIN {_LETTER} ON v.id = r.version_id"
_OF_VERSION = f"(SELECT l.revisit_id FROM {_LETTER} WHERE v.id = {{x}}.version_id)"
OF_ROUND = f"(SELECT l.revisit_id FROM {_ROUND} WHERE r.id = {{x}}.round_id)"
_OF_SUBMISSION = f"""(SELECT l.revisit_id FROM {_ROUND}
    JOIN letters_submission s ON s.round_id = r.id WHERE s.id = {{x}}.submission_id)"""
OF_COMMENT = f"""(SELECT l.revisit_id FROM {_ROUND}
    JOIN letters_accuracycomment c ON c.round_id = r.id WHERE c.id = {{x}}.comment_id)"""
_OF_ANSWER = f"""(SELECT l.revisit_id FROM {_ROUND} JOIN letters_accuracycomment c ON c.round_id = r.id
    JOIN letters_answer a ON a.comment_id = c.id WHERE a.id = {{x}}.answer_id)"""


class Side(models.TextChoices):
    """Who comments: the local authority, or the area's health bodies together."""

    AUTHORITY = "authority", "Local authority"
    HEALTH = "health", "Health"


_KNOWN = Q(side__in=["authority", "health"])


class AccuracyRound(models.Model):
    """A frozen version of the letter, sent to the area's named readers to comment on its accuracy (G24)."""

    version = models.OneToOneField(LetterVersion, models.CASCADE, related_name="round")
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField(
        help_text="The last moment for comments, as it was told when the draft left."
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("sent_at")), name="accuracy_due_after_sending")
        ]
        triggers = [*append_only("accuracy_round"), *recorded(case=_OF_VERSION)]

    def __str__(self) -> str:
        return f"Draft sent on {self.sent_at.astimezone(LONDON):%-d %B %Y}"


class Submission(models.Model):
    """What one side sent, once: its comments as they stand under it, or that it has none."""

    round = models.ForeignKey(AccuracyRound, models.CASCADE, related_name="submissions")
    side = models.CharField(max_length=10, choices=Side)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["round", "side"]
        constraints = [
            models.UniqueConstraint(fields=["round", "side"], name="submission_once_a_side"),
            models.CheckConstraint(condition=_KNOWN, name="submission_side_known"),
        ]
        triggers = [*append_only("submission"), *recorded(case=OF_ROUND)]

    def __str__(self) -> str:
        return f"Comments of {self.at.astimezone(LONDON):%-d %B %Y, %H:%M}"

    @property
    def number(self) -> str:
        """The number on its receipt: "FA-000012-H"."""
        return f"FA-{self.pk:06d}-{self.side[0].upper()}"


class AccuracyComment(models.Model):
    """One comment on one paragraph. Its side may change it until it is submitted; from then on nobody may."""

    round = models.ForeignKey(AccuracyRound, models.CASCADE, related_name="comments")
    side = models.CharField(max_length=10, choices=Side)
    block = models.CharField(max_length=60, help_text="The paragraph's name in the frozen letter.")
    quotation = models.TextField("words of the draft")
    correction = models.TextField("what it should say")
    why = models.TextField("why, and what shows it")
    document = models.ForeignKey(
        EvidenceDocument, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="A document that the area gave, which shows it.",
    )  # fmt: skip
    edition = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="comments",
        help_text="Empty: a draft.",
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=_KNOWN, name="accuracy_comment_side_known"),
            models.CheckConstraint(
                condition=~Q(block="") & ~Q(quotation="") & ~Q(correction="") & ~Q(why=""),
                name="accuracy_comment_says_all",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="accuracy_comment_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__submission__isnull=False),
            ),
            pgtrigger.ReadOnly(name="accuracy_comment_is_its_sides", fields=["round", "side"]),
            *recorded(case=OF_ROUND, secret=["quotation", "correction", "why"]),
        ]

    def __str__(self) -> str:
        """Without its words, which its readers alone may see."""
        return f"Comment {self.pk} on the draft"


class LateRequest(models.Model):
    """A side that missed the last moment asks to comment all the same."""

    round = models.ForeignKey(AccuracyRound, models.CASCADE, related_name="late_requests")
    side = models.CharField(max_length=10, choices=Side)
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=_KNOWN & ~Q(reason=""), name="late_request_says_why"),
        ]
        triggers = [*append_only("late_request"), *recorded(case=OF_ROUND, secret=["reason"])]

    def __str__(self) -> str:
        return f"Late request {self.pk}"


class LateAnswer(models.Model):
    """What the lead HMI says to it: until when that side may still submit, or that it may not; and why."""

    round = models.ForeignKey(AccuracyRound, models.CASCADE, related_name="late_answers")
    side = models.CharField(max_length=10, choices=Side)
    request = models.OneToOneField(
        LateRequest, models.CASCADE, null=True, blank=True, related_name="answer",
        help_text="Empty: the lead opened the comments again unasked.",
    )  # fmt: skip
    until = models.DateTimeField(null=True, blank=True, help_text="Empty: it was declined.")
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=_KNOWN & ~Q(reason=""), name="late_answer_says_why"),
            models.CheckConstraint(
                condition=Q(until__isnull=True, request__isnull=False)
                | Q(until__isnull=False, until__gt=F("at")),
                name="late_answer_declines_or_opens",
            ),
        ]
        triggers = [*append_only("late_answer"), *recorded(case=OF_ROUND, secret=["reason"])]

    def __str__(self) -> str:
        return f"Answer to a late request {self.pk}"


class Answer(models.Model):
    """What the lead HMI answers to one comment (G25), written once; a changed answer is the next version."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly", "Accepted in part"
        NOT = "not", "Not accepted"

    comment = models.ForeignKey(AccuracyComment, models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["comment", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="answer_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="answer_counts_from_one"),
            models.CheckConstraint(
                condition=Q(decision__in=["accepted", "partly", "not"]) & ~Q(reason=""),
                name="answer_decides_and_says_why",
            ),
        ]
        triggers = [
            *append_only("answer"),
            *recorded(case=OF_COMMENT, secret=["decision", "reason"]),
        ]

    def __str__(self) -> str:
        return f"Answer {self.number} to comment {self.comment_id}"


class AnswerAgreement(models.Model):
    """CQC agrees one version of an answer; the next version waits for it anew."""

    answer = models.OneToOneField(Answer, models.CASCADE, related_name="agreement")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = [*append_only("answer_agreement"), *recorded(case=_OF_ANSWER)]

    def __str__(self) -> str:
        return f"Agreement to answer {self.answer_id}"


class AnswersTold(models.Model):
    """One side was told the answers to its comments: these versions of them, by their ids."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="told")
    answers: Any = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(answers=[]), name="told_some_answers")]
        triggers = [*append_only("answers_told"), *recorded(case=_OF_SUBMISSION)]

    def __str__(self) -> str:
        return f"Answers told on {self.at.astimezone(LONDON):%-d %B %Y}"
