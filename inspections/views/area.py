"""What the area's people see of their own re-visit: the dates that concern them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from inspections import access
from inspections.timeline.schedule import EVENTS
from revisits import clock

# Between inspectors: no date of the area's.
INTERNAL = frozenset({"evidence_review", "adviser_call", "judgement_meeting"})
SHARED = [rule.code for rule in EVENTS if rule.code not in INTERNAL]


def area_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Dates and issued letters; 404 for other areas, and before the area was notified."""
    found = access.area_cases(request.user).select_related("wsoa__inspection__area")
    case = get_object_or_404(found, reference=reference)
    now = clock.now()
    dates = [(event, event.status(now)) for event in case.timeline.filter(code__in=SHARED)]
    context = {
        "revisit": case,
        "area": case.wsoa.inspection.area,
        "dates": dates,
        "letters": case.letters.all(),
    }
    return render(request, "inspections/area_case.html", context)
