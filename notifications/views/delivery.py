"""The office's page about delivery: what failed and why, which addresses bounce, and what may have come twice."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inspections.actions.record import poke
from inspections.policies import Refused
from notifications import access
from notifications.channels import chosen
from notifications.domain import bounces, deliver, undelivered
from notifications.forms.delivery import ClearForm
from notifications.models import DeliveryReport, OutboxMessage
from notifications.models.outbox import Status
from revisits.accounts.models import User

PER_PAGE = 25
# Of addresses that bounce so many are shown; a list that is longer is a fault of something else.
ADDRESSES = 50
BY = {chosen.SMTP: "SMTP", chosen.NOTIFY: "GOV.UK Notify", chosen.NONE: "None are sent"}


@require_safe
def delivery(request: HttpRequest) -> HttpResponse:
    by = access.office_or_404(request)
    failed = _failed(by).select_related("revisit").defer("text", "html").order_by("-failed_at", "-pk")
    seen = access.notices(by)
    context = {
        "email_by": BY[settings.EMAIL_CHANNEL],
        "texts_by": BY[settings.TEXT_CHANNEL],
        "page": Paginator(failed, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": seen.filter(status=Status.WAITING, next_attempt_at__lte=timezone.now()).count(),
        "retrying": seen.filter(status=Status.WAITING, attempts__gt=0).count(),
        "twice": seen.filter(status=Status.SENT, unsure_attempts__gt=0).count(),
        "bouncing": _one_an_address(by),
    }
    return render(request, "notifications/delivery.html", context)


@require_POST
def try_again(request: HttpRequest) -> HttpResponse:
    """One failed message (`message=`), or all of them."""

    def queue(pk: int) -> bool:
        return deliver.try_again(pk=pk, now=timezone.now())

    return _settle(request, queue, "is queued again.", "are queued again.")


@require_POST
def set_aside(request: HttpRequest) -> HttpResponse:
    """One failed message: its reader was told otherwise, or need not be."""
    if not request.POST.get("message"):
        raise Http404
    return _settle(request, lambda pk: undelivered.set_aside(pk=pk), "is set aside.", "are set aside.")


def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """An address works again, and how the office knows."""
    by = access.office_or_404(request)
    report = get_object_or_404(bounces.standing().filter(outbox__in=access.notices(by)), pk=pk)
    form = ClearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            bounces.clear(report=report, reason=form.cleaned_data["reason"], by=by, at=timezone.now())
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"{report.address} counts as working again.")
            return redirect("delivery")
    return render(request, "notifications/delivery_clear.html", {"form": form, "report": report})


def _settle(request: HttpRequest, action: Callable[[int], bool], one: str, many: str) -> HttpResponse:
    by = access.office_or_404(request)
    number = sum(action(pk) for pk in _chosen(request, by))
    if number:
        messages.success(request, f"1 message {one}" if number == 1 else f"{number} messages {many}")
        poke("notifications.deliver_due")
    else:
        messages.warning(request, "Nothing was changed: nobody has an address there, or somebody was faster.")
    return redirect("delivery")


def _chosen(request: HttpRequest, by: User) -> list[int]:
    given = request.POST.get("message", "")
    failed = _failed(by)
    if given:
        if not given.isdecimal():
            raise Http404
        failed = failed.filter(pk=given)
    return list(failed.values_list("pk", flat=True))


def _failed(by: User) -> QuerySet[OutboxMessage]:
    return access.notices(by).filter(status=Status.FAILED)


def _one_an_address(by: User) -> list[DeliveryReport]:
    """The newest bounce of each address that bounces."""
    standing = bounces.standing().filter(outbox__in=access.notices(by))
    newest = standing.order_by("address", "-pk").distinct("address")
    return list(newest[:ADDRESSES])
