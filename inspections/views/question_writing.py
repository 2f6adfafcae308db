"""Writing one version of the questions for parents: its focus, and question by question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections.actions import question_writing as actions
from inspections.forms.questions import FocusForm, QuestionForm, initial_question
from inspections.models import Question, QuestionSet, Revisit
from inspections.policies import Refused
from inspections.question_policies import QuestionChanged, VersionChanged
from inspections.question_reading import hint
from inspections.views.case import case_context
from inspections.views.questions import fetch
from revisits.accounts.permissions import Permission


@cache_control(no_store=True)
def focus(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """Say what it is about (G11); whoever comes second is shown the other's."""
    case, version = fetch(request, reference, purpose, number, Permission.PROPOSE_QUESTIONS)
    typed, theirs = request.POST.copy(), ""
    form = FocusForm(typed or None, initial={"focus": version.focus, "edition": version.edition})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_focus(question_set=version, **form.cleaned_data)
            messages.success(request, "The focus is kept.")
            return _to(version)
        except VersionChanged as changed:
            theirs, typed["edition"] = changed.question_set.focus, str(changed.question_set.edition)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, case, version, form, "What it is about", "Keep the focus", theirs)


@cache_control(no_store=True)
def add(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    case, version = fetch(request, reference, purpose, number, Permission.PROPOSE_QUESTIONS)
    initial = {"kind": Question.Kind.SCALE}
    form = QuestionForm(request.POST or None, initial=initial, question_set=version)
    if _keeps(request) and form.is_valid():
        try:
            given = {name: value for name, value in form.cleaned_data.items() if name != "edition"}
            actions.add_question(question_set=version, **given)
            messages.success(request, "The question is added.")
            return _to(version)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return _page(request, case, version, form, "Add a question", "Add the question")


@cache_control(no_store=True)
def change(request: HttpRequest, reference: str, purpose: str, number: int, line: int) -> HttpResponse:
    """Change a question; whoever comes second is shown the other's."""
    case, version = fetch(request, reference, purpose, number, Permission.PROPOSE_QUESTIONS)
    question = get_object_or_404(version.questions, line=line)
    typed, theirs = request.POST.copy(), ""
    form = QuestionForm(typed or None, initial=initial_question(question), question_set=version)
    if _keeps(request) and form.is_valid():
        try:
            given = {**form.cleaned_data, "edition": form.cleaned_data["edition"] or 0}
            actions.change_question(question=question, **given)
            messages.success(request, f"Question {question.place} is kept.")
            return _to(version)
        except QuestionChanged as changed:
            theirs, typed["edition"] = changed.question.written, str(changed.question.edition)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    heading = f"Change question {question.place}"
    return _page(request, case, version, form, heading, "Keep the question", theirs)


@require_POST
def remove(request: HttpRequest, reference: str, purpose: str, number: int, line: int) -> HttpResponse:
    _, version = fetch(request, reference, purpose, number, Permission.PROPOSE_QUESTIONS)
    question = get_object_or_404(version.questions, line=line)
    try:
        actions.remove_question(question=question)
        messages.success(request, f"Question {question.place} is taken out.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _to(version)


@require_POST
def move(request: HttpRequest, reference: str, purpose: str, number: int, line: int) -> HttpResponse:
    """One place up, or down."""
    _, version = fetch(request, reference, purpose, number, Permission.PROPOSE_QUESTIONS)
    question = get_object_or_404(version.questions, line=line)
    try:
        actions.move_question(question=question, up="up" in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _to(version)


def _keeps(request: HttpRequest) -> bool:
    """Whether it is sent to be kept, and not to see how hard it reads."""
    return request.method == "POST" and "check" not in request.POST


def _to(version: QuestionSet) -> HttpResponse:
    return redirect("question-set", version.revisit.reference, version.purpose, version.number)


def _page(
    request: HttpRequest,
    case: Revisit,
    version: QuestionSet,
    form: FocusForm | QuestionForm,
    heading: str,
    button: str,
    theirs: str = "",
) -> HttpResponse:
    reading = hint(*form.typed) if isinstance(form, QuestionForm) else None
    context = case_context(
        request,
        case,
        version=version,
        form=form,
        heading=heading,
        button=button,
        theirs=theirs,
        reading=reading,
    )
    return render(request, "inspections/questions/form.html", context)
