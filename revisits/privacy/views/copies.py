"""Copies of people's data on their request, made by an administrator."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from revisits import clock
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible
from revisits.privacy.access import with_permission
from revisits.privacy.actions.copies import give_copy
from revisits.privacy.forms.copies import CopyForm
from revisits.privacy.models import DataCopy
from revisits.privacy.views.yours import as_file

PAGE = 25


def copies(request: HttpRequest) -> HttpResponseBase:
    """The form, which answers with the file, and the copies made so far."""
    by = with_permission(request, Permission.EXPORT_PERSON)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        give_copy(by=by, at=clock.now(), **form.cleaned_data)
        return as_file(form.cleaned_data["person"])
    return _page(request, form)


def _page(request: HttpRequest, form: CopyForm) -> HttpResponse:
    made = visible(request.user, DataCopy).select_related("person", "by")
    page = Paginator(made, PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/copies.html", {"form": form, "page": page})
