"""The area's officers draft the sessions of the on-site days (G12, G18): add, copy, change, take out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from inspections import queries, working_copies
from inspections import schedule as reading
from inspections.actions import schedule as actions
from inspections.arrangements_access import sessions
from inspections.arrangements_policies import SessionChanged
from inspections.forms.schedule import SessionForm, initial_session
from inspections.models import SessionSlot
from inspections.policies import Refused
from inspections.views.arrangements import Desk, area_desk, show
from revisits import clock
from revisits.accounts.permissions import Permission

PART = "inspections/arrangements/session_form.html"


def add(request: HttpRequest, reference: str) -> HttpResponse:
    """A new session; `?day=` chooses its day, `?copy=` starts from another."""
    desk = _desk(request, reference)
    form = _form(request, desk, _start(request, desk))
    if request.method == "POST" and form.is_valid():
        try:
            slot = actions.add_session(
                revisit=desk.case, session=form.session, by=desk.person, at=clock.now()
            )
            return _kept(request, desk, slot)
        except Refused as refusal:
            _refuse(form, refusal)
    return show(request, desk, PART, "Add a session", form=form, button="Add the session")


def change(request: HttpRequest, reference: str, session_id: int) -> HttpResponse:
    """Change a session; whoever comes second sees both texts."""
    desk = _desk(request, reference)
    slot = _slot(desk, session_id)
    typed = request.POST.copy()
    form, theirs = _form(request, desk, initial_session(slot), typed), None
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            slot = actions.change_session(
                slot=slot, version=version, session=form.session, by=desk.person, at=clock.now()
            )
            return _kept(request, desk, slot)
        except SessionChanged as changed:
            theirs, typed["version"] = _differing(desk, changed.session, form), str(changed.session.version)
            form.add_error(None, str(changed))
        except Refused as refusal:
            _refuse(form, refusal)
    return show(
        request,
        desk,
        PART,
        "Change a session",
        form=form,
        slot=slot,
        theirs=theirs,
        button="Save the session",
    )


@require_POST
def remove(request: HttpRequest, reference: str, session_id: int) -> HttpResponse:
    desk = _desk(request, reference)
    slot = _slot(desk, session_id)
    try:
        version = int(request.POST.get("version", "") or slot.version)
        actions.remove_session(slot=slot, version=version, by=desk.person, at=clock.now())
        messages.success(request, f"“{slot.title}” is taken out.")
    except ValueError:
        messages.error(request, "Look at the session again, then take it out.")
    except SessionChanged as changed:
        messages.error(request, f"{changed.session.changed_by} changed it meanwhile: look at it again.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("area-schedule", desk.case.reference)


def _desk(request: HttpRequest, reference: str) -> Desk:
    return area_desk(request, reference, Permission.VIEW_ARRANGEMENTS, Permission.ARRANGE, must=True)


def _slot(desk: Desk, session_id: int) -> SessionSlot:
    """Also one that was taken out: whoever was changing it meanwhile is told, and may put it back."""
    return get_object_or_404(sessions(desk.person).filter(revisit=desk.case), pk=session_id)


def _form(request: HttpRequest, desk: Desk, initial: dict[str, Any], typed: Any = None) -> SessionForm:
    days = queries.calendar().on_site_days(desk.case.first_day, desk.case.days or 0)
    sent = typed if typed is not None else request.POST
    return SessionForm(
        sent if request.method == "POST" else None,
        initial=initial,
        case=desk.case,
        days=dict(enumerate(days, start=1)),
    )


def _start(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    copied = request.GET.get("copy", "")
    if copied.isdecimal():
        return {**initial_session(_slot(desk, int(copied))), "version": None}
    return {"day": request.GET.get("day", "")}


def _differing(desk: Desk, theirs: SessionSlot, form: SessionForm) -> list[reading.Line]:
    """Where what stands there now differs from what was typed; `after` is what was typed."""
    return reading.lines(reading.facts(theirs), actions.facts_of(form.session), reading.names(desk.case))


def _kept(request: HttpRequest, desk: Desk, slot: SessionSlot) -> HttpResponse:
    working_copies.saved(request, f"“{slot.title}”, day {slot.day}, {slot.hours}, is in the schedule.")
    return redirect(f"{reverse('area-schedule', args=[desk.case.reference])}#day-{slot.day}")


def _refuse(form: SessionForm, refusal: Refused) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
