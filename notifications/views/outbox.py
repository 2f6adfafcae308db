"""Who was told what and when, in one case."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.access import case_or_404
from inspections.views.case import case_context
from notifications import access
from notifications.catalogue import CATALOGUE
from notifications.domain import scheduling
from notifications.domain.formal import NOTIFY
from notifications.models.outbox import DIGEST, Status

# What is told to anybody at all, once a worker has written it down.
TOLD = frozenset(kind for message in CATALOGUE for kind in message.kinds)
NAMES = {message.code: message.name for message in CATALOGUE} | {DIGEST: "What a person had gathered"}
PER_PAGE = 50


@require_safe
def notices(request: HttpRequest, reference: str) -> HttpResponse:
    """The case's messages, the newest first, with how each stands."""
    revisit = case_or_404(request.user, reference)
    rows = access.notices(request.user).filter(revisit=revisit).select_related("digest")
    rows = rows.defer("text", "html", "gist", "digest__text", "digest__html", "digest__gist")
    twice = rows.filter(status=Status.SENT, unsure_attempts__gt=0).count()
    rows = rows.prefetch_related("reports", "digest__reports")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(row, NAMES.get(row.message, row.message)) for row in page]
    being_written = revisit.history.filter(kind__in=TOLD, expansion__isnull=True).exists()
    scheduled = scheduling.waiting(revisit, NOTIFY)
    shown = {"page": page, "lines": lines, "being_written": being_written, "twice": twice}
    context = case_context(request, revisit, scheduled=scheduled, **shown)
    return render(request, "notifications/notices.html", context)
