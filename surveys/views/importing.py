"""Bringing in the results of an outside survey: the file, matching it, a look at what it says, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections import access as case_access
from inspections.models import Question, Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from surveys import access, import_policies
from surveys.actions import importing as actions
from surveys.actions.asked_outside import ask_as_outside, columns
from surveys.actions.opening import agreed
from surveys.forms.importing import BackForm, ColumnsForm, FileForm, MatchForm
from surveys.importing.checking import Checked, check
from surveys.importing.reading import Table, unpacked
from surveys.models import ImportInHand

SHOWN_FAULTS, SHOWN_ROWS = 50, 5


@cache_control(no_store=True)
def survey_import(request: HttpRequest, reference: str) -> HttpResponse:
    """What was brought in so far, and the form for another file."""
    case = _case(request, reference)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        who: dict[str, Any] = {"by": signed_in(request), "at": clock.now()}
        try:
            _, left_out = actions.take_in_hand(revisit=case, file_name=file.name, content=file.read(), **who)
            for column in left_out:
                messages.info(request, f"“{column.heading}” is not brought in: {column.why}.")
            return redirect("survey-import-check", case.reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = case_context(
        request,
        case,
        form=form,
        imports=access.imports(request.user).filter(survey__revisit=case).select_related("by"),
        in_hand=_in_hand(request, case),
        refusal=_refusal(case),
    )
    return render(request, "surveys/import.html", context)


@cache_control(no_store=True)
def survey_import_check(request: HttpRequest, reference: str) -> HttpResponse:
    """Match the columns, look at what comes of it, and bring it in; without agreed questions, make them first."""
    case = _case(request, reference)
    in_hand = _in_hand(request, case)
    if in_hand is None:
        return redirect("survey-import", case.reference)
    table = unpacked(bytes(in_hand.table))
    asked = in_hand.survey.questions or agreed(case)
    if asked is None:
        return _make_questions(request, case, table)
    questions = {question.pk: question for question in asked.questions.all()}
    form = MatchForm(request.POST or None, table=table, questions=questions)
    checked = None
    if request.method == "POST" and form.is_valid():
        checked = check(table, form.mapped(), questions)
        if "take" in request.POST and not checked.faults and not form.unseen:
            try:
                made = actions.bring_in(
                    in_hand=in_hand, mapped=form.mapped(), by=signed_in(request), at=clock.now()
                )
                messages.success(request, f"{made.rows:,} answers are brought in, and counted.")
                return redirect("survey-results", case.reference)
            except Refused as refusal:
                form.add_error(None, str(refusal))
    context = case_context(request, case, form=form, in_hand=in_hand, rows=len(table.rows), checked=checked)
    if checked:
        context |= _looked_at(checked, questions) | {"ready": not checked.faults and not form.errors}
    return render(request, "surveys/import_check.html", context)


@require_POST
def survey_import_drop(request: HttpRequest, reference: str) -> HttpResponse:
    """Put away a file that is being matched."""
    case = _case(request, reference)
    if in_hand := _in_hand(request, case):
        in_hand.delete()
        messages.success(request, "The file is put away: nothing of it was brought in.")
    return redirect("survey-import", case.reference)


@cache_control(no_store=True)
def survey_import_back(request: HttpRequest, reference: str, import_id: int) -> HttpResponse:
    """Take an import back whole, with a reason."""
    case = _case(request, reference)
    found = get_object_or_404(access.imports(request.user), pk=import_id, survey__revisit=case)
    form = BackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who: dict[str, Any] = {"by": signed_in(request), "at": clock.now()}
        try:
            actions.take_back(of_import=found, why=form.cleaned_data["why"], **who)
            messages.success(request, "It is taken back, and the figures are without it.")
            return redirect("survey-import", case.reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    words = {
        "heading": "Take an import back",
        "button": "Take it back",
        "hint": f"All {found.rows:,} answers of {found.file_name} go, with what was marked in them. Notes stay.",
    }
    return render(request, "surveys/form.html", case_context(request, case, form=form, **words))


def _make_questions(request: HttpRequest, case: Revisit, table: Table) -> HttpResponse:
    """The lead settles the questions as the outside survey asked them."""
    may = case_access.may(request.user, Permission.SETTLE_QUESTIONS, case)
    found = columns(table)
    form = ColumnsForm(request.POST or None, columns=found) if may else None
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form and form.is_valid():
        given = {"kinds": form.kinds(), "why": form.cleaned_data["why"]}
        try:
            ask_as_outside(revisit=case, table=table, by=signed_in(request), at=clock.now(), **given)
            return redirect("survey-import-check", case.reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return render(request, "surveys/import_questions.html", case_context(request, case, form=form))


def _looked_at(checked: Checked, questions: dict[int, Question]) -> dict[str, object]:
    """The first rows as they would be brought in, and the first faults."""
    used = [each for each in questions.values() if any(each.pk in given for given in checked.given)]
    rows = [
        [
            "; ".join(each.answers[place] for place in given[each.pk].chosen) or given[each.pk].text
            if each.pk in given
            else ""
            for each in used
        ]
        for given in checked.given[:SHOWN_ROWS]
    ]
    faults, number = checked.faults[:SHOWN_FAULTS], len(checked.faults)
    return {"used": used, "preview": rows, "faults": faults, "more_faults": max(number - SHOWN_FAULTS, 0)}


def _case(request: HttpRequest, reference: str) -> Revisit:
    return access.results_or_404(request.user, reference, Permission.EDIT_CASE)


def _in_hand(request: HttpRequest, case: Revisit) -> ImportInHand | None:
    mine = access.imports_in_hand(request.user).filter(survey__revisit=case)
    return mine.select_related("survey__questions").first()


def _refusal(case: Revisit) -> str:
    try:
        import_policies.check_import(case, clock.now())
    except Refused as refusal:
        return str(refusal)
    return ""
