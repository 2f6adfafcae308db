"""Meeting children and young people (G9, G21): the area arranges groups, the team writes and shares its questions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections import arrangements_access as rules
from inspections.actions import childrens_session as actions
from inspections.arrangements_policies import GroupChanged
from inspections.forms.childrens_session import GroupForm, initial_group
from inspections.models import ChildrensSession
from inspections.policies import Refused
from inspections.views.arrangements import Desk, area_desk, show, team_desk
from revisits import clock
from revisits.accounts.permissions import Permission

PAGE = 20
FORM = "inspections/arrangements/group_form.html"
TEAM, READS, ARRANGES = Permission.AGREE_SCHEDULE, Permission.VIEW_ARRANGEMENTS, Permission.ARRANGE


@cache_control(no_store=True)
def children(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, team_desk(request, reference, TEAM))


@cache_control(no_store=True)
def area_children(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, area_desk(request, reference, READS, ARRANGES))


def add(request: HttpRequest, reference: str) -> HttpResponse:
    desk = area_desk(request, reference, READS, ARRANGES, must=True)
    form = _form(request, desk, {})
    if request.method == "POST" and form.is_valid() and _keep(request, desk, form):
        return redirect("area-children", desk.case.reference)
    return show(request, desk, FORM, "Arrange a session with children", form=form, button="Arrange it")


def change(request: HttpRequest, reference: str, group_id: int) -> HttpResponse:
    """Change a group; whoever comes second is told what stands there now."""
    desk = area_desk(request, reference, READS, ARRANGES, must=True)
    group = _group(desk, group_id)
    typed, theirs = request.POST.copy(), None
    form = _form(request, desk, initial_group(group), typed)
    if request.method == "POST" and form.is_valid():
        try:
            if _keep(request, desk, form, group):
                return redirect("area-children", desk.case.reference)
        except GroupChanged as changed:
            theirs, typed["version"] = changed.group, str(changed.group.version)
            form.add_error(None, str(changed))
    return show(
        request,
        desk,
        FORM,
        "Change a session with children",
        form=form,
        group=group,
        theirs=theirs,
        button="Save it",
    )


@require_POST
def remove(request: HttpRequest, reference: str, group_id: int) -> HttpResponse:
    desk = area_desk(request, reference, READS, ARRANGES, must=True)
    group = _group(desk, group_id)
    try:
        version = int(request.POST.get("version", "") or group.version)
        actions.cancel_group(group=group, version=version, by=desk.person, at=clock.now())
        messages.success(request, "The session is taken out.")
    except ValueError:
        messages.error(request, "Look at the session again, then take it out.")
    except GroupChanged as changed:
        messages.error(request, f"{changed.group.changed_by} changed it meanwhile: look at it again.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("area-children", desk.case.reference)


def _page(request: HttpRequest, desk: Desk) -> HttpResponse:
    groups = rules.groups(desk.person).filter(revisit=desk.case).select_related("session", "changed_by")
    asked = rules.questions(desk.person).filter(revisit=desk.case).select_related("shared_by", "written_by")
    newest = asked.first()
    return show(
        request,
        desk,
        "inspections/arrangements/children.html",
        "Meeting children and young people",
        page=Paginator(groups, PAGE).get_page(request.GET.get("page")),
        draft=newest if newest and not newest.shared_at else None,
        shared=asked.filter(shared_at__isnull=False).first(),
        due=desk.case.timeline.filter(code="cyp_questions").first(),
    )


def _form(request: HttpRequest, desk: Desk, initial: dict[str, Any], typed: Any = None) -> GroupForm:
    sent = typed if typed is not None else request.POST
    return GroupForm(sent if request.method == "POST" else None, initial=initial, case=desk.case)


def _group(desk: Desk, group_id: int) -> ChildrensSession:
    return get_object_or_404(rules.groups(desk.person).filter(revisit=desk.case), pk=group_id)


def _keep(
    request: HttpRequest, desk: Desk, form: GroupForm, existing: ChildrensSession | None = None
) -> bool:
    """Whether it is kept; a refusal stands beside its field. Raises GroupChanged."""
    given = form.cleaned_data
    try:
        actions.arrange_group(
            revisit=desk.case,
            group=form.group,
            session=given["session"],
            existing=existing,
            version=given["version"] or 0,
            by=desk.person,
            at=clock.now(),
        )
    except GroupChanged:
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, f"{given['setting']}: the session is kept. The team sees it.")
    return True
