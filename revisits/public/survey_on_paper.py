"""The survey on paper: whether there is a form, and in which language it is printed for a reader."""

from dataclasses import replace

from inspections.models import QuestionSet
from letters.rendering import faces
from revisits.public.survey_view import Look
from surveys import asking, languages, wording
from surveys.asking import Stand
from surveys.window import Standing


def has_paper(stand: Stand) -> bool:
    """Whether there is a paper form: its questions are agreed, and it can still be sent back."""
    return stand.asks is not None and stand.standing in (Standing.COMING, Standing.OPEN)


def on_paper(look: Look, asks: QuestionSet) -> Look:
    """How the form looks to this reader: in English, where this machine lacks a letter of what it says to them."""
    return (
        look
        if faces.holds(look.language.code, _text(look, asks))
        else replace(look, language=languages.ENGLISH)
    )


def _text(look: Look, asks: QuestionSet) -> str:
    """All that the form says in the reader's language, if that is another than English."""
    code = look.language.code
    if look.language == languages.ENGLISH:
        return ""
    asked = asking.questions(asks, code)
    said = [each for one in asked for each in (one.text, *one.options)]
    return "".join([*said, *wording.words(code).values()])
