"""What the area's people see of their own re-visit: the dates that concern them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from inspections import access
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.permissions import Permission

# Between inspectors: no date of the area's.
INTERNAL = frozenset({"evidence_review", "adviser_call", "judgement_meeting"})
# The draft letter is between the inspectors and its readers (G24).
DRAFT = frozenset({"draft_sent", "comments_due", "response_told"})


def area_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Dates and issued letters; 404 for other areas, and before the area was notified."""
    found = access.area_cases(request.user).select_related("area")
    case = get_object_or_404(found, reference=reference)
    now = clock.now()
    hidden = INTERNAL if held.may(request.user, Permission.VIEW_DRAFT_DATES) else INTERNAL | DRAFT
    dates = [(event, event.status(now)) for event in case.timeline.exclude(code__in=hidden)]
    context = {
        "revisit": case,
        "area": case.area,
        "dates": dates,
        "letters": case.letters.all(),
    }
    return render(request, "inspections/area_case.html", context)
