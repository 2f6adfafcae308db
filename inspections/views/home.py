"""Home: what needs doing, for whoever looks."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspections import access, to_do
from inspections.models.timeline_event import Status
from revisits import clock
from revisits.accounts.access import signed_in

PAGE = 50
HEADINGS = ((Status.LATE, "Late"), (Status.DUE, "Today"), (Status.COMING, "Coming up"))


def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    page = Paginator(to_do.tasks_for(signed_in(request), now), PAGE).get_page(request.GET.get("page"))
    tasks = to_do.with_status(list(page.object_list), now)
    groups = [(title, [task for task in tasks if task.status == status]) for status, title in HEADINGS]
    context = {
        "page": page,
        "groups": [(title, group) for title, group in groups if group],
        "area_cases": access.area_cases(request.user).select_related("area")[:PAGE],
    }
    return render(request, "inspections/home.html", context)
