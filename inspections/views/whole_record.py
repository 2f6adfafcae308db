"""The whole record, for administrators: all cases, people, memberships and holidays."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from inspections import history_csv
from inspections.forms.history import READINGS, HistoryFilter, change_kinds
from inspections.models import Revisit
from revisits.accounts import access
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible
from revisits.record import search, words
from revisits.record.models import Entry, Seal
from revisits.record.paging import key_page
from revisits.record.reading import read


def record(request: HttpRequest) -> HttpResponse:
    form, entries = _asked(request)
    page = key_page(entries, request.GET.get("before", ""))
    query = request.GET.copy()
    query.pop("before", None)
    cases = visible(request.user, Revisit).in_bulk({entry.case for entry in page.rows if entry.case})
    context = {
        "form": form,
        "page": page,
        "items": [(item, cases.get(item.first.entry.case or 0)) for item in words.items(page.rows)],
        "query": query.urlencode(),
        "head": Seal.objects.order_by("number").last(),
    }
    return render(request, "inspections/record.html", context)


def record_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All that the page would show; that it was taken is on record too."""
    _, entries = _asked(request)
    read(person=signed_in(request).pk, what=Entry, download=True, part="the whole record, as CSV")
    return history_csv.answer(history_csv.ENTRIES, history_csv.entries(entries), "record")


def _asked(request: HttpRequest) -> tuple[HistoryFilter, QuerySet[Entry]]:
    if not access.may(request.user, Permission.VIEW_WHOLE_RECORD):
        raise Http404
    form = HistoryFilter(request.GET, kinds=[*READINGS, *change_kinds()])
    return form, search.narrowed(visible(request.user, Entry), form.wanted())
