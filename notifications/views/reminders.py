"""The reminders of one event: whom they reach and when, and putting one's own off."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inspections import access, queries
from inspections.contacts import Contact
from inspections.models import Revisit, TimelineEvent
from inspections.policies import Refused
from inspections.timeline.explain import spoken
from inspections.timeline.times import LONDON
from notifications.cause import Stage
from notifications.domain import audience, due, quiet, snoozing
from notifications.forms.reminders import SnoozeForm
from notifications.models import Snooze
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible


@dataclass(frozen=True)
class Told:
    """Who is told, and when."""

    who: str
    when: str


def reminder(request: HttpRequest, reference: str, code: str, occurrence: int) -> HttpResponse:
    """For whoever a reminder of the event reaches, and whoever may mark it done; 404 for all others."""
    person, now = signed_in(request), clock.now()
    event = _event(person, reference, code, occurrence)
    contact = snoozing.as_reminded(event, person, now)
    if contact is None and not access.may(person, Permission.MARK_DONE, event.revisit):
        raise Http404
    form = SnoozeForm(
        request.POST or None, days=snoozing.days(now), may_hold=snoozing.may_hold(event, contact)
    )
    refusal = _refusal(event)
    if request.method == "POST" and not refusal and contact and form.is_valid():
        try:
            kept = snoozing.snooze(event=event, by=person, at=now, **form.cleaned_data)
            messages.success(request, f"You are reminded of this again on {spoken(kept.until)}.")
            return redirect(request.path)
        except Refused as broken:
            form.add_error(broken.field if broken.field in form.fields else None, str(broken))
    return render(
        request, "notifications/reminder.html", _context(event, contact, person, form, refusal, now)
    )


def _event(person: User, reference: str, code: str, occurrence: int) -> TimelineEvent:
    cases = visible(person, Revisit).filter(historical=False).select_related("area__authority", "area__forum")
    case = get_object_or_404(cases, reference=reference)
    event = get_object_or_404(TimelineEvent, revisit=case, code=code, occurrence=occurrence)
    event.revisit = case
    return event


def _refusal(event: TimelineEvent) -> str:
    try:
        snoozing.check(event)
    except Refused as refusal:
        return str(refusal)
    return ""


def _context(
    event: TimelineEvent, contact: Contact | None, person: User, form: SnoozeForm, refusal: str, now: datetime
) -> dict[str, object]:
    staff = access.sees_case(person, event.revisit_id, event.revisit.area_id)
    same = {"revisit": event.revisit_id, "code": event.code, "occurrence": event.occurrence}
    today = now.astimezone(LONDON).date()
    put_off = visible(person, Snooze).filter(**same, due_on=event.last_on or today, until__gt=today)
    return {
        "event": event,
        "revisit": event.revisit,
        "area": event.revisit.area,
        "form": form if contact and not refusal else None,
        "refusal": refusal,
        "staff": staff,
        "told": [] if refusal else _told(event, now),
        "put_off": put_off.select_related("user"),
    }


def _told(event: TimelineEvent, now: datetime) -> list[Told]:
    """In the order in which they are told; those who are away today are named all the same."""
    assert event.planned_on and event.deadline
    calendar, cause = queries.calendar(), snoozing.cause_of(event, now)
    owners = audience.owners(cause)
    before = calendar.before(event.planned_on, due.ahead(event.code))
    when = f"on {spoken(before)}, on the day, and once it is overdue"
    found = [Told(f"{owner.name} ({owner.role_label})", when) for owner in owners]
    for stage, who in ((Stage.TO_LEAD, "The lead HMI"), (Stage.TO_SUPPORT, "Inspection support")):
        if not due.OWNED[stage] & set(event.rule.owners):
            found.append(Told(who, f"on {spoken(_from(event, stage))}, if it is not done by then"))
    return found


def _from(event: TimelineEvent, stage: Stage) -> date:
    assert event.deadline
    calendar = queries.calendar()
    return calendar.after(quiet.first_day(event.deadline, calendar), due.ESCALATED[stage])
