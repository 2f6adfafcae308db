"""The schedule of the on-site days, for the team and for the area's officers (G12): read, print, comment, agree."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections import schedule as reading
from inspections.actions import schedule as actions
from inspections.arrangements_access import comments
from inspections.forms.schedule import CommentForm
from inspections.policies import Refused
from inspections.views.arrangements import Desk, area_desk, show, team_desk
from revisits import clock
from revisits.accounts.permissions import Permission

PAGE = 20
WRITING = {True: Permission.AGREE_SCHEDULE, False: Permission.ARRANGE}


@cache_control(no_store=True)
def schedule(request: HttpRequest, reference: str, day: int = 0) -> HttpResponse:
    """All days, or one; a POST is a comment."""
    return _page(request, team_desk(request, reference, WRITING[True]), day)


@cache_control(no_store=True)
def area_schedule(request: HttpRequest, reference: str, day: int = 0) -> HttpResponse:
    return _page(request, area_desk(request, reference, Permission.VIEW_ARRANGEMENTS, WRITING[False]), day)


@require_POST
def agree(request: HttpRequest, reference: str) -> HttpResponse:
    """The team agrees the schedule that it read; whoever read another version is told."""
    desk = team_desk(request, reference, WRITING[True], must=True)
    read = request.POST.get("edition", "")
    try:
        agreed = actions.agree_schedule(revisit=desk.case, read=read, by=desk.person, at=clock.now())
        messages.success(
            request, f"The schedule is agreed: version {agreed.number}. Later changes will be marked."
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("schedule", desk.case.reference)


def _page(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    form = CommentForm(request.POST or None, case=desk.case)
    if request.method == "POST":
        if not desk.writes:
            raise Http404
        if form.is_valid() and _commented(request, desk, form):
            return redirect(f"{request.path}#comments")
    sessions = list(reading.current(desk.case))
    agreement = reading.newest_agreement(desk.case)
    changed = reading.changes(agreement, sessions, reading.names(desk.case)) if agreement else {}
    days = reading.days(desk.case, sessions, changed)
    if number and number not in {day.number for day in days}:
        raise Http404
    said = comments(desk.person).filter(revisit=desk.case).select_related("author", "body", "session")
    return show(
        request,
        desk,
        "inspections/arrangements/schedule.html",
        "Schedule of the on-site days",
        form=form,
        all_days=days,
        days=[day for day in days if number in (0, day.number)],
        day=number,
        agreement=agreement,
        changed=bool(changed),
        gone=[change for change in changed.values() if change.what == "removed"],
        call=desk.case.timeline.filter(code="planning_call").first(),
        edition=reading.edition(sessions),
        page=Paginator(said.order_by("-pk"), PAGE).get_page(request.GET.get("page")),
    )


def _commented(request: HttpRequest, desk: Desk, form: CommentForm) -> bool:
    try:
        actions.comment(
            revisit=desk.case, body=desk.body, by=desk.person, at=clock.now(), **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    messages.success(request, "Your comment is with the other side.")
    return True
