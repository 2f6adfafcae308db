"""The on-site days, one page a day: sessions, meetings, keeping in touch, and what to do next. And who goes where."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control

from inspections import access, fieldwork, meetings, on_site
from inspections import schedule as reading
from inspections.actions import schedule as actions
from inspections.arrangements_access import sessions
from inspections.arrangements_policies import SessionChanged
from inspections.evidence_access import reads_base
from inspections.forms.fieldwork import GoingForm, initial_going
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.arrangements import show, team_desk
from inspections.views.case import case_context
from inspections.views.fieldwork import carry
from revisits import clock
from revisits.accounts.permissions import Permission


@cache_control(no_store=True)
def day(request: HttpRequest, reference: str, number: int = 0) -> HttpResponse:
    """One on-site day; without a number the current one."""
    desk = team_desk(request, reference, Permission.AGREE_SCHEDULE)
    case, days, today = desk.case, fieldwork.days(desk.case), clock.today()
    number = number or on_site.current(days, today)
    if number not in days:
        raise Http404
    planned = list(reading.current(case))
    agreement = reading.newest_agreement(case)
    changed = reading.changes(agreement, planned, reading.names(case)) if agreement else {}
    team = access.may(request.user, Permission.WRITE_NOTES, case)
    context = case_context(
        request,
        case,
        desk=desk,
        days=days,
        number=number,
        last=number == len(days),
        on=days[number],
        today=today,
        sessions=next(
            each for each in reading.days(case, planned, changed) if each.number == number
        ).sessions,
        meetings=[each for each in meetings.of_case(case) if each.on == days[number]],
        steps=on_site.next_steps(case, days, today) if team else (),
        **_records(request, case, number),
    )
    return render(request, "inspections/fieldwork/day.html", context)


@cache_control(no_store=True)
def going(request: HttpRequest, reference: str, session_id: int) -> HttpResponse:
    """The team says who of it goes to a session; whoever comes second is told."""
    desk = team_desk(request, reference, Permission.AGREE_SCHEDULE, must=True)
    slot = get_object_or_404(sessions(desk.person).filter(revisit=desk.case, removed_at=None), pk=session_id)
    form = GoingForm(
        request.POST.copy() if request.method == "POST" else None, initial=initial_going(slot), case=desk.case
    )
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.assign_inspectors(
                slot=slot, version=version, members=form.members, by=desk.person, at=clock.now()
            )
            messages.success(request, f"Who goes to “{slot.title}” is in the schedule.")
            return redirect("on-site-day", desk.case.reference, slot.day)
        except SessionChanged as changed:
            slot = changed.session
            carry(form, "version", slot.version)
            form.add_error(
                None, f"{slot.changed_by} changed this session meanwhile: look at it, then send yours again."
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    slot = reading.current(desk.case).filter(pk=slot.pk).first() or slot
    shown = reading.Shown(slot, None, ())
    part, heading = "inspections/fieldwork/going.html", "Who goes to this session?"
    return show(request, desk, part, heading, form=form, session=slot, shown=shown)


def _records(request: HttpRequest, case: Revisit, number: int) -> dict[str, object]:
    """Which records of the day there are, for those who may read them; what they say stands on pages of its own."""
    if not reads_base(request.user, case):
        return {"reads": False}
    return {
        "reads": True,
        "has_kit": fieldwork.has_kit(case),
        "kit": fieldwork.kits(case, number).first(),
        "meeting": fieldwork.judgement_meetings(case).first(),
        "feedback": fieldwork.feedbacks(case).first(),
    }
