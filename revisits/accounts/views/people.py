"""People, for the office: found, invited, given roles; roles ended, accounts closed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from revisits import clock
from revisits.accounts import finding, standing
from revisits.accounts.access import may, signed_in
from revisits.accounts.actions import memberships
from revisits.accounts.actions import people as actions
from revisits.accounts.forms.people import AppointForm, OfficeForm, ReasonForm
from revisits.accounts.granting import check_may_end, may_bring_in
from revisits.accounts.models import AccountEvent, Membership, User
from revisits.accounts.permissions import Permission
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import Role
from revisits.accounts.rules import invitations, people, place_seen

PAGE = 25


def office(request: HttpRequest) -> User:
    """Who looks, if they are of the office; 404 for everybody else."""
    person = signed_in(request)
    if not may(person, Permission.APPOINT):
        raise Http404
    return person


def refused(form: OfficeForm, refusal: Refused) -> None:
    """The sentence, beside the field that it is about."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody, or whom the search finds: by name, address, body, role, and how they stand."""
    by, now = office(request), clock.now()
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "role", "standing")}
    if asked["role"] not in Role.values:
        asked["role"] = ""
    page = Paginator(_found(by, now, **asked), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "lines": finding.lines(list(page), now),
        "asked": asked,
        "roles": Role.choices,
        "standings": finding.STANDINGS.items(),
        "query": query.urlencode(),
    }
    return render(request, "people/list.html", context)


def _found(by: User, now: datetime, *, q: str, role: str, standing: str) -> Any:
    if standing == finding.INVITED:
        rows = invitations(by).open()  # type: ignore[attr-defined]
        return finding.invitations(rows, q=q, role=role, state="", now=now)
    found = finding.people(people(by), q=q, role=role, standing=standing, now=now)
    return finding.with_roles(found, now)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles with what they are for and since when, invitations, what was done to the account."""
    by, now = office(request), clock.now()
    found = get_object_or_404(people(by), pk=pk)
    rows = found.memberships.select_related(
        "organisation", "area", "revisit__area", "granted_by", "ended_by"
    ).order_by("-starts_on", "-pk")
    invited = (
        invitations(by).filter(email__iexact=found.email or "").select_related("organisation", "invited_by")
    )
    context = {
        "person": found,
        "held": [(row, place_seen(by, row), _in_force(row, now), _may_end(by, row, now)) for row in rows],
        "invitations": [(row, row.state(now)) for row in invited],
        "events": AccountEvent.objects.filter(user=found).select_related("by"),
        "has_second_factor": standing.of(found).has_second_factor,
        "oneself": found.pk == by.pk,
    }
    return render(request, "people/person.html", context)


def _in_force(row: Membership, now: datetime) -> str:
    """How a role stands on the day: now, later, or over."""
    today = now.date()
    if row.ended_at or (row.ends_on and row.ends_on < today):
        return "over"
    return "now" if row.starts_on <= today else "later"


def _may_end(by: User, row: Membership, now: datetime) -> bool:
    if _in_force(row, now) == "over":
        return False
    try:
        check_may_end(by=by, membership=row, on=now.date())
    except Refused:
        return False
    return True


def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person another role."""
    by = office(request)
    found = get_object_or_404(people(by), pk=pk)
    form = AppointForm(request.POST or None, roles=may_bring_in(by, clock.today()), by=by)
    if request.method == "POST" and form.is_valid():
        try:
            given = memberships.appoint(
                user=found, by=by, at=clock.now(), until=form.cleaned_data["until"], **form.offer
            )
            messages.success(request, f"{found} is {given.get_role_display()} at {given.organisation} now.")
            return redirect("person", pk)
        except Refused as refusal:
            refused(form, refusal)
    context = {"person": found, "form": form, "heading": f"Give {found} a role", "button": "Give the role"}
    return render(request, "people/form.html", context)


def end_role(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    """End a role at once, with the reason."""
    by = office(request)
    found = get_object_or_404(people(by), pk=pk)
    row = get_object_or_404(found.memberships.select_related("organisation"), pk=membership)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            memberships.end_membership(
                membership=row, by=by, at=clock.now(), reason=form.cleaned_data["reason"]
            )
            messages.success(request, f"{found} is no longer {row.get_role_display()} at {row.organisation}.")
            return redirect("person", pk)
        except Refused as refusal:
            refused(form, refusal)
    context = {
        "person": found,
        "form": form,
        "heading": f"End the role {row.get_role_display()} of {found}",
        "explain": f"At {row.organisation}. It ends now; whoever has no other role is signed out at once.",
        "button": "End the role",
    }
    return render(request, "people/form.html", context)


def close(request: HttpRequest, pk: int) -> HttpResponse:
    return _account(request, pk, actions.close_account, "Close", CLOSING)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _account(request, pk, actions.reopen_account, "Open", OPENING)


CLOSING = (
    "They are signed out at once and let in no more, and what they are invited to is taken back. "
    "Their name stays on what they did, and their roles stay on file."
)
OPENING = "They sign in again as before, with the roles that are still in force."


def _account(
    request: HttpRequest, pk: int, act: Callable[..., AccountEvent], word: str, explain: str
) -> HttpResponse:
    """Ask why, then do it. Sent twice, the second is refused: it undoes nothing."""
    by = office(request)
    found = get_object_or_404(people(by), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            event = act(user=found, by=by, at=clock.now(), reason=form.cleaned_data["reason"])
            messages.success(request, f"{event.get_kind_display()}: {found}.")
            return redirect("person", pk)
        except Refused as refusal:
            refused(form, refusal)
    context = {"person": found, "form": form, "heading": f"{word} the account of {found}", "explain": explain}
    return render(request, "people/form.html", {**context, "button": f"{word} the account"})
