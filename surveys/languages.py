"""In which languages a survey is offered, and its questions in one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspections.models import Question, QuestionSet


@dataclass(frozen=True, slots=True)
class Language:
    """`own_name` is what its readers call it; `rtl`: written from right to left."""

    code: str
    name: str
    own_name: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A question's words, its options in the order of their places."""

    text: str
    options: tuple[str, ...]


ENGLISH = Language("en", "English", "English", rtl=False)


def offered(asks: QuestionSet) -> list[Language]:
    """English, and each language in which all questions and all texts of the pages are translated and checked."""
    return [ENGLISH]


def chosen(asks: QuestionSet | None, code: str) -> Language:
    """The offered language with this code, else English."""
    found = [language for language in offered(asks) if language.code == code] if asks and code else []
    return found[0] if found else ENGLISH


def said(rows: Iterable[Question], code: str) -> Mapping[int, Said]:
    """The words of each question by its primary key, “Don't know” of a scale among its options."""
    return {row.pk: Said(row.text, tuple(row.answers)) for row in rows}
