"""The identifier check of the outcome letter: each finding, and accepting one that identifies nobody."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections.policies import Refused
from inspections.views.case import case_context
from letters import identifier_check, outcome, outcome_policies, quality_access
from letters.actions.quality import accept_identifier
from letters.forms.quality import AcceptForm
from letters.models import OutcomeLetter
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

PAGE = 50


@require_safe
@cache_control(no_store=True)
def findings(request: HttpRequest, reference: str) -> HttpResponse:
    """What may identify somebody, open findings first. Opening it is on record."""
    case = quality_access.case_or_404(request.user, reference)
    letter, rows = outcome.letter_of(case), []
    if letter:
        letter.revisit = case
        _on_record(request, letter)
        rows = identifier_check.checked(letter)
    context = case_context(
        request,
        case,
        letter=letter,
        page=Paginator(rows, PAGE).get_page(request.GET.get("page")),
        waiting=sum(not row.settled for row in rows),
        writable=outcome_policies.may_be_written(case),
    )
    return render(request, "letters/quality/identifiers.html", context)


@cache_control(no_store=True)
def accept(request: HttpRequest, reference: str, fingerprint: str) -> HttpResponse:
    """Say why these words identify nobody."""
    case = quality_access.case_or_404(request.user, reference, Permission.WRITE_DRAFT)
    letter = outcome.letter_of(case)
    if letter is None:
        raise Http404
    letter.revisit = case
    row = _row_or_404(letter, fingerprint)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"by": signed_in(request), "at": clock.now(), **form.cleaned_data}
        try:
            accept_identifier(letter=letter, fingerprint=fingerprint, **given)
            messages.success(request, "Accepted, with your reason.")
            return redirect("identifiers", reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    _on_record(request, letter)
    words = {"heading": "Accept what looks like an identifier", "button": "Accept these words"}
    context = case_context(request, case, form=form, row=row, **words)
    return render(request, "letters/quality/accept.html", context)


def _on_record(request: HttpRequest, letter: OutcomeLetter) -> None:
    part = "possible identifiers in the outcome letter"
    read(person=signed_in(request).pk, what=letter, case=letter.revisit_id, part=part)


def _row_or_404(letter: OutcomeLetter, fingerprint: str) -> identifier_check.Checked:
    """The finding, 404 once its words are gone."""
    rows = identifier_check.checked(letter)
    row = next((each for each in rows if each.found.fingerprint == fingerprint), None)
    if row is None:
        raise Http404
    return row
