"""Who was told what and when, in one case."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.access import case_or_404
from inspections.models import Revisit
from inspections.views.case import case_context
from notifications import access
from notifications.catalogue import CATALOGUE
from notifications.domain import scheduling
from notifications.models import ScheduledNotice
from notifications.models.outbox import DIGEST, Status
from notifications.views.formal_pages import PAGES

# What is told to anybody at all, once a worker has written it down.
TOLD = frozenset(kind for message in CATALOGUE for kind in message.kinds)
NAMES = {message.code: message.name for message in CATALOGUE} | {DIGEST: "Several messages in one e-mail"}
PER_PAGE = 50


@dataclass(frozen=True)
class Scheduled:
    """What is scheduled: what it is, the name of its page, and whether this reader may open it."""

    kept: ScheduledNotice
    title: str
    page: str
    may: bool


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
    scheduled = [_shown(request, revisit, kept) for kept in scheduling.all_waiting(revisit)]
    shown = {"page": page, "lines": lines, "being_written": being_written, "twice": twice}
    context = case_context(request, revisit, scheduled=scheduled, **shown)
    return render(request, "notifications/notices.html", context)


def _shown(request: HttpRequest, revisit: Revisit, kept: ScheduledNotice) -> Scheduled:
    page = PAGES[kept.notice]
    return Scheduled(kept, page.notice.title, page.notice.page, page.opens(request.user, revisit.reference))
