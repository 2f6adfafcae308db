"""All re-visits suspended at once: whom it reaches and what it means for each, the button, and how far it is."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from inspections import access, plan_access, suspending
from inspections.actions import suspensions as actions
from inspections.models import Revisit, SuspendedCase
from inspections.policies import Refused
from inspections.views.sent import sent
from inspections.workflow import State
from notifications.domain.reached import told_of
from notifications.forms.plans import SuspendForm
from notifications.views.typed import typed
from revisits import clock
from revisits.accounts.access import everywhere, may, signed_in
from revisits.accounts.permissions import Permission

PER_PAGE = 25


def suspend(request: HttpRequest) -> HttpResponse:
    """Three looks: the form with what stands now, what it means case by case, and the suspension itself."""
    if not everywhere(request.user, Permission.SUSPEND_ALL):
        raise Http404
    form = SuspendForm(request.POST or None, initial={"from_day": clock.today()})
    if sent(request, form):
        if "confirm" not in request.POST:
            return _check(request, form)
        try:
            made = actions.suspend_all(by=signed_in(request), at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("from_day", str(refusal))
        else:
            messages.success(request, "All re-visits are suspended. The cases follow one by one.")
            return redirect("suspension", made.pk)
    page = Paginator(plan_access.suspensions(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/suspend.html", {"form": form, "page": page})


def _check(request: HttpRequest, form: SuspendForm) -> HttpResponse:
    cases = list(suspending.reached(form.cleaned_data["from_day"]).select_related("area"))
    told = told_of(cases)
    context = {
        "form": form,
        "cases": [(case, suspending.MEANS[case.state], told.get(case.pk, 0)) for case in cases],
        "people": sum(told.values()),
        "counts": _counts(cases),
        "typed": typed(request),
    }
    return render(request, "notifications/suspend_check.html", context)


def _counts(cases: list[Revisit]) -> list[tuple[str, int]]:
    """How many at each stage, and the stage in words."""
    return [(State(state).label, number) for state, number in Counter(case.state for case in cases).items()]


@require_safe
def suspension(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and each case of it: suspended, left alone, or taken up again."""
    found = get_object_or_404(plan_access.suspensions(request.user).select_related("decided_by"), pk=pk)
    mine = plan_access.suspended_cases(request.user).filter(suspension=found)
    rows = mine.select_related("revisit__area", "taken_up_by").order_by("revisit__area__name", "pk")
    waiting = SuspendedCase.objects.filter(suspension=found, done_at=None).count()
    all_of_it = SuspendedCase.objects.filter(suspension=found).count()
    context = {
        "suspension": found,
        "waiting": waiting,
        "all": all_of_it,
        "done": all_of_it - waiting,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_suspend": may(request.user, Permission.SUSPEND_ALL),
    }
    return render(request, "notifications/suspension.html", context)


@require_POST
def take_up(request: HttpRequest, reference: str) -> HttpResponse:
    """Let one case go on, from its page of changes of plan."""
    case = access.case_or_404(request.user, reference, Permission.CHANGE_PLAN)
    try:
        actions.take_up(revisit=case, by=signed_in(request), at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("plan", case.reference)
    if case.state == State.POSTPONED:
        messages.success(request, "It goes on. Set its new on-site days, then notify the area of them.")
        return redirect("dates", case.reference)
    messages.success(request, "It goes on as it was planned. Look whether its days still fit.")
    return redirect("revisit", case.reference)
