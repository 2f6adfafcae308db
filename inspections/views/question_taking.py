"""Questions of a case taken from the national bank (G16)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import question_bank_page as bank
from inspections.actions.question_taking import take_from_bank
from inspections.forms.question_bank import TakingForm
from inspections.models import QuestionSet
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.views.questions import fetch
from revisits.accounts.permissions import Permission


@cache_control(no_store=True)
def take(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """Choose among the questions of the version in use that are not taken yet."""
    case, version = fetch(request, reference, purpose, number, Permission.PROPOSE_QUESTIONS)
    if purpose != QuestionSet.Purpose.SURVEY:
        raise Http404
    in_use = bank.in_use(request.user)
    has = {line for line in version.questions.values_list("bank_line", flat=True) if line}
    offered = in_use.questions.select_related("version").exclude(line__in=has) if in_use else ()
    form = TakingForm(request.POST if request.method == "POST" else None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_from_bank(question_set=version, chosen=form.questions)
            count = f"{len(taken)} questions are" if len(taken) > 1 else "1 question is"
            messages.success(request, f"{count} taken from the national bank.")
            return redirect("question-set", reference, purpose, number)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = case_context(
        request, case, version=version, form=form, in_use=in_use, left=len(form.offered),
        heading="Take questions from the national bank", button="Take them",
    )  # fmt: skip
    return render(request, "inspections/questions/from_bank.html", context)
