"""The public page before the public has it, for staff."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from inspections import access
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.permissions import Permission
from revisits.public import reading
from revisits.public.page import visit_page


@cache_control(no_store=True)
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """As it would be published now, and marked as a preview."""
    case = access.case_or_404(request.user, reference)
    if case.historical or not held.may(request.user, Permission.VIEW_LETTERS):
        raise Http404
    now = clock.now()
    visit = reading.unpublished(case.pk, today=now.date())
    assert visit
    return HttpResponse(visit_page(visit, now, preview=True).body)
