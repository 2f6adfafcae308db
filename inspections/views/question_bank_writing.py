"""Writing one version of the national bank, question by question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections import question_bank_page as page
from inspections.actions import question_bank as actions
from inspections.forms.question_bank import BankQuestionForm, initial_bank_question
from inspections.models import BankQuestion, BankVersion, Question
from inspections.policies import Refused
from inspections.question_bank_policies import BankQuestionChanged
from inspections.question_reading import hint
from inspections.views.question_bank import keeper


def add(request: HttpRequest, number: int) -> HttpResponse:
    keeper(request)
    version = page.version_or_404(request.user, number)
    form = BankQuestionForm(request.POST or None, initial={"kind": Question.Kind.SCALE})
    if _keeps(request) and form.is_valid():
        try:
            given = {name: value for name, value in form.cleaned_data.items() if name != "edition"}
            actions.add_bank_question(version=version, **given)
            messages.success(request, "The question is added.")
            return redirect("bank-version", number)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return _page(request, version, form, "Add a question", "Add the question")


def change(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Change a question; whoever comes second is shown the other's."""
    keeper(request)
    version, question = _fetch(request, number, line)
    typed, theirs = request.POST.copy(), ""
    form = BankQuestionForm(typed or None, initial=initial_bank_question(question))
    if _keeps(request) and form.is_valid():
        try:
            given = {**form.cleaned_data, "edition": form.cleaned_data["edition"] or 0}
            actions.change_bank_question(question=question, **given)
            messages.success(request, f"Question {question.place} is kept.")
            return redirect("bank-version", number)
        except BankQuestionChanged as changed:
            theirs, typed["edition"] = changed.question.written, str(changed.question.edition)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return _page(request, version, form, f"Change question {question.place}", "Keep the question", theirs)


@require_POST
def remove(request: HttpRequest, number: int, line: int) -> HttpResponse:
    keeper(request)
    _, question = _fetch(request, number, line)
    try:
        actions.remove_bank_question(question=question)
        messages.success(request, f"Question {question.place} is taken out.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bank-version", number)


@require_POST
def move(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """One place up, or down."""
    keeper(request)
    _, question = _fetch(request, number, line)
    try:
        actions.move_bank_question(question=question, up="up" in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bank-version", number)


def _fetch(request: HttpRequest, number: int, line: int) -> tuple[BankVersion, BankQuestion]:
    version = page.version_or_404(request.user, number)
    return version, get_object_or_404(version.questions, line=line)


def _keeps(request: HttpRequest) -> bool:
    """Whether it is sent to be kept, and not to see how hard it reads."""
    return request.method == "POST" and "check" not in request.POST


def _page(
    request: HttpRequest,
    version: BankVersion,
    form: BankQuestionForm,
    heading: str,
    button: str,
    theirs: str = "",
) -> HttpResponse:
    context = {"version": version, "form": form, "heading": heading, "button": button, "theirs": theirs}
    return render(request, "inspections/bank/form.html", {**context, "reading": hint(*form.typed)})
