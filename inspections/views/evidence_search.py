"""Searching the evidence base of one case; that somebody looked is on record, as fragments are shown."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import evidence_access, evidence_search
from inspections.actions.evidence_texts import waiting
from inspections.forms.evidence_base import SearchForm
from inspections.models import EvidenceText
from inspections.views.case import case_context
from inspections.views.evidence_base import PAGE
from revisits.accounts.access import signed_in
from revisits.record.reading import read


@require_safe
@cache_control(no_store=True)
def search(request: HttpRequest, reference: str) -> HttpResponse:
    case = evidence_access.base_or_404(request.user, reference)
    person, form = signed_in(request), SearchForm(request.GET)
    words = form.cleaned_data["q"].replace("\x00", "").strip() if form.is_valid() else ""
    context = case_context(request, case, form=form, words=words)
    if words:
        found = evidence_search.found(person, case, words)
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        places = list(page)
        if places:
            read(person=person.pk, what=EvidenceText, case=case.pk, part="search of the evidence base")
        documents = evidence_access.team_evidence(person).filter(revisit=case)
        query = request.GET.copy()
        query.pop("page", None)
        context |= {
            "page": page,
            "hits": evidence_search.hits(places, words),
            "query": query.urlencode(),
            "to_be_read": waiting().filter(document__in=documents.values("pk")).count(),
        }
    return render(request, "inspections/evidence_base/search.html", context)
