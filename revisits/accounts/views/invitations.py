"""Invitations, for the office: sent, sent again, taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from revisits import clock
from revisits.accounts import finding
from revisits.accounts.actions import invitations as actions
from revisits.accounts.forms.people import InviteForm
from revisits.accounts.granting import may_bring_in
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import Role
from revisits.accounts.rules import invitations, place_seen
from revisits.accounts.views.people import PAGE, office, refused


def invite(request: HttpRequest) -> HttpResponse:
    by = office(request)
    form = InviteForm(request.POST or None, roles=may_bring_in(by, clock.today()), by=by)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.invite(email=given["email"], name=given["name"], by=by, at=clock.now(), **form.offer)
            messages.success(request, f"The invitation is on its way to {given['email']}.")
            return redirect("invitations")
        except Refused as refusal:
            refused(form, refusal)
    context = {"form": form, "heading": "Invite somebody", "button": "Send the invitation"}
    return render(request, "people/form.html", context)


@require_safe
def invitation_list(request: HttpRequest) -> HttpResponse:
    """The newest first; open ones can be sent again and taken back."""
    by, now = office(request), clock.now()
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "role", "state")}
    if asked["role"] not in Role.values:
        asked["role"] = ""
    page = Paginator(finding.invitations(invitations(by), now=now, **asked), PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    rows = [
        (row, place_seen(by, row), state, finding.TAGS[state]) for row in page for state in [row.state(now)]
    ]
    context = {"page": page, "rows": rows, "asked": asked, "roles": Role.choices, "query": query.urlencode()}
    return render(request, "people/invitations.html", {**context, "states": finding.TAGS})


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    by = office(request)
    row = get_object_or_404(invitations(by), pk=pk)
    try:
        actions.resend(invitation=row, by=by, at=clock.now())
        messages.success(request, f"A new link is on its way to {row.email}. The old one no longer works.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    by = office(request)
    row = get_object_or_404(invitations(by), pk=pk)
    try:
        actions.revoke(invitation=row, by=by, at=clock.now())
        messages.success(request, f"The invitation of {row.name} is taken back. Its link no longer works.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page where the button was."""
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if back and ours else "invitations")
