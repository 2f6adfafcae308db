"""What pages of the schedule, the children's sessions and the requests share: one page for the team and the area."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from inspections import access
from inspections.models import Revisit
from inspections.views.case import case_context
from revisits.accounts.access import signed_in
from revisits.accounts.models import Organisation, User
from revisits.accounts.permissions import Permission


@dataclass(frozen=True)
class Desk:
    """From where somebody looks: the team's side of a case, or the area's. `body` is the one for which they write."""

    person: User
    case: Revisit
    staff: bool
    writes: bool
    body: Organisation | None = None


def team_desk(request: HttpRequest, reference: str, writing: Permission, *, must: bool = False) -> Desk:
    """The staff's: 404 for whoever does not see the case, and, where they `must`, does not hold `writing` on it."""
    case = access.case_or_404(request.user, reference, writing if must else None)
    if case.historical:
        raise Http404
    writes = access.may(request.user, writing, case)
    return Desk(signed_in(request), case, staff=True, writes=writes)


def area_desk(
    request: HttpRequest, reference: str, reading: Permission, writing: Permission, *, must: bool = False
) -> Desk:
    """The area's: 404 where no body of theirs gives `reading`, or, where they `must`, `writing`."""
    case = access.area_case_or_404(request.user, reference, writing if must else reading)
    body = access.bodies_for(request.user, writing, case).first()
    return Desk(signed_in(request), case, staff=False, writes=body is not None, body=body)


def show(request: HttpRequest, desk: Desk, part: str, heading: str, **more: Any) -> HttpResponse:
    """The page in the frame of its side; `part` is the template of what stands in it."""
    context = case_context(request, desk.case, desk=desk, part=part, heading=heading, **more)
    frame = "staff" if desk.staff else "area"
    return render(request, FRAMES[frame], context)


FRAMES = {
    "staff": "inspections/arrangements/staff.html",
    "area": "inspections/arrangements/area.html",
}
