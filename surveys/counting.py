"""Counting a closed survey's answers, and how many came while it is open (G16, G20)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from surveys import recounting
from surveys.figures import Asked, Part, Way, parts_of
from surveys.models import Counted, Figures, Response, Survey, SurveyImport
from surveys.suppression import FEWEST, Shown, Unsafe, protect_list
from surveys.tables import tables
from surveys.tally import tally

OUR_OWN = "Answers given here"


@transaction.atomic
def make_figures(survey: Survey, at: datetime) -> Figures:
    """Count what was sent and is not counted yet; what was counted and seen stays as it is.

    Figures that nobody saw are counted anew as a whole. Once they were seen, answers that come later (an import,
    answers that were set apart and are taken in) make a part of their own as soon as there are five, so that nobody
    learns of one by comparing the figures of two days; what was replaced is counted where `recounting` lets it. Parts
    of an import that was taken back go. Call it as often as you like.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    figures = Figures.objects.select_for_update().filter(survey=survey).first()
    figures = figures or Figures(survey=survey, seen=False)
    imports = {each.pk: each for each in survey.imports.all()}
    parts = [
        part for part in (parts_of(figures) if figures.pk else [])
        if part["of_import"] is None or part["of_import"] in imports
    ]  # fmt: skip
    if figures.seen:
        parts = [_with_replaced(survey, part, at) for part in parts]
    elif _still_there(survey, parts):
        parts = []
        Counted.objects.filter(survey=survey).delete()
    waiting: dict[int | None, list[Response]] = {}
    for response in _waiting(survey).only("pk", "imported_id", "way"):
        waiting.setdefault(response.imported_id, []).append(response)
    number = max((part["number"] for part in parts), default=0)
    for of_import, responses in sorted(waiting.items(), key=lambda pair: pair[0] or 0):
        if len(responses) >= FEWEST and survey.questions_id:
            number += 1
            parts.append(_part(survey, number, imports.get(of_import or 0), responses, at))
    figures.tables, figures.made_at = {"parts": parts}, at
    figures.save()
    return figures


def ways(survey: Survey | None) -> tuple[int | None, list[Way]]:
    """How many answers were sent so far, and by which way; None for fewer than five.

    What counts: answers that were set apart stand beside, and those kept to go on with nowhere.
    """
    if survey is None:
        return None, []
    sent = Response.objects.filter(survey=survey, state=Response.State.SENT).values_list("way", flat=True)
    return shown_ways(Counter(sent))


def set_apart(survey: Survey) -> int:
    """How many answers were set apart, and not taken in."""
    return Response.objects.filter(survey=survey, state=Response.State.APART).count()


def waiting(survey: Survey) -> int:
    """How many were sent and are counted in no part yet."""
    return _waiting(survey).count()


def shown_ways(counts: Counter[str]) -> tuple[int | None, list[Way]]:
    """The number of all, and by way, as they may be shown; None and nothing for fewer than five."""
    total = counts.total()
    if total < FEWEST:
        return None, []
    found = [way for way in Response.Way if counts[way]]
    try:
        shown = protect_list([counts[way] for way in found])
    except Unsafe:
        return total, []
    return total, [
        Way(label=str(way.label), shown=how.value, count=counts[way] if how is Shown.EXACT else None)
        for way, how in zip(found, shown, strict=True)
    ]


def _still_there(survey: Survey, parts: Sequence[Part]) -> bool:
    """Whether every answer that was counted can be counted again: after their period they are gone."""
    return Counted.objects.filter(survey=survey).count() == sum(part["answers"] for part in parts)


def _with_replaced(survey: Survey, part: Part, at: datetime) -> Part:
    """A part that was seen, with those tables counted anew in which what was replaced tells of nobody."""
    counted = Counted.objects.filter(survey=survey, part=part["number"])
    replaced = counted.filter(replaced=True).count()
    if not replaced:
        return part
    if replaced < FEWEST or counted.count() != part["answers"]:
        return {**part, "replaced": True}
    questions = recounting.anew(part["questions"], _tables(survey, part["number"]), at.isoformat())
    return {**part, "replaced": True, "questions": questions}


def _tables(survey: Survey, part: int) -> list[Asked]:
    assert survey.questions
    questions = list(survey.questions.questions.all())
    setting = next((question for question in questions if question.asks_setting), None)
    return tables(questions, tally(survey=survey.pk, part=part, setting=setting))


def _waiting(survey: Survey) -> QuerySet[Response]:
    return Response.objects.filter(survey=survey, state=Response.State.SENT, counted=None)


def _part(
    survey: Survey, number: int, of_import: SurveyImport | None, responses: list[Response], at: datetime
) -> Part:
    Counted.objects.bulk_create(
        Counted(response=response, survey=survey, part=number) for response in responses
    )
    total, by_way = shown_ways(Counter(response.way for response in responses))
    return Part(
        number=number,
        of_import=of_import.pk if of_import else None,
        called=f"Brought in from {of_import.file_name}" if of_import else OUR_OWN,
        made_at=at.isoformat(),
        answers=total or 0,
        ways=by_way,
        questions=_tables(survey, number),
    )
