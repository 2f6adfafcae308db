"""How every answer is written, whichever way it came: online, on paper, by phone, by e-mail, imported.

The hour is all that is kept of when. Callers hold the survey open; nothing here asks for the window.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from django.db import transaction

from inspections.models import Question
from revisits.accounts.models import User
from revisits.statements import KEY, Statement, write
from surveys import codes
from surveys.models import Answer, Counted, Response, Survey, SurveyImport

Way, State = Response.Way, Response.State
# In the place of a question: what somebody wrote of their own accord. Only the office enters such words.
OWN_WORDS = 0


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: places in `Question.answers` counted from 0, or words. Both empty: no answer."""

    chosen: tuple[int, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.chosen or self.text.strip())


@transaction.atomic
def save(
    *,
    survey: Survey,
    given: Mapping[int, Given],
    way: Response.Way,
    language: str,
    at: datetime,
    code: str | None = None,
    entered_by: User | None = None,
    received_on: date | None = None,
    state: Response.State = Response.State.SENT,
    apart_why: str = "",
) -> Response:
    """Write one person's answers, by the primary keys of the survey's questions, or OWN_WORDS.

    With a code that is known already they take the place of the earlier ones, once however often they come: the very
    same answers change nothing. What was sent is never only kept again, nor set apart; what was set apart stays so.
    Raises ValueError where an answer does not fit its question, or the code is of another survey.
    """
    answers = _fit(_questions(survey), given, own_words=entered_by is not None)
    new = Response(
        survey=survey,
        way=way,
        state=state,
        apart_why=apart_why,
        language=language,
        hour=whole_hour(at),
        code_hash=codes.code_hash(code) if code else None,
        entered_by=entered_by,
        received_on=received_on,
    )
    if code is None:
        new.save(force_insert=True)
        return _answered(new, answers)
    # A conflict, where the code is known or the same form comes twice at once, is no error: those are logged, with the
    # time.
    Response.objects.bulk_create([new], ignore_conflicts=True)
    found = by_code(survey, code, lock=True)
    if found is None:
        raise ValueError("This code is of another survey.")
    return _answered(new, answers) if found.pk == new.pk else _replaced(found, new, answers)


@transaction.atomic
def save_many(
    *,
    survey: Survey,
    rows: Iterable[Mapping[int, Given]],
    imported: SurveyImport,
    language: str,
    at: datetime,
) -> int:
    """Write the rows of an import, all or none; returns how many. Raises ValueError as `save`."""
    questions = _questions(survey)
    hour, responses, answers = whole_hour(at), [], []
    for given in rows:
        response = Response(
            survey=survey,
            way=Way.IMPORTED,
            state=State.SENT,
            language=language,
            hour=hour,
            imported=imported,
        )
        responses.append(response)
        answers += [_answer(response, pk, one) for pk, one in _fit(questions, given).items()]
    Response.objects.bulk_create(responses, batch_size=500)
    Answer.objects.bulk_create(answers, batch_size=1000)
    return len(responses)


def by_code(survey: Survey, code: str, *, lock: bool = False) -> Response | None:
    """The answers that this code is of, kept, sent or set apart; None where there are none in this survey."""
    rows = survey.responses.filter(code_hash__in=codes.hashes(code))
    return (rows.select_for_update() if lock else rows).first()


def given_by(response: Response) -> dict[int, Given]:
    """What it answered, by the primary key of the question."""
    rows = response.answers.values_list("question_id", "chosen", "text")
    return {pk or OWN_WORDS: Given(tuple(chosen), text) for pk, chosen, text in rows}


def whole_hour(at: datetime) -> datetime:
    """The hour in which `at` lies, in UTC."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _questions(survey: Survey) -> dict[int, Question]:
    if survey.questions_id is None:
        raise ValueError("The survey has no questions yet.")
    return {question.pk: question for question in questions_of(survey.questions_id)}


def questions_of(asks: int) -> list[Question]:
    """The questions of a version (its key), in their order."""
    return _asked().objects(Question, {KEY: asks})


@cache
def _asked() -> Statement:
    return write(Question.objects.filter(question_set=KEY))


def _fit(
    questions: Mapping[int, Question], given: Mapping[int, Given], *, own_words: bool = False
) -> dict[int, Given]:
    """The answers that say something, each held to its question."""
    fitting = {}
    for pk, one in given.items():
        if not one:
            continue
        question = questions.get(pk)
        if pk == OWN_WORDS and own_words and not one.chosen:
            fitting[pk] = Given(text=one.text.strip())
            continue
        if question is None:
            raise ValueError("An answer is to no question of this survey.")
        if question.kind == Question.Kind.TEXT:
            fits = not one.chosen
        else:
            places = set(one.chosen)
            several = question.kind == Question.Kind.CHOICES or len(places) == 1
            fits = not one.text.strip() and several and places <= set(range(len(question.answers)))
        if not fits:
            raise ValueError(f"An answer does not fit question {question.place}.")
        fitting[pk] = Given(tuple(sorted(set(one.chosen))), one.text.strip())
    return fitting


def _answer(response: Response, question: int, one: Given) -> Answer:
    return Answer(response=response, question_id=question or None, chosen=list(one.chosen), text=one.text)


def _answered(response: Response, answers: Mapping[int, Given]) -> Response:
    Answer.objects.bulk_create([_answer(response, pk, one) for pk, one in answers.items()])
    return response


def _replaced(found: Response, new: Response, answers: Mapping[int, Given]) -> Response:
    if found.way != new.way:
        raise ValueError("This code is of answers that came otherwise.")
    sent_before = found.state != State.KEPT
    if sent_before and (new.state == State.KEPT or given_by(found) == answers):
        return found
    if not sent_before:
        found.state, found.apart_why = new.state, new.apart_why
    found.language, found.hour = new.language, new.hour
    found.replaced += sent_before
    found.save(update_fields=["state", "apart_why", "language", "hour", "replaced"])
    Counted.objects.filter(response=found).update(replaced=True)
    return _answered(found, _others(found, answers))


def _others(found: Response, answers: Mapping[int, Given]) -> dict[int, Given]:
    """Take away what was answered otherwise before; what stays as it was keeps what was read and marked in it."""
    before = given_by(found)
    stays = {pk for pk, one in answers.items() if pk != OWN_WORDS and before.get(pk) == one}
    found.answers.exclude(question__in=stays).delete()
    return {pk: one for pk, one in answers.items() if pk not in stays}
