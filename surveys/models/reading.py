"""What inspectors make of parents' own words, and what the area's parents said at the initial inspection."""

from django.db import models
from django.db.models import Q

from inspections.models import Question, Weakness
from revisits.accounts.models import User
from revisits.record.triggers import recorded
from surveys.models.response import Answer
from surveys.models.survey import Survey


class TextReading(models.Model):
    """That an inspector read one answer: to which weaknesses it speaks, and whether it may be quoted (G16).

    It may be quoted when it identifies nobody, which whoever marks it says; `excerpt` is the part of it that is then
    quoted, word for word, empty for all of it. `edition` counts its changes: nobody overwrites another's unseen.
    """

    answer = models.OneToOneField(Answer, models.CASCADE, related_name="reading")
    weaknesses = models.ManyToManyField(Weakness, through="ReadAbout", related_name="+", blank=True)
    quotable = models.BooleanField(default=False)
    excerpt = models.TextField(blank=True)
    names_confirmed = models.BooleanField(
        default=False, help_text="What looks like an identifier in what is quoted was looked at, and is none."
    )
    edition = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quotable=True) | Q(excerpt="", names_confirmed=False),
                name="reading_quotes_what_may_be_quoted",
            ),
        ]

    def __str__(self) -> str:
        return f"Reading of answer {self.answer_id}"


class ReadAbout(models.Model):
    """That an answer speaks to a weakness."""

    reading = models.ForeignKey(TextReading, models.CASCADE, related_name="about")
    weakness = models.ForeignKey(Weakness, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["weakness__number"]
        constraints = [models.UniqueConstraint(fields=["reading", "weakness"], name="read_about_once")]

    def __str__(self) -> str:
        return f"Weakness {self.weakness_id}"


class Baseline(models.Model):
    """How often one answer to a question was given at the area's initial inspection, as its report counts it."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="baseline")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(help_text="Of the answer in `Question.answers`, from 0.")
    count = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["question__place", "place"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "question", "place"], name="baseline_once_an_answer"),
            models.CheckConstraint(condition=~Q(source=""), name="baseline_names_its_source"),
        ]
        triggers = recorded(case="(SELECT s.revisit_id FROM surveys_survey s WHERE s.id = {x}.survey_id)")

    def __str__(self) -> str:
        return f"Baseline of question {self.question_id}"
