"""Who was told what and when, in one case."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.access import case_or_404
from inspections.views.case import case_context
from notifications import access
from notifications.catalogue import MESSAGES
from notifications.models.outbox import Status

# What is told to anybody at all, once a worker has written it down.
TOLD = frozenset(kind for message in MESSAGES.values() for kind in message.kinds)
PER_PAGE = 50


@require_safe
def notices(request: HttpRequest, reference: str) -> HttpResponse:
    """The case's messages, the newest first, with how each stands."""
    revisit = case_or_404(request.user, reference)
    rows = access.notices(request.user).filter(revisit=revisit).defer("text", "html")
    twice = rows.filter(status=Status.SENT, unsure_attempts__gt=0).count()
    rows = rows.prefetch_related("reports")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(row, MESSAGES[row.message].name if row.message in MESSAGES else row.message) for row in page]
    being_written = revisit.history.filter(kind__in=TOLD, expansion__isnull=True).exists()
    context = case_context(request, revisit, page=page, lines=lines, being_written=being_written, twice=twice)
    return render(request, "notifications/notices.html", context)
