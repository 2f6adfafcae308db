"""A question for parents in another language (G16): written, then checked by somebody else before parents read it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from inspections.models.questions import LONGEST_OPTION, Question
from inspections.models.translated import Translated, checked_by_another
from revisits.record.triggers import recorded

CASE = """(
    SELECT s.revisit_id FROM inspections_question q
    JOIN inspections_questionset s ON s.id = q.question_set_id WHERE q.id = {x}.question_id
)"""
# The survey is a layer above: the database alone sees whether it has opened. Whoever opens it has its row locked.
_AS_OPENED = """
    PERFORM 1 FROM surveys_survey v
        JOIN inspections_questionset s ON s.revisit_id = v.revisit_id
        JOIN inspections_question q ON q.question_set_id = s.id
        WHERE q.id IN (NEW.question_id, OLD.question_id) FOR SHARE OF v;
    IF EXISTS (
        SELECT 1 FROM surveys_survey v JOIN inspections_question q ON q.question_set_id = v.questions_id
        WHERE q.id IN (NEW.question_id, OLD.question_id) AND v.opened_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Translations stay as they were when the survey opened (G16)'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP <> 'DELETE' AND cardinality(NEW.options) <> (
        SELECT cardinality(q.options) FROM inspections_question q WHERE q.id = NEW.question_id
    ) THEN
        RAISE EXCEPTION 'A translation has as many answers as its question' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


class QuestionTranslation(Translated):
    """One question in one language of `inspections.translations`; `options` stand in the order of the question's."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="translations")
    edition = models.PositiveIntegerField(default=1, help_text="Counts every change.")
    options = ArrayField(models.CharField(max_length=LONGEST_OPTION), default=list, blank=True)

    class Meta:
        ordering = ["question__place", "language"]
        constraints = [
            models.UniqueConstraint(fields=["question", "language"], name="question_translation_once"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(language__in=["", "en"]),
                name="question_translation_says_something",
            ),
            checked_by_another("question_translation_checked_by_another"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="question_translation_as_opened",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_AS_OPENED,
            ),
            *recorded(case=CASE, without=["edition"]),
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.language})"
