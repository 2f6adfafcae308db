"""A figure of the survey, or a parent's words that tell of nobody, written as a note that judgements can cite (G16)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from inspections.actions.notes import Words, add_note
from inspections.models import EvidenceNote, Weakness
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from revisits.accounts.models import User
from surveys.figures import Asked, Cell, Part, asked_in, number_in, part_of
from surveys.models import CitedFigure, CitedWords, Figures, Survey, TextReading

PARENTS = EvidenceNote.Kind.PARENTS


@transaction.atomic
def cite_figure(
    *,
    survey: Survey,
    part: int,
    question: int,
    place: int,
    column: int | None,
    weaknesses: Sequence[Weakness],
    by: User,
    at: datetime,
) -> EvidenceNote:
    """Write a figure as a note about weaknesses: of a part, a question and one of its answers by their numbers.

    What was cited is kept beside the note, so that whoever reads it learns when the figure has changed since.

    `column` is that of a kind of setting, None for all who answered. Raises Refused where the number is not shown.
    """
    figures = Figures.objects.filter(survey=survey).first()
    found = part_of(figures, part)
    asked = asked_in(found, question) if found else None
    if not found or not asked or place not in range(len(asked["rows"])):
        raise Refused("This figure is no longer there: the survey was counted anew.")
    words = Words(
        title=f"Parents' survey, question {asked['place']}",
        text=in_words(found, asked, place, column),
        weaknesses=weaknesses,
        # The question and its answers were agreed with the forum: no parent's words are among them.
        names_confirmed=True,
    )
    note = add_note(revisit=survey.revisit, kind=PARENTS, words=words, by=by, at=at)
    setting = (
        "" if column is None or asked["settings"] is None else asked["settings"]["columns"][column]["label"]
    )
    number = number_in(found, question, place, setting)
    assert number
    CitedFigure.objects.create(
        note=note, survey=survey, part=part, question_id=question, place=place, setting=setting,
        count=number.count, of=number.of, at=at,
    )  # fmt: skip
    return note


@transaction.atomic
def quote_words(
    *, reading: TextReading, weaknesses: Sequence[Weakness], by: User, at: datetime
) -> EvidenceNote:
    """Write what may be quoted of an answer as a note. Raises Refused where it may not, any more.

    From which answer it is stays beside the note: whoever reads it learns when that does not say so any more.
    """
    reading = (
        TextReading.objects.select_for_update(of=["self"])
        .select_related("answer__question", "answer__response__survey__revisit")
        .get(pk=reading.pk)
    )
    if not reading.quotable:
        raise Refused("It may not be quoted: somebody took that back.")
    answer = reading.answer
    asked, title = "wrote to inspectors", "Parents' words, not in answer to a question"
    if answer.question:
        asked = f"wrote in the survey, asked “{answer.question.text}”"
        title = f"Parents' words, question {answer.question.place}"
    words = Words(
        title=title,
        text=f"A parent or carer {asked}:\n\n“{reading.excerpt or answer.text}”",
        weaknesses=weaknesses,
        # Whoever marked it looked at all that seemed to identify somebody; what the question says was agreed.
        names_confirmed=True,
    )
    survey = answer.response.survey
    note = add_note(revisit=survey.revisit, kind=PARENTS, words=words, by=by, at=at)
    CitedWords.objects.create(note=note, survey=survey, answer=answer)
    return note


def in_words(part: Part, asked: Asked, place: int, column: int | None) -> str:
    """ "Of 1,204 parents and carers who answered “…”, 61 per cent (734) chose “Agree”." Refused where not shown."""
    cell: Cell = asked["rows"][place]
    of, where = asked["answered"] or 0, ""
    if column is not None:
        broken = asked["settings"]
        if broken is None or column not in range(len(broken["columns"])):
            raise Refused("This figure is no longer there: the survey was counted anew.")
        cell, of = broken["rows"][place][column], broken["columns"][column]["answered"]
        where = f" and named this setting: {broken['columns'][column]['label']}"
    if cell["count"] is None:
        raise Refused("This number is not shown, so it is not cited either.", "figure")
    made = datetime.fromisoformat(asked.get("anew") or part["made_at"]).astimezone(LONDON)
    return (
        f"Of {of:,} parents and carers who answered “{asked['text']}”{where}, {cell['percent']} per cent "
        f"({cell['count']:,}) chose “{asked['rows'][place]['label']}”.\n\n"
        f"Parents' survey: {part['called'][0].lower()}{part['called'][1:]}, counted on {made:%-d %B %Y}."
    )
