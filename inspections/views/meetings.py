"""The meetings of a case, for staff: what is arranged for each, cancelling, and sending invitations."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inspections import access, meeting_access, queries
from inspections.actions import meetings as actions
from inspections.forms.meetings import CancelForm, MeetingForm, initial_meeting, new_meeting
from inspections.meeting_warnings import Warned, gathered, warnings
from inspections.meetings import Arranged, arranged, of_case
from inspections.models import CaseEvent, Revisit
from inspections.policies import MeetingChanged, Refused
from inspections.views.case import case_context
from inspections.views.sent import sent
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.models import Organisation
from revisits.accounts.permissions import Permission

INSPECTORATES = (Organisation.Kind.OFSTED, Organisation.Kind.CQC)
LATEST_CHANGES = 20
Kind = CaseEvent.Kind
CHANGES = (Kind.MEETING_CHANGED, Kind.MEETING_CANCELLED, Kind.MEETING_INVITED)


def meetings(request: HttpRequest, reference: str) -> HttpResponse:
    """All meetings in their order, with what to look at."""
    case = access.case_or_404(request.user, reference)
    found = of_case(case)
    context = case_context(
        request,
        case,
        meetings=found,
        cautions=gathered(_warnings(case, found)),
        registers=meeting_access.sees_registrations(request.user, case),
    )
    return render(request, "inspections/meetings.html", context)


def meeting(request: HttpRequest, reference: str, code: str, occurrence: int) -> HttpResponse:
    """One meeting: its form for whoever arranges it, else what stands there; and who was told what."""
    case = access.case_or_404(request.user, reference)
    if request.method == "POST":
        case = access.case_or_404(request.user, reference, Permission.ARRANGE_MEETINGS)
    found = _or_404(case, code, occurrence)
    if not access.may(request.user, Permission.ARRANGE_MEETINGS, case):
        return render(request, "inspections/meeting.html", _context(request, case, found))
    typed = request.POST.copy()
    form = MeetingForm(typed or None, meeting=found, bodies=bodies(case), initial=initial_meeting(found))
    if sent(request, form):
        try:
            actions.arrange(
                meeting=found,
                edition=form.cleaned_data["edition"],
                given=form.given,
                attendance=form.attendance,
                by=signed_in(request),
                at=clock.now(),
            )
            messages.success(request, f"{found.title}: saved. Whoever was told of it is told what changed.")
            return redirect("meetings", case.reference)
        except MeetingChanged as changed:
            found, typed["edition"] = changed.meeting, changed.meeting.edition
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "inspections/meeting.html", _context(request, case, found, form=form))


def add(request: HttpRequest, reference: str) -> HttpResponse:
    """A meeting that the guidance's timeline does not hold."""
    case = access.case_or_404(request.user, reference, Permission.ARRANGE_MEETINGS)
    form = MeetingForm(request.POST or None, meeting=new_meeting(case), bodies=())
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.add_meeting(revisit=case, given=form.given, by=signed_in(request), at=clock.now())
            messages.success(request, f"{found.title}: added. Nobody is invited yet.")
            return redirect("meeting", case.reference, *found.key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = case_context(request, case, form=form, heading="Add a meeting", button="Add the meeting")
    return render(request, "inspections/meeting_form.html", context)


def cancel(request: HttpRequest, reference: str, code: str, occurrence: int) -> HttpResponse:
    case, found = _to_arrange(request, reference, code, occurrence)
    form = CancelForm(request.POST or None)
    if sent(request, form):
        try:
            actions.cancel_meeting(
                meeting=found, why=form.cleaned_data["why"], by=signed_in(request), at=clock.now()
            )
            messages.success(request, f"{found.title}: cancelled. Whoever was told of it is told.")
            return redirect("meetings", case.reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = case_context(
        request, case, form=form, heading=f"Cancel: {found.title}", button="Cancel the meeting"
    )
    return render(request, "inspections/meeting_form.html", context)


@require_POST
def reinstate(request: HttpRequest, reference: str, code: str, occurrence: int) -> HttpResponse:
    case, found = _to_arrange(request, reference, code, occurrence)
    return _done(request, case, found, actions.reinstate_meeting, f"{found.title} takes place after all.")


@require_POST
def invite(request: HttpRequest, reference: str, code: str, occurrence: int) -> HttpResponse:
    case, found = _to_arrange(request, reference, code, occurrence)
    said = f"{found.title}: invitations are on their way to whoever was not told yet."
    invite = partial(actions.invite, note=request.POST.get("note", ""))
    return _done(request, case, found, invite, said)


def bodies(case: Revisit) -> list[Organisation]:
    """The organisations of which people attend: the inspectorates and the area's."""
    found = Organisation.objects.filter(kind__in=INSPECTORATES) | Organisation.objects.filter(
        pk__in=access.bodies_of(case.area_id).values("pk")
    )
    return list(found.order_by("name"))


def _done(request: HttpRequest, case: Revisit, found: Arranged, action: Any, said: str) -> HttpResponse:
    try:
        action(meeting=found, by=signed_in(request), at=clock.now())
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("meeting", case.reference, *found.key)


def _to_arrange(request: HttpRequest, reference: str, code: str, occurrence: int) -> tuple[Revisit, Arranged]:
    case = access.case_or_404(request.user, reference, Permission.ARRANGE_MEETINGS)
    return case, _or_404(case, code, occurrence)


def _or_404(case: Revisit, code: str, occurrence: int) -> Arranged:
    found = arranged(case, code, occurrence)
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest, case: Revisit, found: Arranged, **more: Any) -> dict[str, Any]:
    code, occurrence = found.key
    changes = case.history.filter(kind__in=CHANGES, data__code=code, data__occurrence=occurrence)
    warned = [each for each in _warnings(case, of_case(case)) if each.key == found.key]
    return case_context(
        request,
        case,
        meeting=found,
        cautions=warned,
        printed=_printed_otherwise(found),
        changes=changes.select_related("by")[:LATEST_CHANGES],
        told=case.told_meetings.filter(code=code, occurrence=occurrence)
        .select_related("outbox")
        .order_by("-pk")[:LATEST_CHANGES],
        **more,
    )


def _warnings(case: Revisit, found: list[Arranged]) -> list[Warned]:
    holidays = case.area.school_holidays.values_list("first_day", "last_day", "name")
    return warnings(found, queries.calendar(), clock.now(), tuple(holidays))


def _printed_otherwise(found: Arranged) -> str:
    """When the letter to parents was issued that prints another open meeting than stands here now; or nothing."""
    letter = found.revisit.letters.filter(kind="parents").first() if found.is_open else None
    if letter is None:
        return ""
    printed = letter.facts.get("open_meeting") or {}
    now = {
        "on": found.on.isoformat() if found.on else None,
        "place": found.place or None,
        "access": found.access or None,
    }
    same = not found.cancelled and all(printed.get(name) == value for name, value in now.items())
    return "" if same else f"{letter.issued_at:%-d %B %Y}"
