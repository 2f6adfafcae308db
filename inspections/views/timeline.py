"""The timeline of a case, and what a person may do to one event of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections import access, timeline_page
from inspections.actions import timeline as actions
from inspections.evidence_access import reads_base
from inspections.forms.timeline import DoneForm, OverrideForm
from inspections.models import Revisit, TimelineEvent
from inspections.policies import FOLLOWS, RECORDED, EventChanged, Refused
from inspections.views.case import case_context
from inspections.views.sent import sent
from inspections.workflow import State, undone_with, way_back
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def timeline(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.case_or_404(request.user, reference, related=())
    now = clock.now()
    events = case.timeline.select_related("done_by", "overridden_by")
    drawn = timeline_page.phases(events, now, dates_hold=case.dates_hold)
    context = case_context(
        request,
        case,
        phases=drawn,
        days=timeline_page.glance(drawn),
        led_here=led_here(case),
    )
    return render(request, "inspections/timeline.html", context)


def led_here(case: Revisit) -> str | None:
    """The code of the event whose doing brought the case to its stage: it is undone by taking the case back."""
    back = way_back(State(case.state))
    return undone_with(back) if back else None


def override(request: HttpRequest, reference: str, event_id: int) -> HttpResponse:
    case, event = _event(request, reference, event_id, Permission.OVERRIDE_DATES)
    typed = request.POST.copy()
    form = OverrideForm(
        typed or None,
        initial={
            "edition": event.edition,
            "on": event.planned_on,
            "time": event.planned_time,
            "reason": event.override_reason,
        },
    )
    if sent(request, form):
        try:
            actions.override_date(event=event, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, f"{event.title}: the new date is kept, with its reason.")
            return _back(case, event)
        except EventChanged as changed:
            event, typed["edition"] = changed.event, changed.event.edition
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "inspections/event_form.html",
        case_context(
            request, case, event=event, form=form, heading="Set a date by hand", button="Set the date"
        ),
    )


def done(request: HttpRequest, reference: str, event_id: int) -> HttpResponse:
    case, event = _event(request, reference, event_id, Permission.MARK_DONE)
    if event.code in RECORDED and not event.done_on and reads_base(request.user, case):
        day = [event.day] if event.rule.anchor == "each day" else []
        return redirect(RECORDED[event.code], case.reference, *day)
    if event.code in FOLLOWS and not event.done_on and request.method != "POST":
        messages.info(request, FOLLOWS[event.code])
        return redirect("final-letter", case.reference)
    form = DoneForm(request.POST or None, initial={"done_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_done(
                event=event, done_on=form.cleaned_data["done_on"], by=signed_in(request), at=clock.now()
            )
            messages.success(request, f"{event.title}: recorded as done.")
            return _back(case, event)
        except Refused as refusal:
            form.add_error("done_on", str(refusal))
    return render(
        request,
        "inspections/event_form.html",
        case_context(request, case, event=event, form=form, heading="Record as done", button="Record"),
    )


@require_POST
def reset(request: HttpRequest, reference: str, event_id: int) -> HttpResponse:
    case, event = _event(request, reference, event_id, Permission.OVERRIDE_DATES)
    try:
        actions.remove_override(event=event, by=signed_in(request), at=clock.now())
        messages.success(request, f"{event.title}: back to the guidance's date.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(case, event)


@require_POST
def reopen(request: HttpRequest, reference: str, event_id: int) -> HttpResponse:
    case, event = _event(request, reference, event_id, Permission.MARK_DONE)
    try:
        actions.reopen(event=event, by=signed_in(request), at=clock.now())
        messages.success(request, f"{event.title}: no longer recorded as done.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(case, event)


def _event(
    request: HttpRequest, reference: str, event_id: int, permission: Permission
) -> tuple[Revisit, TimelineEvent]:
    case = access.case_or_404(request.user, reference, permission)
    event = get_object_or_404(case.timeline, pk=event_id)
    event.revisit = case
    return case, event


def _back(case: Revisit, event: TimelineEvent) -> HttpResponse:
    response = redirect("timeline", case.reference)
    response["Location"] += f"#event-{event.pk}"
    return response
