"""Notifying the area: exactly who gets what, then the button."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, cautions
from inspections.actions.notify import notify as notify_area
from inspections.models import Revisit
from inspections.policies import Refused, check_notify
from inspections.views.case import case_context
from inspections.workflow import State
from letters.models import Letter
from notifications.domain.compose import preview
from notifications.forms import NotifyForm
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def notify(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.case_or_404(request.user, reference, Permission.NOTIFY)
    known = {said: place for place, said in NotifyForm.PLACES.items()}
    form = NotifyForm(request.POST or None, initial={"quality": known[case.quality_on_site]})
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            notify_area(
                revisit=case,
                by=signed_in(request),
                at=clock.now(),
                note=form.cleaned_data["note"],
                quality_on_site=form.quality_on_site,
            )
            messages.success(request, "The area is notified. The notices are on their way.")
            return redirect("notices", case.reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "notifications/notify.html", _context(request, case, form))


def _context(request: HttpRequest, case: Revisit, form: NotifyForm) -> dict[str, object]:
    said: dict[str, object] = {"note": "", "quality_on_site": case.quality_on_site}
    if form.is_bound and form.is_valid():
        said = {"note": form.cleaned_data["note"], "quality_on_site": form.quality_on_site}
    letter = case.letters.filter(kind=Letter.Kind.PARENTS).first()
    timeline, team = list(case.timeline.all()), list(case.team.select_related("user"))
    return case_context(
        request,
        case,
        form=form,
        refusal=_refusal(case),
        notices=preview(_as_notified(case), at=clock.now(), data={**said, "again": case.stopped}),
        letter=letter,
        letter_is_old=letter and letter.facts.get("first_day") != case.first_day.isoformat(),
        cautions=cautions.of_case(case, timeline, team, reader=request.user),
    )


def _as_notified(case: Revisit) -> Revisit:
    """A postponed case as the notice of its new dates finds it: nothing of it is put off any more."""
    if not case.stopped:
        return case
    told = copy(case)
    told.state = State.NOTIFIED
    return told


def _refusal(case: Revisit) -> str:
    try:
        check_notify(case, clock.today())
    except Refused as refusal:
        return str(refusal)
    return ""
