"""What the area's parents said at the initial inspection, entered to stand beside what they say now."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from inspections.models import Question
from inspections.policies import Refused
from revisits.accounts.models import User
from surveys.models import Baseline, Survey


@transaction.atomic
def enter_baseline(
    *, survey: Survey, question: Question, counts: Sequence[int | None], source: str, by: User, at: datetime
) -> list[Baseline]:
    """Set how often each answer to a question was given then, in the order of its answers; None where it was not asked.

    No number at all takes the figures away. Raises Refused for a question in words, or another survey's.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if question.question_set_id != survey.questions_id or question.kind == Question.Kind.TEXT:
        raise Refused("This question has no figures.")
    given = {place: count for place, count in enumerate(counts) if count is not None}
    if len(counts) != len(question.answers):
        raise Refused("The question has other answers now.")
    if given and not source.strip():
        raise Refused("Say where the figures are from, such as the report and its page.", "source")
    mine = Baseline.objects.filter(survey=survey, question=question)
    mine.exclude(place__in=given).delete()
    entered = {"source": source.strip(), "by": by, "at": at}
    return [
        mine.update_or_create(
            place=place,
            defaults={"count": count, **entered},
            create_defaults={"survey": survey, "question": question, "count": count, **entered},
        )[0]
        for place, count in given.items()
    ]
