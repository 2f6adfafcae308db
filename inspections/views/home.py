"""Home: what needs doing, for whoever looks."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspections import access, requests, to_do
from inspections.models.timeline_event import Status
from revisits import clock
from revisits.accounts.access import signed_in

PAGE = 50
HEADINGS = ((Status.LATE, "Late"), (Status.DUE, "Today"), (Status.COMING, "Coming up"))


def home(request: HttpRequest) -> HttpResponse:
    person, now = signed_in(request), clock.now()
    parts = to_do.open_parts(person)
    page = Paginator(to_do.tasks_for(person, now, parts), PAGE).get_page(request.GET.get("page"))
    tasks = to_do.tasks(person, page.object_list, now)
    theirs = access.area_cases(person)
    groups = [(title, [task for task in tasks if task.status == status]) for status, title in HEADINGS]
    context = {
        "page": page,
        "open_parts": parts,
        "groups": [(title, group) for title, group in groups if group],
        "requests": requests.waiting(person, now),
        "area_cases": () if theirs.query.is_empty() else theirs.select_related("area")[:PAGE],
    }
    return render(request, "inspections/home.html", context)
