"""The final letter of a case: how it stands, signing it, sending it, recalling it, and publishing it (G26, G27)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import guards
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.workflow import Event, State, advance
from letters import access, correction_access, corrections, final, outcome_access
from letters.actions import final as actions
from letters.forms.final import SignForm
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.record.reading import read

# What comes next at a stage, as far as the final letter is concerned.
NEXT = {State.CHECKING: Event.SEND_FINAL, State.FINAL: Event.PUBLISH}


@cache_control(no_store=True)
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """How it stands, for all staff: not a word of what it says."""
    case = access.case_or_404(request.user, reference)
    standing = final.standing(case)
    row = advance(State(case.state), NEXT[State(case.state)]) if case.state in NEXT else None
    letter = standing.letter
    context = case_context(
        request,
        case,
        standing=standing,
        missing=guards.refusals(case, row) if row else [],
        signs=final.signs_for(signed_in(request), case) if case.state == State.CHECKING else None,
        agencies=[(agency.label, final.WHO[agency], standing.signed.get(agency)) for agency in final.Agency],
        files_made=bool(letter and final.files_made(letter)),
        reads=bool(letter and access.letters(request.user).filter(pk=letter.pk).exists()),
        correction=corrections.open_of(case),
        corrects=case.state == State.CLOSED and correction_access.reads(request.user, case),
    )
    return render(request, "letters/final/final.html", context)


@cache_control(no_store=True)
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """The frozen text, and the declaration beneath it. Opening it is on record."""
    case = outcome_access.case_or_404(request.user, reference)
    person = signed_in(request)
    agency, version = final.signs_for(person, case), final.version_of(case)
    if agency is None or version is None or not final.is_checked(case):
        raise Http404
    form = SignForm(request.POST or None, initial={"seen": version.number}, agency=agency)
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign(revisit=case, seen=form.cleaned_data["seen"], by=person, at=clock.now())
            messages.success(request, f"The letter is signed for {agency.label}.")
            return redirect(_back(case), case.reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    read(person=person.pk, what=version, case=case.pk, part="final letter, to sign it")
    context = case_context(request, case, form=form, version=version, agency=agency)
    return render(request, "letters/final/sign.html", context)


def _back(case: Revisit) -> str:
    """The page of what it is about: the letter, or its correction."""
    return "correction" if case.state == State.CLOSED else "final-letter"
