"""The distribution log of a case: which formal notice reached whom, who has not opened it, and reminding them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from inspections.access import case_or_404
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.workflow import ENDED
from letters import circulating
from letters.models import Circulation
from notifications import access
from notifications.domain import chasing
from notifications.domain import distribution as log
from notifications.models.outbox import Status
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PER_PAGE = 10


@require_safe
def distribution(request: HttpRequest, reference: str) -> HttpResponse:
    """Who has not yet; the circulation of the letter to parents; each notice with its recipients."""
    revisit, now = case_or_404(request.user, reference), clock.now()
    lines = log.lines(revisit)
    missing = [(line, log.chased_on(line, now)) for line in lines if line.missing]
    context = case_context(
        request,
        revisit,
        missing=missing,
        remindable=sum(line.row.status == Status.SENT and not today for line, today in missing),
        page=Paginator(log.notices(lines), PER_PAGE).get_page(request.GET.get("page")),
        over=revisit.state in ENDED,
        letter=circulating.newest(revisit),
        sides=circulating.sides(revisit, now),
        schools=_through_schools(revisit),
    )
    return render(request, "notifications/distribution.html", context)


@require_POST
def chase(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Remind one recipient."""
    revisit = case_or_404(request.user, reference, Permission.CHASE_NOTICE)
    notice = get_object_or_404(access.notices(request.user).filter(revisit=revisit), pk=pk)
    try:
        chasing.chase_notice(notice=notice, by=signed_in(request), at=clock.now())
        messages.success(request, f"{notice.recipient_name} is reminded.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("distribution", revisit.reference)


@require_POST
def chase_all(request: HttpRequest, reference: str) -> HttpResponse:
    """Remind everybody who has not opened what they were sent."""
    revisit = case_or_404(request.user, reference, Permission.CHASE_NOTICE)
    number = chasing.chase_everybody(revisit=revisit, by=signed_in(request), at=clock.now())
    if number:
        messages.success(request, f"{number} {'person is' if number == 1 else 'people are'} reminded.")
    else:
        messages.info(request, "There is nobody to remind now.")
    return redirect("distribution", revisit.reference)


def _through_schools(revisit: Revisit) -> list[Circulation]:
    """What forum and council say that they sent through schools and settings."""
    schools = circulating.in_force().filter(letter__revisit=revisit, how=Circulation.How.SCHOOLS)
    return list(schools.select_related("body").order_by("sent_at"))
