"""What somebody answered. Nothing here tells who they are, nor when they answered to more than the hour."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from inspections.models import Question
from revisits.accounts.models import User
from surveys.models.importing import SurveyImport
from surveys.models.survey import Survey


class Response(models.Model):
    """One parent's or carer's answers. `hour` is that in which they came; `code_hash` is of the code that they hold.

    No address, no name, no account: whoever of the office entered a paper form or a call stands in `entered_by`.
    """

    class Way(models.TextChoices):
        WEB = "web", "Online"
        PAPER = "paper", "On paper"
        PHONE = "phone", "By phone"
        EMAIL = "email", "By e-mail"
        IMPORTED = "imported", "Imported"

    class State(models.TextChoices):
        KEPT = "kept", "Kept to go on with"
        SENT = "sent", "Sent"
        APART = "apart", "Set apart"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    way = models.CharField(max_length=8, choices=Way, default=Way.WEB)
    state = models.CharField(max_length=5, choices=State)
    language = models.CharField(max_length=8, default="en")
    hour = models.DateTimeField()
    received_on = models.DateField(
        null=True, blank=True, help_text="When a paper form, a call or an e-mail came in; of these alone."
    )
    code_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    replaced = models.PositiveSmallIntegerField(default=0, help_text="How often its giver replaced it.")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    imported = models.ForeignKey(
        SurveyImport, models.CASCADE, null=True, blank=True, related_name="responses"
    )
    apart_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["survey", "state", "hour"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=["paper", "phone", "email"], entered_by__isnull=False)
                | Q(way__in=["web", "imported"], entered_by=None),
                name="response_entered_by_the_office_alone",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(entered_by__isnull=False),
                name="response_received_by_the_office_alone",
            ),
            models.CheckConstraint(
                condition=Q(way="imported", imported__isnull=False) | ~Q(way="imported") & Q(imported=None),
                name="response_imported_with_its_import",
            ),
            models.CheckConstraint(
                condition=Q(hour__minute=0, hour__second=0), name="response_knows_the_hour_alone"
            ),
            models.CheckConstraint(
                condition=Q(state="apart") & ~Q(apart_why="") | ~Q(state="apart") & Q(apart_why=""),
                name="response_set_apart_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Response {self.pk}"


class Answer(models.Model):
    """The answer to one question: places in `Question.answers` counted from 0, or words. Unanswered: no row.

    Without a question it is what somebody wrote of their own accord, by e-mail say.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    chosen = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"], nulls_distinct=False, name="answer_once_a_question"
            ),
            models.CheckConstraint(
                condition=Q(question__isnull=False) | ~Q(text=""), name="answer_to_no_question_has_words"
            ),
            models.CheckConstraint(
                condition=Q(chosen__len__gte=1, text="") | Q(chosen__len=0) & ~Q(text=""),
                name="answer_says_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"
