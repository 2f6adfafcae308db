"""The outcome letter section by section, as it will be printed; beginning it, its date, and its previews (G23)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import access
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from letters import outcome, outcome_access, outcome_page, outcome_policies
from letters.actions import outcome as actions
from letters.forms.outcome import DatedForm
from letters.models import OutcomeLetter
from letters.rendering.formats import ISSUED, LetterFormat
from letters.rendering.formats import render as render_letter
from letters.views.issued import NAMES
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

CARRIES_ITS_STYLE = "default-src 'none'; style-src 'unsafe-inline'"


@require_safe
@cache_control(no_store=True)
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole, or the way to begin it. Opening it is on record."""
    case = outcome_access.case_or_404(request.user, reference)
    found = outcome.letter_of(case)
    if found is None:
        context = case_context(request, case, why_not=why_not(request, case))
        return render(request, "letters/outcome/none.html", context)
    found.revisit = case
    person, now = signed_in(request), outcome_page.standing(found)
    read(person=person.pk, what=found, case=case.pk, part="outcome letter")
    context = case_context(
        request,
        case,
        letter=found,
        shown=outcome_page.shown(now, person, at=clock.now()),
        lacks=outcome_page.lacks(now),
        formats=[(each.value, NAMES[each]) for each in ISSUED],
        why_not=why_not(request, case),
    )
    return render(request, "letters/outcome/letter.html", context)


@require_POST
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin the letter with first words from the case."""
    case = outcome_access.case_or_404(request.user, reference, Permission.WRITE_DRAFT)
    try:
        actions.start_letter(revisit=case, by=signed_in(request), at=clock.now())
        messages.success(request, "The letter is begun with what the case has. Make its words your own.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("outcome-letter", reference)


@cache_control(no_store=True)
def date(request: HttpRequest, reference: str) -> HttpResponse:
    """The day that it prints."""
    found = outcome_access.letter_or_404(request.user, reference, Permission.WRITE_DRAFT)
    form = DatedForm(request.POST or None, initial={"dated": found.dated})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_date(letter=found, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, "The date of the letter is kept.")
            return redirect("outcome-letter", reference)
        except Refused as refusal:
            form.add_error("dated", str(refusal))
    words = {"heading": "Date of the outcome letter", "button": "Keep the date"}
    return render(
        request, "letters/outcome/date.html", case_context(request, found.revisit, form=form, **words)
    )


@require_safe
@cache_control(no_store=True)
def preview(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """The very file that would be issued, as the letter stands now. Reading it is on record."""
    found = outcome_access.letter_or_404(request.user, reference)
    chosen = next((each for each in ISSUED if each.value == code), None)
    if chosen is None:
        raise Http404
    part = f"outcome letter, preview as {NAMES[chosen]}"
    read(person=signed_in(request).pk, what=found, case=found.revisit_id, download=True, part=part)
    return file_of(found, chosen)


def file_of(letter: OutcomeLetter, chosen: LetterFormat) -> HttpResponse:
    """The letter as it stands now in one format."""
    response = HttpResponse(render_letter(outcome.text(letter), chosen), content_type=chosen.content_type)
    name = f"{letter.revisit.reference}-outcome-letter-draft{chosen.ending}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    if chosen is LetterFormat.HTML:
        # It carries its own style; nothing in it may run or load.
        response["Content-Security-Policy"] = CARRIES_ITS_STYLE
    return response


def why_not(request: HttpRequest, case: Revisit) -> str:
    """Why this person does not write now, in a sentence; empty where they may."""
    if not access.may(request.user, Permission.WRITE_DRAFT, case):
        return "The team of the case writes the letter. You read it here, and comment on it."
    try:
        outcome_policies.check_write(case)
    except Refused as refusal:
        return str(refusal)
    return ""
