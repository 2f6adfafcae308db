"""The meetings of a re-visit that concern the area's people: theirs in full, of the others the day at most."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import access, meeting_access
from inspections.meeting_kinds import LEADERS
from inspections.meetings import of_case


@cache_control(no_store=True)
@require_safe
def area_meetings(request: HttpRequest, reference: str) -> HttpResponse:
    """What concerns this person's side. Leaders know of the forum's own meeting that it is, and when, no more."""
    case = access.area_case_or_404(request.user, reference)
    sides, found = meeting_access.sides_of(request.user, case), of_case(case)
    context = {
        "revisit": case,
        "area": case.area,
        "meetings": [each for each in found if each.sides & sides],
        "day_alone": [
            each
            for each in found
            if each.kind.code == "pcf_meeting" and sides & LEADERS and not each.sides & sides
        ],
        "registers": meeting_access.sees_registrations(request.user, case),
    }
    return render(request, "inspections/area_meetings.html", context)
