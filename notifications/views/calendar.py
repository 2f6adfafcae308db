"""A meeting as a calendar file, for whoever sees the meeting."""

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import access, meeting_access
from inspections.meetings import arranged
from inspections.models import Revisit
from notifications.domain.invitations import Invitation
from notifications.models import ToldMeeting
from revisits import clock


@cache_control(no_store=True)
@require_safe
def meeting_calendar(request: HttpRequest, reference: str, code: str, occurrence: int) -> HttpResponse:
    """The meeting as it stands, under the same UID as its invitations: a calendar that has it updates it."""
    case = access.revisits(request.user).filter(reference=reference).select_related("area").first()
    found = arranged(case, code, occurrence) if case else None
    if not case or not found or found.on is None or not _concerns(request, case, found.sides):
        raise Http404
    told = ToldMeeting.objects.filter(revisit=case, code=code, occurrence=occurrence)
    file = Invitation(
        revisit=case,
        key=found.key,
        details=found.details,
        sequence=told.aggregate(Max("sequence"))["sequence__max"] or 0,
        stamp=clock.now(),
    )
    response = HttpResponse(file.as_bytes(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    return response


def _concerns(request: HttpRequest, case: Revisit, sides: frozenset[str]) -> bool:
    """Staff with the case see every meeting; the area's people those of their own side, once it was notified.

    Of a visit that is put off nobody outside learns the days.
    """
    if access.cases(request.user).filter(pk=case.pk).exists():
        return True
    return not case.stopped and bool(meeting_access.sides_of(request.user, case) & sides)
