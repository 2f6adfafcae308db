"""The team page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections import access, cautions
from inspections.actions import team as actions
from inspections.forms.team import MemberForm
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def team(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is on the case; whoever may edit it adds people here."""
    case = access.case_or_404(request.user, reference)
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        case = access.case_or_404(request.user, reference, Permission.EDIT_CASE)
        if form.is_valid():
            try:
                actions.add_member(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
                messages.success(request, f"{form.cleaned_data['user']} is on the case.")
                return redirect("team", case.reference)
            except Refused as refusal:
                form.add_error("user", str(refusal))
    members = list(case.team.select_related("user"))
    clashes = cautions.bookings(case, members) if case.last_day else ()
    return render(
        request,
        "inspections/team.html",
        case_context(request, case, form=form, members=members, clashes=clashes),
    )


@require_POST
def remove(request: HttpRequest, reference: str, member_id: int) -> HttpResponse:
    case = access.case_or_404(request.user, reference, Permission.EDIT_CASE)
    member = get_object_or_404(case.team.select_related("user"), pk=member_id)
    try:
        actions.remove_member(member=member, by=signed_in(request), at=clock.now())
        messages.success(request, f"{member.user} is no longer on the case.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("team", case.reference)
