"""Who registered for the open meeting: for its forum, which enters parents' registrations, and its inspectors."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import history_csv, meeting_access
from inspections.actions import registrations as actions
from inspections.forms.meetings import RegistrationForm
from inspections.models import MeetingRegistration, Revisit
from inspections.policies import Refused
from inspections.registering import registering
from revisits import clock, retention
from revisits.accounts.access import signed_in
from revisits.record.reading import read

PAGE = 50
CHUNK = 500
HEADER = ["registered", "name", "e-mail", "telephone", "people", "needs", "standing", "through"]
State = MeetingRegistration.State


@cache_control(no_store=True)
def registrations(request: HttpRequest, reference: str) -> HttpResponse:
    """The list with its counts; for the forum the form for one more."""
    case = _case_or_404(request, reference)
    enters = meeting_access.may_register(request.user, case)
    if request.method == "POST" and not enters:
        raise Http404
    form = RegistrationForm(request.POST or None) if enters else None
    if request.method == "POST" and form and form.is_valid():
        try:
            made = actions.register(
                revisit=case, through="forum", by=signed_in(request), at=clock.now(), **form.cleaned_data
            )
            return redirect("registration", case.reference, made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = _context(request, case) | {
        "form": form,
        "kept": retention.in_words("registrations", settings.RETENTION["registrations"]),
        "now": registering(case, at=clock.now()),
        "page": Paginator(_rows(request, case), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "inspections/registrations.html", context)


@cache_control(no_store=True)
@require_safe
def registration(request: HttpRequest, reference: str, registration_id: int) -> HttpResponse:
    """One registration: how it stands, and for the forum the code to pass on to whoever registered."""
    case = _case_or_404(request, reference)
    found = get_object_or_404(_rows(request, case), pk=registration_id)
    context = _context(request, case) | {
        "registration": found,
        "enters": meeting_access.may_register(request.user, case),
    }
    return render(request, "inspections/registration.html", context)


@require_POST
def withdraw(request: HttpRequest, reference: str, registration_id: int) -> HttpResponse:
    """The forum takes back a registration on a parent's word."""
    case = _case_or_404(request, reference)
    if not meeting_access.may_register(request.user, case):
        raise Http404
    found = get_object_or_404(_rows(request, case), pk=registration_id)
    actions.withdraw(registration=found, at=clock.now())
    messages.success(request, "The registration is withdrawn. Whoever waited and fits in has a place now.")
    return redirect("registrations", case.reference)


@require_safe
def registrations_csv(request: HttpRequest, reference: str) -> StreamingHttpResponse:
    """All of the list, to take along; that it was taken is on record."""
    case = _case_or_404(request, reference)
    rows = _lines(_rows(request, case))
    part = "registrations for the open meeting, as CSV"
    read(person=signed_in(request).pk, what=case, case=case.pk, download=True, part=part)
    return history_csv.answer(HEADER, rows, f"{case.reference}-registrations")


def _case_or_404(request: HttpRequest, reference: str) -> Revisit:
    """The re-visit, for whoever its registrations are open to; 404 for everybody else, staff included."""
    case = Revisit.objects.select_related("area").filter(reference=reference).first()
    if case is None or not meeting_access.sees_registrations(request.user, case):
        raise Http404
    return case


def _rows(request: HttpRequest, case: Revisit) -> QuerySet[MeetingRegistration]:
    """Those with a place first, then who waits, each in the order of registering."""
    found = meeting_access.registrations(request.user).filter(revisit=case)
    return found.order_by("state", "pk")


def _context(request: HttpRequest, case: Revisit) -> dict[str, Any]:
    return {"revisit": case, "area": case.area}


def _lines(found: QuerySet[MeetingRegistration]) -> Iterator[list[Any]]:
    for row in found.iterator(CHUNK):
        when = f"{timezone.localtime(row.registered_at):%Y-%m-%d %H:%M}"
        standing, through = row.get_state_display(), row.get_through_display()
        yield [when, row.name, row.email, row.phone, row.places, row.needs, standing, through]
