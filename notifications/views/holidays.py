"""The office's bank holidays: those ahead; and one that is announced, or none after all, with what it moves first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from inspections import area_access, effects
from inspections.actions import holidays as actions
from inspections.actions.timeline import compute_timeline
from inspections.forms.base import CaseForm
from notifications.domain.rehearse import rehearse
from notifications.forms.holidays import HolidayForm, WithdrawalForm
from notifications.models import OutboxMessage
from notifications.views.typed import typed
from revisits import clock
from revisits.accounts.access import may, signed_in
from revisits.accounts.permissions import Permission

PER_PAGE = 20


@dataclass(frozen=True)
class Words:
    """What the pages of a change say."""

    heading: str
    explain: str
    button: str
    said: str


ADDING = Words(
    "Add a bank holiday",
    "You see which dates of which re-visits it moves, and who is told, before anything changes.",
    "Add the bank holiday",
    "The bank holiday is added. The dates of the open re-visits follow in a moment, and whom it concerns is told.",
)
WITHDRAWING = Words(
    "Withdraw a bank holiday",
    "It becomes a working day again. You see which dates of which re-visits move, and who is told, before anything "
    "changes.",
    "Withdraw the bank holiday",
    "It is no bank holiday any more. The dates of the open re-visits follow in a moment, and whom it concerns is told.",
)


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
    by, at = signed_in(request), clock.now()
    return _change(
        request,
        form,
        words=ADDING,
        found=lambda: effects.of_holiday(form.cleaned_data["on"], form.cleaned_data["name"]),
        act=lambda: actions.add_holiday(by=by, at=at, **form.cleaned_data),
        of=lambda: (form.cleaned_data["name"], form.cleaned_data["on"]),
    )


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Likewise of a day that is no bank holiday after all."""
    _check_office(request)
    row = get_object_or_404(area_access.holidays(request.user).filter(withdrawn=False), pk=pk)
    form = WithdrawalForm(request.POST or None)
    by, at = signed_in(request), clock.now()
    return _change(
        request,
        form,
        words=WITHDRAWING,
        found=lambda: effects.of_withdrawal(row.on),
        act=lambda: actions.withdraw_holiday(on=row.on, by=by, at=at, **form.cleaned_data),
        of=lambda: (row.name, row.on),
    )


def _check_office(request: HttpRequest) -> None:
    if not may(request.user, Permission.MANAGE_HOLIDAYS):
        raise Http404


def _change(
    request: HttpRequest,
    form: CaseForm,
    *,
    words: Words,
    found: Callable[[], list[effects.Effect]],
    act: Callable[[], object],
    of: Callable[[], tuple[str, date]],
) -> HttpResponse:
    """The form; once it is right what `act` would do; and once that is confirmed, it is done."""
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        about = of() if words is WITHDRAWING else None
        return render(request, "notifications/holiday_form.html", {"form": form, "words": words, "of": about})
    if "confirm" not in request.POST:
        return _check(request, words, of(), found(), act)
    act()
    messages.success(request, words.said)
    return redirect("holidays")


def _check(
    request: HttpRequest,
    words: Words,
    of: tuple[str, date],
    found: list[effects.Effect],
    act: Callable[[], object],
) -> HttpResponse:
    rows = _messages(found, act)
    told = {
        case: [row for row in rows if row.revisit_id == case] for case in {row.revisit_id for row in rows}
    }
    context = {
        "words": words,
        "name": of[0],
        "on": of[1],
        "cases": [(effect, told.get(effect.revisit.pk, [])) for effect in found],
        "messages_out": rows,
        "people": len({row.recipient_key for row in rows}),
        "typed": typed(request),
    }
    return render(request, "notifications/holiday_check.html", context)


def _messages(found: list[effects.Effect], act: Callable[[], object]) -> list[OutboxMessage]:
    """The messages as they would go out: it is done, the cases are computed, and all of it is taken back."""
    at, cases = clock.now(), [effect.revisit.pk for effect in found]

    def all_of_it() -> None:
        act()
        for case in cases:
            compute_timeline(revisit_id=case, at=at)

    return rehearse(all_of_it, cases=cases)
