"""How often each answer was given, counted by the database; nothing of it may be shown before `surveys.suppression`."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import connection

from inspections.models import Question

Group = int | None

_ANSWERED = """
    SELECT a.question_id, s.chosen[1], count(*)
    FROM surveys_counted c
    JOIN surveys_answer a ON a.response_id = c.response_id
    LEFT JOIN surveys_answer s ON s.response_id = c.response_id AND s.question_id = %(setting)s
    WHERE c.survey_id = %(survey)s AND c.part = %(part)s AND a.question_id IS NOT NULL
    GROUP BY 1, 2
"""
_CHOSEN = """
    SELECT a.question_id, given.place, s.chosen[1], count(*)
    FROM surveys_counted c
    JOIN surveys_answer a ON a.response_id = c.response_id
    CROSS JOIN LATERAL unnest(a.chosen) AS given (place)
    LEFT JOIN surveys_answer s ON s.response_id = c.response_id AND s.question_id = %(setting)s
    WHERE c.survey_id = %(survey)s AND c.part = %(part)s
    GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Tally:
    """By question: how many answered it, and how many gave each of its answers, both by the answer to the question
    for the setting; None where that was not answered.
    """

    answered: dict[int, Counter[Group]] = field(default_factory=lambda: defaultdict(Counter))
    chosen: dict[int, dict[int, Counter[Group]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )


def tally(*, survey: int, part: int, setting: Question | None) -> Tally:
    """Count a part of a survey's answers, in two statements however many there are."""
    found = Tally()
    given = {"survey": survey, "part": part, "setting": setting.pk if setting else None}
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, given)
        for question, group, number in cursor.fetchall():
            found.answered[question][group] += number
        cursor.execute(_CHOSEN, given)
        for question, place, group, number in cursor.fetchall():
            found.chosen[question][place][group] += number
    return found
