"""Where a director or chief executive who may read the draft names others of their body to read it (G24)."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections import access, draft_list
from inspections.actions import draft_readers as actions
from inspections.forms.draft_readers import NameReaderForm
from inspections.forms.people import NewPersonForm
from inspections.models import Revisit
from inspections.policies import Refused
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.actions import invitations
from revisits.accounts.models import Invitation
from revisits.accounts.permissions import Permission

HERE = "area-readers"


def readers(request: HttpRequest, reference: str) -> HttpResponse:
    """Who of their bodies may read the draft, who is invited, and the two ways to name somebody."""
    case = _case(request, reference)
    bodies = access.bodies_for(request.user, Permission.NAME_READERS, case)
    new = request.POST.get("who") == "new"
    posted = request.POST or None
    nameable = draft_list.nameable(case, bodies, on=clock.today())
    known_form = NameReaderForm(None if new else posted, nameable=nameable)
    new_form = NewPersonForm(posted if new else None, bodies=bodies)
    chosen: Form = new_form if new else known_form
    if request.method == "POST" and chosen.is_valid():
        try:
            messages.success(request, _name(request, case, chosen.cleaned_data))
            return redirect(HERE, case.reference)
        except Refused as refusal:
            chosen.add_error("email" if new else "membership", str(refusal))
    context = {
        "revisit": case,
        "area": case.area,
        "readers": draft_list.readers(case).filter(organisation__in=bodies),
        "removable": draft_list.representatives(case, on=clock.today()),
        "invited": draft_list.invited(case, bodies),
        "known_form": known_form,
        "new_form": new_form,
        "form": chosen,
        "now": clock.now(),
    }
    return render(request, "inspections/area_readers.html", context)


@require_POST
def remove(request: HttpRequest, reference: str, reader_id: int) -> HttpResponse:
    """Take a representative off the list; directors are the lead HMI's to take off."""
    case = _case(request, reference)
    bodies = access.bodies_for(request.user, Permission.NAME_READERS, case)
    rows = draft_list.representatives(case, on=clock.today()).filter(organisation__in=bodies)
    reader = get_object_or_404(rows, pk=reader_id)
    try:
        actions.remove_reader(reader=reader, by=signed_in(request), at=clock.now())
        messages.success(request, f"{reader.user} can no longer read the draft.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(HERE, case.reference)


@require_POST
def withdraw(request: HttpRequest, reference: str, invitation_id: int) -> HttpResponse:
    """Take back an invitation that was not accepted yet."""
    case = _case(request, reference)
    bodies = access.bodies_for(request.user, Permission.NAME_READERS, case)
    invitation: Invitation = get_object_or_404(draft_list.invited(case, bodies), pk=invitation_id)
    try:
        invitations.revoke(invitation=invitation, by=signed_in(request), at=clock.now())
        messages.success(request, f"The invitation of {invitation.name} is taken back.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(HERE, case.reference)


def _case(request: HttpRequest, reference: str) -> Revisit:
    """For directors who stand on the list themselves; 404 for everybody else."""
    case = access.area_case_or_404(request.user, reference, Permission.NAME_READERS)
    if not draft_list.on_list(case, signed_in(request).pk):
        raise Http404
    return case


def _name(request: HttpRequest, case: Revisit, given: dict[str, Any]) -> str:
    """Name or invite; what the director is told of it."""
    by, at = signed_in(request), clock.now()
    if membership := given.get("membership"):
        body, person = membership.organisation, membership.user
        actions.name_reader(revisit=case, person=person, body=body, by=by, at=at)
        return f"{person} may read the draft now, and is told by e-mail."
    actions.invite_reader(revisit=case, by=by, at=at, **given)
    return f"{given['name']} is invited. They may read the draft once they have accepted."
