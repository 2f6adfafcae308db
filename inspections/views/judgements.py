"""Judgements as the team and quality assurance read them: all of a case, one weakness, two versions; and agreeing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import judgement_access, judgement_policies, judgements, judgements_page
from inspections.actions import judgements as actions
from inspections.models import Judgement, JudgementVersion, Revisit, Weakness
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


@require_safe
@cache_control(no_store=True)
def all_judgements(request: HttpRequest, reference: str) -> HttpResponse:
    """A row each weakness, what is open on top, and the other serious concerns. Opening it is on record."""
    case = judgement_access.case_or_404(request.user, reference)
    actions.read_judgements(of=case, case=case, by=signed_in(request))
    context = case_context(
        request,
        case,
        rows=judgements_page.rows(case),
        unsettled=judgements.unsettled(case),
        held=judgements.meeting_recorded(case),
        concerns=judgements.newest_concerns(case),
        why_not=judgements_page.why_not(case),
    )
    return render(request, "inspections/judgements/list.html", context)


@require_safe
@cache_control(no_store=True)
def judgement(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One weakness: what holds, who agreed it, what it rests on, and what stood before."""
    case = judgement_access.case_or_404(request.user, reference)
    weakness = judgement_access.weakness_or_404(case, number)
    versions = versions_of(case, weakness)
    actions.read_judgements(of=versions[0].judgement if versions else case, case=case, by=signed_in(request))
    context = case_context(
        request,
        case,
        weakness=weakness,
        row=judgements_page.row(case, weakness),
        versions=[(version, judgements.cited_with(version)) for version in versions],
        outstanding=judgement_policies.outstanding(case),
        mine=judgement_policies.agency_of(case, signed_in(request)),
        held=judgements.meeting_recorded(case),
        why_not=judgements_page.why_not(case),
    )
    return render(request, "inspections/judgements/judgement.html", context)


@require_safe
@cache_control(no_store=True)
def compare(request: HttpRequest, reference: str, number: int, version: int) -> HttpResponse:
    """A version beside the one before it, word by word."""
    case = judgement_access.case_or_404(request.user, reference)
    weakness = judgement_access.weakness_or_404(case, number)
    found = {each.number: each for each in versions_of(case, weakness)}
    if version not in found or version - 1 not in found:
        raise Http404
    actions.read_judgements(of=found[version].judgement, case=case, by=signed_in(request))
    before, after = found[version - 1], found[version]
    context = case_context(
        request,
        case,
        weakness=weakness,
        before=before,
        version=after,
        pairs=judgements_page.differences(before, after),
    )
    return render(request, "inspections/judgements/compare.html", context)


@require_POST
def agree(request: HttpRequest, reference: str, number: int, version: int) -> HttpResponse:
    """Agree a version for one's own agency; whoever saw an older one is told."""
    case = judgement_access.case_or_404(request.user, reference, Permission.JUDGE)
    weakness = judgement_access.weakness_or_404(case, number)
    found = next((each for each in versions_of(case, weakness) if each.number == version), None)
    if found is None:
        raise Http404
    try:
        agreement = actions.agree_judgement(version=found, by=signed_in(request), at=clock.now())
        messages.success(
            request, f"Version {version} is agreed for {agreement.get_agency_display()}: it stays as it is."
        )
    except judgement_policies.JudgementChanged as changed:
        messages.error(
            request,
            f"{changed.current.by} wrote version {changed.current.number} in between. Read it, then agree that one.",
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("judgement", case.reference, number)


def versions_of(case: Revisit, weakness: Weakness) -> list[JudgementVersion]:
    """Every version, the newest first."""
    judged = Judgement.objects.filter(revisit=case, weakness=weakness).first()
    if judged is None:
        return []
    versions = judged.versions.select_related("by", "judgement").prefetch_related(
        "agreements__by", "citations"
    )
    return list(versions)
