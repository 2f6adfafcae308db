"""The survey of this service, answered without an account, a name or a cookie (G16, G20).

A page is the answer to a form that carries all answers given so far; so it works without JavaScript, and the server
keeps nothing until somebody saves or sends.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from inspections.models import Revisit
from inspections.policies import Refused
from revisits.public import network, survey_sheet, survey_tokens
from revisits.public.answers import nothing_there
from revisits.public.survey_page import (
    check_page,
    late_page,
    question_page,
    shown,
    state_key,
    taken_from_the_browser,
)
from revisits.public.survey_sheet import Sheet
from revisits.public.survey_tokens import Begun
from revisits.public.survey_view import Look
from revisits.public.views.registering import for_the_announced
from surveys import asking, codes, flood
from surveys.actions import answering
from surveys.asking import Asked, Stand
from surveys.models import Response


@for_the_announced
def start(request: HttpRequest, case: Revisit, now: datetime) -> HttpResponse:
    """What is asked, until when, and the other ways; or what is happening instead."""
    if not asking.is_here(case):
        return nothing_there()
    stand = asking.stand(case, now)
    asked = asking.questions(stand.asks) if stand.asks else []
    look = Look.of(stand.asks, request.GET)
    answer = shown(
        "public/survey/start.html",
        case,
        stand,
        look,
        state=state_key(stand),
        total=len(asked),
        minutes=asking.minutes(asked),
    )
    return taken_from_the_browser(answer) if "cleared" in request.GET else answer


@for_the_announced
def page(request: HttpRequest, case: Revisit, now: datetime) -> HttpResponse:
    """From one page of the survey to the next, by the button that was pressed."""
    if not asking.is_here(case):
        return nothing_there()
    stand = asking.stand(case, now)
    look = Look.of(stand.asks, request.GET)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("public-survey", args=[case.reference]) + look.query)
    begun = survey_tokens.read(request.POST.get("token", ""), case.reference)
    asked = asking.questions(stand.asks, look.language.code) if stand.asks else []
    sheet = survey_sheet.read(asked, request.POST)
    if not (stand.may_send(begun.at, now) if begun else stand.may_begin):
        return late_page(case, stand, look, asked, sheet)
    turn = Turn(request, case, now, stand, look, asked, sheet, begun or survey_tokens.start(now))
    return turn.go(lost=begun is None and request.POST.get("go") != "start")


@dataclass(frozen=True, slots=True)
class Turn:
    """One form that came, and where it goes."""

    request: HttpRequest
    case: Revisit
    now: datetime
    stand: Stand
    look: Look
    asked: list[Asked]
    sheet: Sheet
    begun: Begun

    def go(self, *, lost: bool) -> HttpResponse:
        """`lost`: the token is not from here, so that nothing is written before somebody looks again."""
        pressed, on = self.request.POST.get("go", ""), self._place(self.request.POST.get("on", ""))
        if self.sheet.too_long:
            wrong = next(one.number for one in self.asked if one.pk in self.sheet.too_long)
            return self._question(wrong)
        if lost:
            return self._check(problem="check.old")
        if pressed in ("send", "save"):
            return self._send() if pressed == "send" else self._save()
        if pressed.startswith("page-"):
            return self._question(self._place(pressed.removeprefix("page-")))
        step = {"start": 1, "next": on + 1, "back": on - 1}.get(pressed, on)
        return self._check() if step > len(self.asked) or pressed == "check" else self._question(max(step, 1))

    def _place(self, said: str) -> int:
        """A page's number from 1, or the one after the last for the page to check."""
        last = len(self.asked) + 1
        number = int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else last
        return min(max(number, 1), last)

    def _question(self, number: int) -> HttpResponse:
        if number > len(self.asked):
            return self._check()
        return question_page(self.case, self.stand, self.look, self.begun, self.sheet, self.asked, number)

    def _check(self, *, problem: str = "", status: int = 200) -> HttpResponse:
        return check_page(
            self.case,
            self.stand,
            self.look,
            self.begun,
            self.sheet,
            self.asked,
            problem=problem,
            status=status,
        )

    def _save(self) -> HttpResponse:
        verdict = self._judged()
        if verdict.refused:
            return self._check(problem="check.too_often", status=429)
        response = answering.keep(
            **self._answers,
        )
        if response.state != Response.State.KEPT:
            return replace(self, begun=replace(self.begun, again=True))._check()
        return self._shown(
            "public/survey/saved.html", begun=self.begun, carried=self.sheet.fields(self.asked)
        )

    def _send(self) -> HttpResponse:
        if self.sheet.empty:
            return self._check(problem="check.empty")
        verdict = self._judged()
        if verdict.refused:
            return self._check(problem="check.too_often", status=429)
        try:
            response = answering.send(
                **self._answers,
                apart_why=verdict.apart_why,
            )
        except Refused:
            return late_page(self.case, self.stand, self.look, self.asked, self.sheet)
        return taken_from_the_browser(self._shown("public/survey/sent.html", replaced=response.replaced))

    @property
    def _answers(self) -> dict[str, Any]:
        """What saving and sending are given alike."""
        return {
            "revisit": self.case,
            "given": self.sheet.given,
            "language": self.look.language.code,
            "code": self.begun.code,
            "began": self.begun.at,
            "at": self.now,
        }

    def _judged(self) -> flood.Verdict:
        sent = self.request.POST
        return flood.judge(
            survey=self.case.pk,
            network=network.of(self.request),
            proven=flood.proves(sent.get("token", ""), sent.get("proof", "")),
            trapped=bool(sent.get("website")),
            now=self.now,
        )

    def _shown(self, template: str, **more: Any) -> HttpResponse:
        token = survey_tokens.write(self.case.reference, self.begun)
        code = codes.shown(self.begun.code)
        return shown(template, self.case, self.stand, self.look, code=code, token=token, **more)
