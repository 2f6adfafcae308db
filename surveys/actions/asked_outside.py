"""The questions of an outside survey, taken from the columns of its file: a version settled with a reason (G16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from inspections.actions.question_writing import add_question, begin_questions
from inspections.actions.record import record
from inspections.actions.timeline import mark_done
from inspections.models import CaseEvent, Question, QuestionSet, Revisit
from inspections.models.questions import LONGEST_OPTION
from inspections.policies import Refused
from inspections.question_states import SetState
from revisits.accounts.models import User
from surveys.importing.matching import plain
from surveys.importing.reading import Table

Kind = Question.Kind
MOST_ANSWERS = 12
_DONT_KNOW = "don't know"


@dataclass(frozen=True)
class Column:
    """A column as a question: its kind as it looks, and the answers that stand in it, the most frequent first."""

    place: int
    heading: str
    kind: str
    answers: Sequence[str]


def columns(table: Table) -> list[Column]:
    """Every column that says something, with what kind of question it seems to be."""
    found = []
    for place, heading in enumerate(table.headings):
        cells = [cell for cell in table.column(place) if cell]
        if not cells or not heading:
            continue
        by_words: dict[str, str] = {}
        for cell in cells:
            by_words.setdefault(plain(cell), cell)
        few = 2 <= len(by_words) <= MOST_ANSWERS
        short = all(len(cell) <= LONGEST_OPTION for cell in by_words.values())
        answers = list(by_words.values()) if few and short else []
        kind = Kind.TEXT
        if answers and len(answers) * 2 <= len(cells):
            kind = Kind.SCALE if any(plain(each) == _DONT_KNOW for each in answers) else Kind.CHOICE
        found.append(Column(place, heading, kind, answers))
    return found


@transaction.atomic
def ask_as_outside(
    *, revisit: Revisit, table: Table, kinds: Mapping[int, str], why: str, by: User, at: datetime
) -> QuestionSet:
    """Settle a version of the survey's questions made of these columns, each by its place with its kind.

    `why` says how they were agreed. Raises Refused where a version is written or agreed already, or a column does
    not hold answers to choose from.
    """
    found = {column.place: column for column in columns(table)}
    if not kinds:
        raise Refused("Choose at least one column that is a question.")
    begun = begin_questions(revisit=revisit, purpose=QuestionSet.Purpose.SURVEY, by=by, at=at)
    begun.questions.all().delete()
    for place, kind in kinds.items():
        column = found[place]
        answers = [] if kind == Kind.TEXT else list(column.answers)
        if kind == Kind.SCALE:
            answers = [each for each in answers if plain(each) != _DONT_KNOW]
        if kind != Kind.TEXT and len(answers) < 2:
            raise Refused(f"“{column.heading}” does not hold a few answers to choose from.", f"kind_{place}")
        add_question(question_set=begun, kind=kind, text=column.heading, options=answers)
    begun.refresh_from_db()
    begun.state, begun.agreed_why, begun.agreed_by, begun.agreed_at = SetState.AGREED, why, by, at
    begun.save()
    what = f"Version {begun.number} of the questions of the survey"
    text = f"{what} was settled as an outside survey asked them. Reason: {why}"
    data = {"questions": begun.pk, "purpose": begun.purpose, "version": begun.number}
    record(revisit, CaseEvent.Kind.QUESTIONS_AGREED, by=by, at=at, text=text, data=data)
    event = revisit.timeline.filter(code="questions_agreed", done_on__isnull=True).first()
    if event:
        mark_done(event=event, done_on=at.date(), by=by, at=at)
    return begun
