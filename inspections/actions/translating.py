"""Translating a version of the questions for parents, and checking what was translated (G16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from inspections import survey
from inspections import translation_policies as policies
from inspections.actions.question_writing import locked
from inspections.models import Question, QuestionSet, QuestionTranslation
from inspections.policies import Refused
from revisits.accounts.models import User

CHANGED = (
    "Somebody changed this translation while you were typing. It says now: “{theirs}”. Yours is kept here: send it "
    "again to set it over theirs."
)
MEANWHILE = "Somebody changed a translation while you were reading: look at the page again, then check it."


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one question: words, answers in their order, and the edition that was seen (0: none)."""

    text: str
    options: list[str]
    edition: int


@transaction.atomic
def write_translations(
    *, question_set: QuestionSet, language: str, typed: Mapping[int, Typed], by: User, at: datetime
) -> int:
    """Keep what was typed, by the key of the question; what stays as it was is left alone, what is new is unchecked.

    Returns how many changed. Raises TranslationsWrong, and keeps nothing, where one is incomplete or somebody changed
    it meanwhile; Refused before the version was shared and once the survey has opened. Nothing typed takes one away.
    """
    question_set = locked(question_set)
    policies.check_translating(question_set, opened=opened(question_set, at))
    known = _known(question_set, language)
    questions = {question.pk: question for question in question_set.questions.all()}
    faults, changed = {}, 0
    for key, given in typed.items():
        question, row = questions.get(key), known.get(key)
        if question is None or _same(row, given):
            continue
        if fault := _fault(question, row, given):
            faults[key] = fault
            continue
        _write(question, row, given, language, by, at)
        changed += 1
    if faults:
        raise policies.TranslationsWrong(faults)
    return changed


@transaction.atomic
def check_translations(
    *, question_set: QuestionSet, language: str, seen: Mapping[int, int], service: str, by: User, at: datetime
) -> int:
    """Say that the translations not checked yet are right. `seen` is the edition of each that was read, by question;
    `service` names a translation service that checked them, empty where `by` did. Returns how many.

    Raises Refused where somebody changed one since, and where `by` wrote one and names no service.
    """
    question_set = locked(question_set)
    policies.check_translating(question_set, opened=opened(question_set, at))
    rows = [row for row in _known(question_set, language).values() if row.checked_at is None]
    policies.check_checks(rows, by, service)
    if any(seen.get(row.question_id) != row.edition for row in rows):
        raise Refused(MEANWHILE)
    for row in rows:
        row.checked_by, row.checked_at, row.checked_service = by, at, service
        row.save(update_fields=["checked_by", "checked_at", "checked_service"])
    return len(rows)


def opened(question_set: QuestionSet, at: datetime) -> bool:
    """Whether the survey's window has begun: from then on parents may be reading."""
    opens = survey.window(question_set.revisit).opens
    return bool(opens and opens <= at)


def _known(question_set: QuestionSet, language: str) -> dict[int, QuestionTranslation]:
    rows = QuestionTranslation.objects.filter(question__question_set=question_set, language=language)
    return {row.question_id: row for row in rows}


def _same(row: QuestionTranslation | None, given: Typed) -> bool:
    if row is None:
        return not given.text and not given.options
    return (row.text, row.options) == (given.text, given.options)


def _fault(question: Question, row: QuestionTranslation | None, given: Typed) -> str:
    if row and row.edition != given.edition:
        theirs = " / ".join([row.text, *row.options])
        return CHANGED.format(theirs=theirs)
    if not given.text and not given.options:
        return ""
    return policies.wrong(question, given.text, given.options)


def _write(
    question: Question, row: QuestionTranslation | None, given: Typed, language: str, by: User, at: datetime
) -> None:
    if row and not given.text and not given.options:
        row.delete()
        return
    row = row or QuestionTranslation(question=question, language=language, edition=0)
    row.text, row.options, row.edition = given.text, given.options, row.edition + 1
    row.written_by, row.written_at = by, at
    row.checked_by = row.checked_at = None
    row.checked_service = ""
    row.save()
