"""The pages of the survey: what their templates are given. No request takes part beyond the look."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from inspections.identifiers import find_identifiers
from inspections.models import Revisit
from inspections.timeline.times import LONDON
from letters.composing.wording import LASEND_EMAIL
from revisits.public import changes, survey_tokens
from revisits.public.page import made
from revisits.public.survey_on_paper import has_paper, on_paper
from revisits.public.survey_sheet import MOST, Sheet, name
from revisits.public.survey_tokens import Begun
from revisits.public.survey_view import Look
from surveys import flood, languages, wording
from surveys.asking import Asked, Stand
from surveys.responding import Given
from surveys.window import Standing


def shown(
    template: str, case: Revisit, stand: Stand, look: Look, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page of the survey, the same for everybody who is at this place of it; no browser keeps it."""
    forum = case.area.forum
    context = {
        "case": case,
        "stand": stand,
        "standing": stand.standing,
        "look": look,
        "words": wording.words(look.language.code),
        "languages": [(one, look.speaking(one)) for one in languages.offered(stand.asks)]
        if stand.asks
        else [],
        "direction": "rtl" if look.language.rtl else "ltr",
        "opens": moment(stand.times.opens, look),
        "closes": moment(stand.times.closes, look),
        "until": moment(stand.times.until, look),
        "area": case.area_name,
        "forum": forum.name if forum else "",
        "forum_email": forum.email if forum else "",
        "help": LASEND_EMAIL,
        "most": MOST,
        "paper": on_paper(look, stand.asks) if stand.asks and has_paper(stand) else None,
        **more,
    }
    answer = HttpResponse(made(template, context).body, status=status)
    # What is gone on to does not learn, and so cannot write down, that this browser comes from the survey.
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def moment(when: datetime | None, look: Look) -> str:
    """In London: "12 noon on Tuesday 10 May 2022"; in other languages in figures, "10/05/2022, 12:00"."""
    if when is None:
        return ""
    local = when.astimezone(LONDON)
    return changes.moment(local) if look.language == languages.ENGLISH else f"{local:%d/%m/%Y, %H:%M}"


def question_page(
    case: Revisit, stand: Stand, look: Look, begun: Begun, sheet: Sheet, asked: list[Asked], number: int
) -> HttpResponse:
    """One question, every other answer hidden in its form."""
    question = asked[number - 1]
    one = sheet.given.get(question.pk, Given())
    options = [(place, text, place in one.chosen) for place, text in enumerate(question.options)]
    return _for_the_way_back(
        "public/survey/question.html",
        case,
        stand,
        look,
        question=question,
        field=name(question.pk),
        options=options,
        text=one.text,
        answered=bool(one),
        length=sheet.too_long.get(question.pk),
        total=len(asked),
        carried=sheet.fields(other for other in asked if other != question),
        token=survey_tokens.write(case.reference, begun),
        begun=begun,
    )


def check_page(
    case: Revisit,
    stand: Stand,
    look: Look,
    begun: Begun,
    sheet: Sheet,
    asked: list[Asked],
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """All answers, what in them may tell who somebody is, and the button that sends them."""
    token = survey_tokens.write(case.reference, begun)
    answers = [(question, _answered(question, sheet)) for question in asked]
    return _for_the_way_back(
        "public/survey/check.html",
        case,
        stand,
        look,
        status=status,
        answers=answers,
        hints=_hints(case, sheet, asked),
        problem=problem,
        empty=sheet.empty,
        carried=sheet.fields(asked),
        challenge=flood.challenge(token),
        bits=settings.SURVEY_PROOF_BITS,
        total=len(asked),
        token=token,
        begun=begun,
    )


def _for_the_way_back(*place: Any, **more: Any) -> HttpResponse:
    """A page that this browser alone keeps until the answers are sent: else its own way back ends at an error.

    See `taken_from_the_browser`, and decision 27.
    """
    answer = shown(*place, **more)
    answer["Cache-Control"] = "private, max-age=0"
    return answer


def taken_from_the_browser(answer: HttpResponse) -> HttpResponse:
    """The same page, with which the browser forgets what it kept of the pages before."""
    answer["Clear-Site-Data"] = '"cache"'
    return answer


def late_page(
    case: Revisit, stand: Stand, look: Look, asked: list[Asked] | None = None, sheet: Sheet | None = None
) -> HttpResponse:
    """That nothing can be sent now, what is happening, the other ways, and what was typed, to take along."""
    answers = [(one, _answered(one, sheet)) for one in asked or [] if sheet and one.pk in sheet.given]
    return shown(
        "public/survey/late.html",
        case,
        stand,
        look,
        state=state_key(stand),
        answers=answers,
        total=len(asked or []),
    )


def _answered(question: Asked, sheet: Sheet) -> list[str]:
    """In words: the options that were chosen, or the text; nothing where it was left out."""
    one = sheet.given.get(question.pk, Given())
    return [one.text] if one.text else [question.options[place] for place in one.chosen]


def _hints(case: Revisit, sheet: Sheet, asked: list[Asked]) -> list[tuple[int, list[str]]]:
    """Number of each question whose answer may tell who somebody is, and the words that may."""
    forum = case.area.forum
    known = [case.area_name, *([forum.name] if forum else [])]
    found = []
    for question in asked:
        text = sheet.given.get(question.pk, Given()).text
        findings = find_identifiers(text, allowed=known) if text else []
        if findings:
            found.append((question.number, list(dict.fromkeys(one.excerpt for one in findings))[:5]))
    return found


def state_key(stand: Stand) -> str:
    """The key of the sentence that says how the survey stands; empty while it is simply open."""
    if stand.standing == Standing.OPEN:
        return "state.broken" if stand.broken else ""
    return "state.grace_start" if stand.standing == Standing.GRACE else f"state.{stand.standing.value}"
