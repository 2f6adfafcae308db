"""Parents' own words: the list, one answer with what it is about, and whether it may be quoted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections.models import Question, Revisit
from inspections.note_policies import identifying
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from surveys import access
from surveys import words as reading
from surveys.actions import reading as actions
from surveys.forms.words import MarksForm, WordsFilter, initial_of
from surveys.models import Answer, TextReading
from surveys.reading_policies import MayIdentify, ReadChanged

PER_PAGE = 25


@require_safe
@cache_control(no_store=True)
def survey_words(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.words_or_404(request.user, reference)
    form = WordsFilter(request.GET, revisit=case, questions=_questions(case))
    wanted = form.wanted()
    found = reading.words(request.user, case, wanted).select_related("question", "reading__by")
    page = Paginator(found.prefetch_related("reading__about__weakness"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    unread = reading.words(request.user, case, reading.Wanted(show=reading.UNREAD))
    context = case_context(
        request,
        case,
        form=form,
        page=page,
        query=wanted.query(),
        narrowed=bool(wanted.query()),
        unread=unread.count(),
        first_unread=unread.values_list("pk", flat=True).first(),
    )
    return render(request, "surveys/words.html", context)


@cache_control(no_store=True)
def survey_word(request: HttpRequest, reference: str, answer_id: UUID) -> HttpResponse:
    """One answer; inspectors of the case mark it, and go on to the next of the list."""
    case = access.words_or_404(request.user, reference)
    marks = access.marks_words(request.user, case)
    if request.method == "POST" and not marks:
        raise Http404
    answer = _answer(request, case, answer_id)
    wanted = WordsFilter(request.GET, revisit=case, questions=_questions(case)).wanted()
    beside = reading.neighbours(request.user, case, wanted, answer)
    found = _reading(answer)
    form = MarksForm(request.POST or None, revisit=case, initial=initial_of(found))
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            _mark(request, answer, form)
            return redirect(_onward(case, beside, wanted))
        except ReadChanged as changed:
            newer = changed.current
            form = _again(request, case, str(changed), after=newer.edition)
        except MayIdentify as refusal:
            form = _again(request, case, str(refusal), field="excerpt", confirming=True)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = case_context(
        request,
        case,
        answer=answer,
        reading=found,
        newer=newer,
        findings=list(dict.fromkeys(each.sentence for each in identifying(case, answer.text))),
        form=form if marks else None,
        beside=beside,
        query=wanted.query(),
        page_title=f"Answer {beside.number}" if beside.number else "Answer",
    )
    return render(request, "surveys/word.html", context)


def _reading(answer: Answer) -> TextReading | None:
    """What stands of it now, with who marked it and the weaknesses."""
    found = TextReading.objects.select_related("by").prefetch_related("about__weakness")
    return found.filter(answer=answer).first()


def _mark(request: HttpRequest, answer: Answer, form: MarksForm) -> None:
    who: dict[str, Any] = {"by": signed_in(request), "at": clock.now()}
    actions.mark_words(answer=answer, marks=form.marks(), after=form.cleaned_data.get("after") or 0, **who)
    messages.success(request, "Your marks are kept.")


def _again(
    request: HttpRequest,
    case: Revisit,
    said: str,
    *,
    field: str | None = None,
    after: int | None = None,
    confirming: bool = False,
) -> MarksForm:
    """The form as it was sent, with what keeps it from being kept."""
    typed = request.POST.copy()
    if after is not None:
        typed["after"] = str(after)
    form = MarksForm(typed, revisit=case, confirming=confirming)
    form.is_valid()
    form.add_error(field, said)
    return form


def _onward(case: Revisit, beside: reading.Neighbours, wanted: reading.Wanted) -> str:
    """The next of the list; the list where this was the last."""
    name, more = ("survey-word", [beside.next.pk]) if beside.next else ("survey-words", [])
    query = f"?{wanted.query()}" if wanted.query() else ""
    return reverse(name, args=[case.reference, *more]) + query


def _answer(request: HttpRequest, case: Revisit, answer_id: UUID) -> Answer:
    found = reading.words(request.user, case, reading.Wanted()).select_related(
        "question", "question__weakness"
    )
    answer = found.filter(pk=answer_id).first()
    if answer is None:
        raise Http404
    return answer


def _questions(case: Revisit) -> list[Question]:
    """Those of the survey that are answered in parents' own words."""
    return list(Question.objects.filter(question_set=case.survey.questions_id, kind=Question.Kind.TEXT))
