"""The office's bank holidays: those ahead, and one that is announced, with what it moves before it is added."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from inspections import area_access, effects
from inspections.actions import holidays as actions
from inspections.actions.timeline import compute_timeline
from notifications.domain.rehearse import rehearse
from notifications.forms.holidays import HolidayForm
from notifications.models import OutboxMessage
from notifications.views.typed import typed
from revisits import clock
from revisits.accounts.access import may, signed_in
from revisits.accounts.permissions import Permission

PER_PAGE = 20


@require_safe
def holidays(request: HttpRequest) -> HttpResponse:
    """Those ahead, the next first; where each comes from."""
    _check_office(request)
    ahead = area_access.holidays(request.user).filter(on__gte=clock.today()).order_by("on")
    page = Paginator(ahead, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/holidays.html", {"page": page})


def add(request: HttpRequest) -> HttpResponse:
    """The form, then the effect on every open case, then the button."""
    _check_office(request)
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        return _made(request, form) if "confirm" in request.POST else _check(request, form)
    return render(request, "notifications/holiday_add.html", {"form": form})


def _check_office(request: HttpRequest) -> None:
    if not may(request.user, Permission.MANAGE_HOLIDAYS):
        raise Http404


def _check(request: HttpRequest, form: HolidayForm) -> HttpResponse:
    given = form.cleaned_data
    found = effects.of_holiday(given["on"], given["name"])
    rows = _messages(request, form, found)
    told = {
        case: [row for row in rows if row.revisit_id == case] for case in {row.revisit_id for row in rows}
    }
    context = {
        "form": form,
        "cases": [(effect, told.get(effect.revisit.pk, [])) for effect in found],
        "messages_out": rows,
        "typed": typed(request),
    }
    return render(request, "notifications/holiday_check.html", context)


def _messages(request: HttpRequest, form: HolidayForm, found: list[effects.Effect]) -> list[OutboxMessage]:
    """The messages as they would go out: the day is added, the cases are computed, and all of it is taken back."""
    by, at, cases = signed_in(request), clock.now(), [effect.revisit.pk for effect in found]

    def act() -> None:
        actions.add_holiday(by=by, at=at, **form.cleaned_data)
        for case in cases:
            compute_timeline(revisit_id=case, at=at)

    return rehearse(act, cases=cases)


def _made(request: HttpRequest, form: HolidayForm) -> HttpResponse:
    row = actions.add_holiday(by=signed_in(request), at=clock.now(), **form.cleaned_data)
    messages.success(
        request,
        f"{row} is added. The dates of the open re-visits follow in a moment, and whom it concerns is told.",
    )
    return redirect("holidays")
