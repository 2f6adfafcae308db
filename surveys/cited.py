"""What notes cite of the survey stays as it was cited; who reads such a note is told what has changed since."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef

from inspections.since_cited import says
from inspections.timeline.times import LONDON
from surveys.figures import Number, Part, asked_in, number_in, part_of, parts_of
from surveys.models import CitedFigure, CitedWords, Figures, Response
from surveys.tables import percent

OPEN_AGAIN = "Since this was cited the survey was opened again: its figures are made anew when it closes."
TAKEN_BACK = "Since this was cited the results that it is from were taken back."
NOT_SHOWN = "Since this was cited the figure was counted anew, and is not shown any more."
MORE = (
    "Since this was cited more answers were counted, in a part of their own: see the results of the survey."
)

NOT_QUOTABLE = "Since this was quoted an inspector marked that the words may not be quoted any more."
WORDS_GONE = (
    "Since this was quoted its words were taken away: whoever wrote them sent other answers, or the results that they "
    "are from were taken back."
)


@says
def since(notes: Sequence[int]) -> dict[int, str]:
    """By note (its key), what has become of the figure that it cites; nothing where it stands as it was."""
    cited = list(CitedFigure.objects.filter(note__in=notes).select_related("survey"))
    surveys = {each.survey_id for each in cited}
    figures = {each.survey_id: each for each in Figures.objects.filter(survey__in=surveys)} if cited else {}
    found = {each.note_id: _said(each, figures.get(each.survey_id)) for each in cited}
    return {note: said for note, said in found.items() if said}


@says
def since_quoted(notes: Sequence[int]) -> dict[int, str]:
    """By note (its key), what has become of the words that it quotes. Words past their period are no change.

    Of answers that are past it the figures stay; an import that is taken back takes its own along.
    """
    found = CitedWords.objects.filter(note__in=notes).select_related("answer__reading")
    left = Exists(Response.objects.filter(survey=OuterRef("survey")))
    counted = Exists(Figures.objects.filter(survey=OuterRef("survey")).exclude(tables__parts=[]))
    said = {each.note_id: _said_of_words(each) for each in found.exclude(~left & counted)}
    return {note: sentence for note, sentence in said.items() if sentence}


def _said_of_words(cited: CitedWords) -> str:
    if cited.answer is None:
        return WORDS_GONE
    return "" if cited.answer.reading.quotable else NOT_QUOTABLE


def _said(cited: CitedFigure, figures: Figures | None) -> str:
    if cited.survey.closed_at is None:
        return OPEN_AGAIN
    part = part_of(figures, cited.part)
    if part is None:
        return TAKEN_BACK
    now = number_in(part, cited.question_id, cited.place, cited.setting)
    if now is None:
        return NOT_SHOWN
    if now != Number(cited.count, cited.of):
        return (
            f"Since this was cited the figure has changed: counted anew on {_counted(part, cited)}, it is "
            f"{percent(now.count, now.of)} per cent ({now.count:,} of {now.of:,})."
        )
    later = any(datetime.fromisoformat(each["made_at"]) > cited.at for each in parts_of(figures))
    return MORE if later else ""


def _counted(part: Part, cited: CitedFigure) -> str:
    asked = asked_in(part, cited.question_id)
    made = (asked.get("anew") if asked else None) or part["made_at"]
    return f"{datetime.fromisoformat(made).astimezone(LONDON):%-d %B %Y}"
