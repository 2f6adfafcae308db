"""The start of the area's and the forum's portal: the dates that concern them, and what is open to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from inspections import access, area_portal, draft_list, readers
from inspections.next_steps import next_page, next_step
from inspections.workflow import ENDED
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible

# Between inspectors: no date of the area's.
INTERNAL = frozenset({"evidence_review", "adviser_call", "judgement_meeting"})
# The draft letter is between the inspectors and its readers (G24).
DRAFT = frozenset({"draft_sent", "comments_due", "response_told"})


@cache_control(no_store=True)
def area_case(request: HttpRequest, reference: str) -> HttpResponse:
    """What is next, the parts, dates, letters and people to ask; 404 for other areas, and before the notice."""
    case, person = access.area_case_or_404(request.user, reference), signed_in(request)
    now = clock.now()
    # Of a visit that is put off nobody outside learns the days.
    dated = case.timeline.none() if case.stopped else case.timeline.all()
    if case.state in ENDED:  # nothing of it is late any more
        dated = dated.filter(done_on__isnull=False)
    hidden = INTERNAL if held.may(person, Permission.VIEW_DRAFT_DATES) else INTERNAL | DRAFT
    names_readers = access.bodies_for(person, Permission.NAME_READERS, case).exists()
    dates, reader = list(dated.exclude(code__in=hidden)), readers.of_area(person)
    context = {
        "revisit": case,
        "area": case.area,
        "next_step": next_step(case.state, reader, dates),
        "next_page": next_page(case.state, reader, dates),
        "next": area_portal.next_task(person, case, now),
        "parts": area_portal.parts(person, case),
        "people": area_portal.people(person, case, now.date()),
        "dates": [(event, event.status(now)) for event in dates],
        "letters": visible(person, case.letters.model).filter(revisit=case),
        "names_readers": case.state not in ENDED and names_readers and draft_list.on_list(case, person.pk),
    }
    return render(request, "inspections/area_case.html", context)
