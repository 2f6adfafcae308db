"""Other serious concerns (G3, G23): written down, changed, withdrawn; read by the team and quality assurance."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import judgement_access, judgement_policies, judgements, judgements_page
from inspections.actions import judgements as actions
from inspections.citing import Citable
from inspections.forms.judgements import ConcernForm, WithdrawForm, initial_concern
from inspections.models import ConcernVersion, SeriousConcern
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.views.judgement_writing import Writing, sent
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

KEPT = "It is kept, and goes in the letter."


@require_safe
@cache_control(no_store=True)
def concern(request: HttpRequest, reference: str, concern_id: int) -> HttpResponse:
    """What stands, what it rests on, and how it came to be so."""
    case = judgement_access.case_or_404(request.user, reference)
    found = judgement_access.concern_or_404(request.user, case, concern_id)
    actions.read_judgements(of=found, case=case, by=signed_in(request))
    versions = _versions(found)
    earlier = [*versions[1:], None]
    context = case_context(
        request,
        case,
        concern=found,
        version=versions[0],
        cited=judgements.cited_with(versions[0]),
        versions=[
            (version, judgements_page.concern_differences(before, version) if before else [])
            for version, before in zip(versions, earlier, strict=True)
        ],
        why_not=judgements_page.why_not(case),
    )
    return render(request, "inspections/judgements/concern.html", context)


@cache_control(no_store=True)
def add(request: HttpRequest, reference: str) -> HttpResponse:
    return _write(request, reference, None)


@cache_control(no_store=True)
def change(request: HttpRequest, reference: str, concern_id: int) -> HttpResponse:
    return _write(request, reference, concern_id)


@cache_control(no_store=True)
def withdraw(request: HttpRequest, reference: str, concern_id: int) -> HttpResponse:
    """Take it out of the letter, with the reason."""
    case = judgement_access.case_or_404(request.user, reference, Permission.JUDGE)
    found = judgement_access.concern_or_404(request.user, case, concern_id)
    current = _versions(found)[0]
    typed = request.POST.copy()
    form = WithdrawForm(typed or None, initial={"after": current.number})
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_concern(
                concern=found, by=signed_in(request), at=clock.now(), **form.cleaned_data
            )
            messages.success(request, "It is withdrawn. What was written stays here.")
            return redirect("concern", case.reference, found.pk)
        except judgement_policies.JudgementChanged as changed:
            typed["after"] = str(changed.current.number)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    actions.read_judgements(of=found, case=case, by=signed_in(request))
    words = {"heading": "Withdraw this concern", "button": "Withdraw it"}
    context = case_context(request, case, form=form, concern=found, version=_versions(found)[0], **words)
    return render(request, "inspections/judgements/withdraw.html", context)


def _write(request: HttpRequest, reference: str, concern_id: int | None) -> HttpResponse:
    case = judgement_access.case_or_404(request.user, reference, Permission.JUDGE)
    found = judgement_access.concern_or_404(request.user, case, concern_id) if concern_id else None
    current = _versions(found)[0] if found else None
    writing = Writing(request, case, Citable(signed_in(request), case), current)
    form = writing.form(ConcernForm, initial_concern(current))
    if sent(request) and form.is_valid():
        words = {"title": form.cleaned_data["title"], "text": form.cleaned_data["text"]}
        try:
            version = actions.write_concern(revisit=case, concern=found, **words, **writing.given(form))
            messages.success(request, KEPT)
            return redirect("concern", case.reference, version.concern_id)
        except judgement_policies.JudgementChanged as changed:
            form = writing.again(ConcernForm, changed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    back = (
        reverse("concern", args=[case.reference, found.pk])
        if found
        else reverse("judgements", args=[case.reference])
    )
    heading = "Change what was found" if found else "Write down another serious concern"
    return writing.page(form, heading, back, concern=found)


def _versions(found: SeriousConcern) -> list[ConcernVersion]:
    return list(found.versions.select_related("by", "concern").prefetch_related("citations"))
