"""The advisers' monitoring visits (G5): area, days and note, and nothing else of a case."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inspections import access
from inspections.actions.monitoring import record_visit
from inspections.forms.monitoring import MonitoringForm
from inspections.models import MonitoringVisit
from inspections.policies import Refused, VisitChanged
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PAGE = 50


def visits(request: HttpRequest) -> HttpResponse:
    """Those that wait for a record first, the earliest on top; then those that took place, the latest on top."""
    found = _visits(request, Permission.VIEW_MONITORING)
    order = (F("took_place_on").desc(nulls_first=True), "planned_on", "pk")
    page = Paginator(found.order_by(*order), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": clock.today()}
    return render(request, "inspections/monitoring.html", context)


def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Record that a visit took place, or correct the record; whoever comes second is told."""
    found = get_object_or_404(_visits(request, Permission.RECORD_MONITORING), pk=visit_id)
    typed = request.POST.copy()
    given = {"took_place_on": found.took_place_on, "note": found.note, "edition": found.edition}
    form = MonitoringForm(typed or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            record_visit(visit=found, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, f"The visit to {found.wsoa.inspection.area} is recorded.")
            return redirect("monitoring")
        except VisitChanged as changed:
            typed["edition"] = changed.visit.edition
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error("took_place_on", str(refusal))
    context = {"visit": found, "area": found.wsoa.inspection.area, "form": form}
    return render(request, "inspections/monitoring_visit.html", context)


def _visits(request: HttpRequest, permission: Permission) -> QuerySet[MonitoringVisit]:
    if not held.may(request.user, permission):
        raise Http404
    return access.monitoring(request.user).select_related("wsoa__inspection__area")
