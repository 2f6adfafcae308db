"""Questions for parents on the forum's side: read, compare, comment on and agree them (G11, G16)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import access, questions_page
from inspections.actions import questions as actions
from inspections.forms.questions import CommentsForm
from inspections.models import QuestionSet, Revisit
from inspections.policies import Refused
from inspections.question_states import SetState
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.models import Organisation
from revisits.accounts.permissions import Permission


@cache_control(no_store=True)
def questions(request: HttpRequest, reference: str) -> HttpResponse:
    """What was shared, by purpose; the newest on top."""
    case = access.area_case_or_404(request.user, reference, Permission.AGREE_QUESTIONS)
    context = {"revisit": case, "area": case.area, "subjects": questions_page.subjects(request.user, case)}
    return render(request, "inspections/questions/area_list.html", context)


@cache_control(no_store=True)
def question_set(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """One version with what the forum said, and boxes for what it says now."""
    case, version = _fetch(request, reference, purpose, number)
    rows, general = questions_page.asked(version)
    form = CommentsForm(request.POST or None, questions=[row.question for row in rows])
    if request.method == "POST" and form.is_valid():
        try:
            actions.comment_on_questions(
                question_set=version,
                forum=_forum(request, case),
                said=form.said,
                by=signed_in(request),
                at=clock.now(),
            )
            messages.success(request, "The inspectors have your comments.")
            return redirect("area-question-set", reference, purpose, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    boxed = [(row, form[f"question_{row.question.pk}"]) for row in rows]
    context = _context(
        case, version, rows=boxed, general=general, form=form, before=_before(request, version)
    )
    return render(request, "inspections/questions/area_version.html", context)


@cache_control(no_store=True)
def compare(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """This version beside the one that the forum had before it."""
    case, version = _fetch(request, reference, purpose, number)
    before = _before(request, version)
    if before is None:
        raise Http404
    pairs = questions_page.differences(before, version)
    context = _context(case, version, before=before, pairs=pairs)
    return render(request, "inspections/questions/area_compare.html", context)


@cache_control(no_store=True)
def agree(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """Agree it for the forum, after a look at all of it once more."""
    case, version = _fetch(request, reference, purpose, number)
    if request.method == "POST":
        try:
            actions.agree_questions(
                question_set=version, forum=_forum(request, case), by=signed_in(request), at=clock.now()
            )
            messages.success(request, "You agreed the questions. The inspectors are told.")
            return redirect("area-question-set", reference, purpose, number)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("area-questions", reference)
    rows, _ = questions_page.asked(version)
    context = _context(case, version, rows=rows)
    return render(request, "inspections/questions/area_agree.html", context)


def _fetch(request: HttpRequest, reference: str, purpose: str, number: int) -> tuple[Revisit, QuestionSet]:
    case = access.area_case_or_404(request.user, reference, Permission.AGREE_QUESTIONS)
    return case, questions_page.version_or_404(request.user, case, purpose, number)


def _forum(request: HttpRequest, case: Revisit) -> Organisation:
    return access.bodies_for(request.user, Permission.AGREE_QUESTIONS, case)[0]


def _before(request: HttpRequest, version: QuestionSet) -> QuestionSet | None:
    return questions_page.before(request.user, version)


def _context(case: Revisit, version: QuestionSet, **more: object) -> dict[str, object]:
    return {
        "revisit": case,
        "area": case.area,
        "version": version,
        "shared": version.state == SetState.SHARED,
        **more,
    }
