"""Where the nominated officer brings in colleagues who give evidence."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections.forms.people import NewPersonForm
from inspections.models import LocalArea, Revisit
from revisits import clock
from revisits.accounts import access
from revisits.accounts.access import signed_in
from revisits.accounts.actions import invitations, memberships
from revisits.accounts.models import Invitation, Membership, Organisation
from revisits.accounts.permissions import Permission
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import Role

PAGE = 50


def contributors(request: HttpRequest) -> HttpResponse:
    """The contributors of the officer's own authority, whom they invited, and the form for one more."""
    bodies = _bodies(request)
    form = NewPersonForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            _invite(request, given)
            messages.success(
                request, f"{given['name']} is invited, and gives evidence once they have accepted."
            )
            return redirect("contributors")
        except Refused as refusal:
            form.add_error("email", str(refusal))
    context = {
        "form": form,
        "page": Paginator(_contributors(bodies), PAGE).get_page(request.GET.get("page")),
        "invited": _invited(bodies)[:PAGE],
        "several": len(bodies) > 1,
        "now": clock.now(),
    }
    return render(request, "inspections/contributors.html", context)


@require_POST
def end(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End a contributor's role at once; whoever holds no other is signed out everywhere."""
    membership = get_object_or_404(_contributors(_bodies(request)), pk=membership_id)
    reason = "The nominated officer ended it."
    try:
        memberships.end_membership(
            membership=membership, by=signed_in(request), at=clock.now(), reason=reason
        )
        messages.success(request, f"{membership.user} gives evidence no more.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("contributors")


@require_POST
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take back an invitation that was not accepted yet."""
    invitation = get_object_or_404(_invited(_bodies(request)), pk=invitation_id)
    try:
        invitations.revoke(invitation=invitation, by=signed_in(request), at=clock.now())
        messages.success(request, f"The invitation of {invitation.name} is taken back.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("contributors")


def _bodies(request: HttpRequest) -> QuerySet[Organisation]:
    """The bodies for which the person adds contributors; 404 where there is none."""
    grants = access.held(request.user, Permission.ADD_CONTRIBUTORS)
    if not grants:
        raise Http404
    return Organisation.objects.filter(pk__in=[grant.organisation for grant in grants])


def _contributors(bodies: QuerySet[Organisation]) -> QuerySet[Membership]:
    found = Membership.objects.on(clock.today()).filter(role=Role.AREA_CONTRIBUTOR, organisation__in=bodies)
    return found.select_related("user", "organisation").order_by("user__name", "pk")


def _invited(bodies: QuerySet[Organisation]) -> QuerySet[Invitation]:
    found = Invitation.objects.open().filter(role=Role.AREA_CONTRIBUTOR, organisation__in=bodies)
    return found.select_related("organisation")


def _invite(request: HttpRequest, given: dict[str, Any]) -> Invitation:
    """As far as the officer's own role reaches: for everything of the body, else for their one area or case."""
    body: Organisation = given["body"]
    grants = access.held(request.user, Permission.ADD_CONTRIBUTORS)
    own = min((each for each in grants if each.organisation == body.pk), key=lambda each: not each.everywhere)
    return invitations.invite(
        email=given["email"],
        name=given["name"],
        role=Role.AREA_CONTRIBUTOR,
        organisation=body,
        area=LocalArea.objects.get(pk=own.area) if own.area else None,
        revisit=Revisit.objects.get(pk=own.revisit) if own.revisit else None,
        by=signed_in(request),
        at=clock.now(),
    )
