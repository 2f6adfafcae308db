"""The team page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections import access, picking
from inspections.actions import team as actions
from inspections.forms.team import MemberForm
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def team(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is on the case, and was; whoever may change the team adds people here."""
    case = access.case_or_404(request.user, reference)
    if request.method == "POST":
        case = access.case_or_404(request.user, reference, Permission.MANAGE_TEAM)
    manages = access.may(request.user, Permission.MANAGE_TEAM, case)
    form = MemberForm(request.POST or None, case=case, reader=signed_in(request)) if manages else None
    if request.method == "POST" and form and form.is_valid() and _added(request, case, form):
        return redirect("team", case.reference)
    members = sorted(case.team.select_related("user"), key=lambda member: member.place)
    days = picking.Days.of(case, clock.today(), signed_in(request))
    notes = picking.obstacles([member.user_id for member in members], days)
    context = case_context(
        request,
        case,
        form=form,
        members=[(member, notes[member.user_id] if member.on_site else ()) for member in members],
        inspectors=picking.inspectors_of(case),
        left=picking.left(case),
    )
    return render(request, "inspections/team.html", context)


def _added(request: HttpRequest, case: Revisit, form: MemberForm) -> bool:
    try:
        actions.add_member(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
    except Refused as refusal:
        form.add_error("user", str(refusal))
        return False
    messages.success(request, f"{form.cleaned_data['user']} is on the case.")
    return True


@require_POST
def remove(request: HttpRequest, reference: str, member_id: int) -> HttpResponse:
    case = access.case_or_404(request.user, reference, Permission.MANAGE_TEAM)
    member = get_object_or_404(case.team.select_related("user"), pk=member_id)
    try:
        actions.remove_member(member=member, by=signed_in(request), at=clock.now())
        messages.success(request, f"{member.user} is no longer on the case.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("team", case.reference)
