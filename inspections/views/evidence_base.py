"""The evidence base of a case, for its team: the review list, and what each document shows."""

from collections import defaultdict

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from inspections import evidence_access, evidence_list, judgement_policies
from inspections.forms.evidence_base import EvidenceFilter
from inspections.views.case import case_context
from revisits.accounts.access import signed_in

PAGE = 25


@cache_control(no_store=True)
def evidence(request: HttpRequest, reference: str) -> HttpResponse:
    """The documents that the area and its forum gave, by weakness, with what this person has not read yet."""
    case = evidence_access.base_or_404(request.user, reference)
    form = EvidenceFilter(request.GET, revisit=case)
    wanted, person = form.wanted(), signed_in(request)
    found = evidence_list.rows(person, case, wanted)
    page = Paginator(evidence_list.with_names(found), PAGE).get_page(request.GET.get("page"))
    unread = evidence_list.rows(person, case, evidence_list.Wanted(unread=True))
    context = case_context(
        request,
        case,
        form=form,
        page=page,
        rows=evidence_list.shown(list(page)),
        weaknesses={each.number: each for each in case.wsoa.weaknesses.all()},
        query=wanted.query(),
        narrowed=bool(wanted.query()),
        unread=unread.count(),
        first_unread=unread.values_list("pk", flat=True).first(),
        outstanding=judgement_policies.outstanding(case),
    )
    return render(request, "inspections/evidence_base/list.html", context)


@cache_control(no_store=True)
def impact(request: HttpRequest, reference: str) -> HttpResponse:
    """Documents against weaknesses: how many inspectors see impact, none, or are unclear."""
    case = evidence_access.base_or_404(request.user, reference)
    documents = evidence_list.rows(signed_in(request), case, evidence_list.Wanted())
    page = Paginator(evidence_list.with_names(documents), PAGE).get_page(request.GET.get("page"))
    views = evidence_access.views(request.user).filter(document__in=[each.pk for each in page])
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for view in views.select_related("by"):
        cells[view.document_id, view.weakness_id].append(f"{view.by}: {view.get_shows_display().lower()}")
    weaknesses = list(case.wsoa.weaknesses.all())
    lines = [
        (shown, [cells[shown.document.pk, weakness.pk] for weakness in weaknesses])
        for shown in evidence_list.shown(list(page))
    ]
    context = case_context(request, case, page=page, lines=lines, weaknesses=weaknesses)
    return render(request, "inspections/evidence_base/impact.html", context)
