"""Holds: what is kept although its time is over."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inspections.policies import Refused
from revisits import clock
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible
from revisits.privacy.access import with_permission
from revisits.privacy.actions.holds import lift_hold, place_hold
from revisits.privacy.forms.disposal import HoldForm, LiftForm
from revisits.privacy.models import Hold

PAGE = 25


def holds(request: HttpRequest) -> HttpResponse:
    """The holds, those in force first, and a new one; `?case=` and `?person=` fill it in."""
    by = with_permission(request, Permission.APPROVE_DISPOSAL)
    form = HoldForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        hold = place_hold(by=by, at=clock.now(), **form.cleaned_data)
        messages.success(request, f"{hold}: nothing of it goes until the hold is lifted.")
        return redirect("holds")
    page = Paginator(_seen(by), PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/holds.html", {"form": form, "page": page})


def lift(request: HttpRequest, pk: int) -> HttpResponse:
    by = with_permission(request, Permission.APPROVE_DISPOSAL)
    hold = get_object_or_404(_seen(by), pk=pk)
    form = LiftForm(request.POST or None)
    if form.is_valid():
        try:
            lift_hold(hold=hold, by=by, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"{hold} is lifted.")
            return redirect("holds")
    return render(request, "privacy/lift.html", {"form": form, "hold": hold})


def _seen(by: User) -> QuerySet[Hold]:
    return visible(by, Hold).select_related("case", "person", "placed_by", "lifted_by")
