"""Handing cases over, in one go."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inspections import access, picking
from inspections.actions.hand_over import hand_over as action
from inspections.forms.hand_over import HandOverForm
from inspections.models import CaseDraft, TeamMember
from inspections.policies import Refused
from inspections.views.sent import sent
from inspections.workflow import OPEN_STATES
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission


def hand_over(request: HttpRequest) -> HttpResponse:
    """Which cases, to whom and why; then once more with what stands in the way; then all of them at once."""
    person = whose(request)
    if person is None:
        return choose_person(request)
    parts, drafts = _open_parts(request, person), _drafts(request, person)
    form = HandOverForm(request.POST or None, person=person, open_parts=parts, drafts=drafts.count())
    if sent(request, form):
        if "sure" not in request.POST:
            return _check(request, person, form)
        if _done(request, form, list(drafts) if form.cleaned_data.get("drafts") else []):
            return redirect("home")
    context = {"person": person, "own": person == request.user, "form": form, "parts": parts}
    return render(request, "inspections/hand_over/form.html", context)


def whose(request: HttpRequest) -> User | None:
    """Whose cases: one's own; for whoever works on any case, of the person that the address names. 404 otherwise."""
    user = signed_in(request)
    if not held.may(user, Permission.HAND_OVER):
        raise Http404
    named = request.GET.get("person", "")
    if not held.may(user, Permission.WORK_ON_ANY_CASE):
        if named not in ("", str(user.pk)):
            raise Http404
        return user
    return get_object_or_404(_people(request), pk=named) if named.isdecimal() else None


def choose_person(request: HttpRequest) -> HttpResponse:
    """For whoever works on any case: the page that they asked for, of whom?"""
    return render(request, "inspections/hand_over/whose.html", {"people": _people(request)})


def _people(request: HttpRequest) -> QuerySet[User]:
    """Whoever has a part in an open case that the reader may see."""
    cases = access.cases(request.user).filter(state__in=OPEN_STATES, historical=False)
    members = TeamMember.objects.filter(revisit__in=cases.values("pk"))
    return User.objects.filter(pk__in=members.values("user"))


def _open_parts(request: HttpRequest, person: User) -> list[TeamMember]:
    """The person's parts in open cases that the reader may hand over, the next visit first."""
    found = TeamMember.objects.filter(user=person, revisit__state__in=OPEN_STATES, revisit__historical=False)
    parts = (
        found.select_related("user", "revisit__area")
        .prefetch_related("revisit__team")
        .order_by("revisit__first_day")
    )
    return [part for part in parts if access.may(request.user, Permission.HAND_OVER, part.revisit)]


def _drafts(request: HttpRequest, person: User) -> QuerySet[CaseDraft]:
    """The re-visits that they still set up. Of which area each is nobody knows yet: of others only for a role that
    is for everywhere."""
    on_all = held.everywhere(request.user, Permission.WORK_ON_ANY_CASE)
    theirs = CaseDraft.objects.filter(owner=person)
    return theirs if person == request.user or on_all else theirs.none()


def _check(request: HttpRequest, person: User, form: HandOverForm) -> HttpResponse:
    to: User = form.cleaned_data["to"]
    today, reader = clock.today(), signed_in(request)
    rows = [
        (
            part,
            picking.obstacles([to.pk], picking.Days.of(part.revisit, today, reader))[to.pk]
            if part.on_site
            else (),
        )
        for part in form.chosen
    ]
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {"person": person, "form": form, "rows": rows, "to": to, "typed": typed}
    return render(request, "inspections/hand_over/check.html", context)


def _done(request: HttpRequest, form: HandOverForm, drafts: list[CaseDraft]) -> bool:
    given = form.cleaned_data
    try:
        events = action(
            parts=form.chosen,
            to=given["to"],
            reason=given["reason"],
            experience=given["experience"],
            drafts=drafts,
            by=signed_in(request),
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error("to", str(refusal))
        return False
    cases = "1 case is" if len(events) == 1 else f"{len(events)} cases are"
    messages.success(request, f"{cases} with {given['to']} now. They are told by e-mail.")
    return True
