"""A case's history: what happened in words, every change from and to, and who read its confidential papers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from inspections import access, history_csv, record_access
from inspections.forms.history import READINGS, HistoryFilter, change_kinds
from inspections.models import CaseEvent, Revisit
from inspections.views.case import case_context
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible
from revisits.record import search, words
from revisits.record.models import Entry
from revisits.record.paging import key_page
from revisits.record.reading import read
from revisits.record.search import Wanted

HAPPENED, CHANGES, READ = "happened", "changes", "readings"
TITLES = {HAPPENED: "What happened", CHANGES: "Every change", READ: "Who read what"}


@dataclass(frozen=True)
class Shown:
    """One of the three views of a case's history, narrowed as asked."""

    show: str
    form: HistoryFilter
    events: QuerySet[CaseEvent] | None
    entries: QuerySet[Entry] | None


def history(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.case_or_404(request.user, reference)
    shows = _open(request, case)
    shown = _shown(request, case, shows)
    before = request.GET.get("before", "")
    context: dict[str, Any] = {}
    if shown.events is not None:
        context["page"] = page = key_page(shown.events.select_related("by"), before)
    elif shown.entries is not None:
        context["page"] = page = key_page(shown.entries, before)
        context["items"] = words.items(page.rows)
    query = request.GET.copy()
    query.pop("before", None)
    context |= {"shown": shown, "shows": shows, "query": query.urlencode()}
    context["may_download"] = CHANGES in shows
    return render(request, "inspections/history.html", case_context(request, case, **context))


def history_csv_file(request: HttpRequest, reference: str) -> StreamingHttpResponse:
    """All that the page would show, page after page; that it was taken is on record too."""
    case = access.case_or_404(request.user, reference)
    shows = _open(request, case)
    if CHANGES not in shows:
        raise Http404
    shown = _shown(request, case, shows)
    part = f"{TITLES[shown.show]}, as CSV"
    read(person=signed_in(request).pk, what=case, case=case.pk, download=True, part=part)
    name = f"{case.reference}-{shown.show}"
    if shown.events is not None:
        return history_csv.answer(history_csv.EVENTS, history_csv.events(shown.events), name)
    assert shown.entries is not None
    return history_csv.answer(history_csv.ENTRIES, history_csv.entries(shown.entries), name)


def _open(request: HttpRequest, case: Revisit) -> dict[str, str]:
    """The views that this person may see."""
    asked = {CHANGES: Permission.VIEW_RECORD, READ: Permission.VIEW_READINGS}
    return {
        show: title
        for show, title in TITLES.items()
        if show == HAPPENED or record_access.opened(request.user, asked[show]).filter(pk=case.pk).exists()
    }


def _shown(request: HttpRequest, case: Revisit, shows: dict[str, str]) -> Shown:
    """What is asked for; 404 where it is not theirs."""
    show = request.GET.get("show") or HAPPENED
    if show not in shows:
        raise Http404
    if show == HAPPENED:
        form = HistoryFilter(request.GET, kinds=CaseEvent.Kind.choices)
        return Shown(show, form, _happened(request, case, form.wanted()), None)
    form = HistoryFilter(request.GET, kinds=READINGS if show == READ else change_kinds())
    entries = search.about(visible(request.user, Entry), case=case.pk, area=case.area_id)
    side = search.readings if show == READ else search.changes
    return Shown(show, form, None, search.narrowed(side(entries), form.wanted()))


def _happened(request: HttpRequest, case: Revisit, wanted: Wanted) -> QuerySet[CaseEvent]:
    events = visible(request.user, CaseEvent).filter(revisit=case)
    if wanted.kind:
        events = events.filter(kind=wanted.kind)
    if wanted.people is not None:
        events = events.filter(by__in=wanted.people)
    if wanted.begins:
        events = events.filter(at__gte=wanted.begins)
    if wanted.ends:
        events = events.filter(at__lt=wanted.ends)
    return events
