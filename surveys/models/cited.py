"""Which figure of the survey a note has in words, and what it was then; and from which answer it quotes."""

from django.db import models
from django.db.models import F, Q

from inspections.models import EvidenceNote, Question
from surveys.models.response import Answer
from surveys.models.survey import Survey


class CitedFigure(models.Model):
    """`count` of `of` gave the answer at `place`; `setting` is the name of a kind of setting, empty for all."""

    note = models.OneToOneField(EvidenceNote, models.CASCADE, primary_key=True, related_name="+")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    part = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    setting = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(count__lte=F("of")), name="cited_figure_of_those_who_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"Figure of note {self.note_id}"


class CitedWords(models.Model):
    """That a note quotes from an answer; None once the answer is gone: replaced, taken back, or past its period."""

    note = models.OneToOneField(EvidenceNote, models.CASCADE, primary_key=True, related_name="+")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "cited words"

    def __str__(self) -> str:
        return f"Words of note {self.note_id}"
