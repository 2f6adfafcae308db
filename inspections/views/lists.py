"""The list of re-visits: searched, narrowed, ordered, paged, and as CSV."""

from collections.abc import Iterator
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from inspections import access, case_list, csv_export
from inspections.forms.filters import RevisitFilter
from inspections.models import Revisit
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

PAGE = 25


def revisits(request: HttpRequest) -> HttpResponse:
    filters = _filtered(request)
    page = Paginator(filters.qs, PAGE).get_page(request.GET.get("page"))
    rows = case_list.rows(cast("QuerySet[Revisit]", page.object_list), clock.now())
    query = request.GET.copy()
    query.pop("page", None)
    context = {"filters": filters, "page": page, "rows": rows, "query": query.urlencode()}
    return render(request, "inspections/list.html", context)


def revisits_csv(request: HttpRequest) -> StreamingHttpResponse:
    """What the list shows, all of it, streamed; that it was taken is on record."""
    rows: Iterator[str] = csv_export.lines(_filtered(request).qs)
    read(person=signed_in(request).pk, what=Revisit, download=True, part="re-visits, as CSV")
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="revisits.csv"'
    return response


def _filtered(request: HttpRequest) -> RevisitFilter:
    _staff_only(request.user)
    return RevisitFilter(request.GET, queryset=access.cases(request.user), request=request)


def _staff_only(user: User | AnonymousUser) -> None:
    if not held.may(user, Permission.VIEW_CASES):
        raise Http404
