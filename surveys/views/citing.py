"""From the survey's results to the evidence base: a figure or quotable words as a note, and the figures of before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control

from inspections.evidence_access import base_or_404
from inspections.models import Question, Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from surveys import access, results
from surveys.actions import baseline as entering
from surveys.actions import citing as actions
from surveys.figures import asked_in, part_of
from surveys.forms.results import BaselineForm, CiteForm, QuoteForm

NOTED = "The note is kept: judgements can cite it."


@cache_control(no_store=True)
def survey_cite(request: HttpRequest, reference: str, part: int, question_id: int) -> HttpResponse:
    """One figure of one question, written as a note of parents' views."""
    case = _case(request, reference)
    figures = results.figures_of(request.user, case)
    found = part_of(figures, part)
    asked = asked_in(found, question_id) if found else None
    if not figures or not asked or not asked["rows"]:
        raise Http404
    about = [asked["weakness"]] if asked["weakness"] else []
    form = CiteForm(request.POST or None, revisit=case, asked=asked, initial={"weaknesses": about})
    if request.method == "POST" and form.is_valid():
        place, column = form.chosen()
        given: dict[str, Any] = {
            "survey": figures.survey,
            "part": part,
            "question": question_id,
            "place": place,
            "column": column,
        }
        try:
            return _noted(request, case, actions.cite_figure(**given, **_who(request, form)).pk)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    words = {"heading": "Cite a figure", "button": "Write the note", "asked": asked}
    return render(request, "surveys/form.html", case_context(request, case, form=form, **words))


@cache_control(no_store=True)
def survey_quote(request: HttpRequest, reference: str, answer_id: UUID) -> HttpResponse:
    """Words that may be quoted, written as a note of parents' views."""
    case = _case(request, reference)
    found = access.readings(request.user).filter(answer__response__survey__revisit=case, quotable=True)
    reading = found.select_related("answer__question").filter(answer=answer_id).first()
    if reading is None:
        raise Http404
    about = list(reading.about.values_list("weakness", flat=True))
    form = QuoteForm(request.POST or None, revisit=case, initial={"weaknesses": about})
    if request.method == "POST" and form.is_valid():
        try:
            return _noted(request, case, actions.quote_words(reading=reading, **_who(request, form)).pk)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    words = {"heading": "Cite a parent's words", "button": "Write the note", "quoted": reading}
    return render(request, "surveys/form.html", case_context(request, case, form=form, **words))


@cache_control(no_store=True)
def survey_baseline(request: HttpRequest, reference: str, question_id: int) -> HttpResponse:
    """How often each answer to a question was given at the initial inspection."""
    case = access.words_or_404(request.user, reference, Permission.WRITE_NOTES)
    survey = access.surveys(request.user).select_related("questions").get(revisit=case)
    question = get_object_or_404(Question, pk=question_id, question_set=survey.questions_id)
    if question.kind == Question.Kind.TEXT:
        raise Http404
    rows = list(access.baseline(request.user).filter(survey=survey, question=question))
    initial: dict[str, Any] = {f"count_{row.place}": row.count for row in rows}
    initial["source"] = rows[0].source if rows else ""
    form = BaselineForm(request.POST or None, question=question, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            entering.enter_baseline(
                survey=survey,
                question=question,
                counts=form.counts(),
                source=form.cleaned_data["source"],
                by=signed_in(request),
                at=clock.now(),
            )
            messages.success(request, "The figures of the initial inspection stand beside those of now.")
            return redirect("survey-results", case.reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    words = {
        "heading": "At the initial inspection",
        "button": "Keep the figures",
        "asked": {"place": question.place, "text": question.text},
        "hint": "How many parents gave each answer then. Leave all empty to take the figures away.",
    }
    return render(request, "surveys/form.html", case_context(request, case, form=form, **words))


def _case(request: HttpRequest, reference: str) -> Revisit:
    """With the evidence base open, and notes to be written."""
    base_or_404(request.user, reference, Permission.WRITE_NOTES)
    return access.words_or_404(request.user, reference, Permission.WRITE_NOTES)


def _who(request: HttpRequest, form: CiteForm | QuoteForm) -> dict[str, Any]:
    return {"weaknesses": list(form.cleaned_data["weaknesses"]), "by": signed_in(request), "at": clock.now()}


def _noted(request: HttpRequest, case: Revisit, note: int) -> HttpResponse:
    messages.success(request, NOTED)
    return redirect("note", case.reference, note)
