"""In which languages a survey is offered, and its questions in one of them."""

from collections.abc import Iterable, Mapping

from inspections.models import Question, QuestionSet
from inspections.translations import ENGLISH as ENGLISH
from inspections.translations import Language as Language
from inspections.translations import Said as Said
from inspections.translations import in_language
from inspections.translations import offered as translated
from surveys import wording


def offered(asks: QuestionSet) -> list[Language]:
    """English, and each language in which all questions and all texts of the pages are translated and checked."""
    return [ENGLISH, *(language for language in translated(asks) if wording.complete(language.code))]


def chosen(asks: QuestionSet | None, code: str) -> Language:
    """The offered language with this code, else English."""
    found = [language for language in offered(asks) if language.code == code] if asks and code else []
    return found[0] if found else ENGLISH


def said(rows: Iterable[Question], code: str) -> Mapping[int, Said]:
    """The words of each question by its primary key, “Don't know” of a scale among its options."""
    asked = list(rows)
    if code == ENGLISH.code:
        return {row.pk: Said(row.text, tuple(row.answers)) for row in asked}
    found, dont_know = in_language(asked, code), wording.words(code)["answer.dont_know"]
    return {
        row.pk: Said(
            found[row.pk].text,
            (*found[row.pk].options, *([dont_know] if row.kind == Question.Kind.SCALE else [])),
        )
        for row in asked
    }
