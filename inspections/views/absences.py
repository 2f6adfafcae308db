"""When somebody is away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from inspections.actions import absences as actions
from inspections.forms.hand_over import AwayForm
from inspections.models import Absence
from inspections.policies import Refused
from inspections.views.hand_over import choose_person, whose
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible


def away(request: HttpRequest) -> HttpResponse:
    """The days on which a person is away, from today on, and a form for more."""
    person = whose(request)
    if person is None:
        return choose_person(request)
    form = AwayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_absence(user=person, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, "It is on file, and shown wherever a team is picked.")
            return redirect(_page(request, person))
        except Refused as refusal:
            form.add_error("first_day", str(refusal))
    absences = visible(request.user, Absence).filter(user=person, last_day__gte=clock.today())
    context = {"person": person, "own": person == request.user, "form": form, "absences": absences}
    return render(request, "inspections/hand_over/away.html", context)


@require_POST
def remove(request: HttpRequest, absence_id: int) -> HttpResponse:
    user = signed_in(request)
    absence = get_object_or_404(visible(user, Absence).select_related("user"), pk=absence_id)
    anybody = held.may(user, Permission.WORK_ON_ANY_CASE)
    if not held.may(user, Permission.HAND_OVER) or not (anybody or absence.user_id == user.pk):
        raise Http404
    actions.remove_absence(absence=absence)
    messages.success(request, "Taken off.")
    return redirect(_page(request, absence.user))


def _page(request: HttpRequest, person: User) -> str:
    return reverse("away") + ("" if person == request.user else f"?person={person.pk}")
