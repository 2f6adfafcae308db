"""Further requests (G17): the team asks, the side that was asked answers, and both write about it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections import access, arrangements_policies, queries
from inspections import requests as reading
from inspections.actions import requests as actions
from inspections.arrangements_access import messages as visible_messages
from inspections.forms.requests import AskForm, MessageForm
from inspections.models import InformationItem
from inspections.policies import Refused
from inspections.views.arrangements import Desk, area_desk, show, team_desk
from inspections.views.sent import sent
from revisits import clock
from revisits.accounts.permissions import Permission

PAGE = 25
TEAM, READS, ANSWERS = Permission.ASK_AREA, Permission.READ_OWN_EVIDENCE, Permission.ADD_EVIDENCE


@cache_control(no_store=True)
def requests(request: HttpRequest, reference: str) -> HttpResponse:
    return _list(request, team_desk(request, reference, TEAM))


@cache_control(no_store=True)
def area_requests(request: HttpRequest, reference: str) -> HttpResponse:
    return _list(request, area_desk(request, reference, READS, ANSWERS))


@cache_control(no_store=True)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """A new request; outside days -5 to -1 the page says so before anything is typed."""
    desk = team_desk(request, reference, TEAM, must=True)
    form = AskForm(request.POST or None, case=desk.case)
    if sent(request, form):
        try:
            item = actions.ask(revisit=desk.case, by=desk.person, at=clock.now(), **form.asked)
            messages.success(request, "The request is made. They see it at once, with its time.")
            return redirect("request", desk.case.reference, item.pk)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    part = "inspections/arrangements/ask.html"
    return show(request, desk, part, "Ask for further information", form=form, closed=_not_now(desk))


@cache_control(no_store=True)
def request(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    """One request with its messages; a POST writes one."""
    return _one(request, team_desk(request, reference, TEAM), item_id)


@cache_control(no_store=True)
def area_request(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    return _one(request, area_desk(request, reference, READS, ANSWERS), item_id)


@require_POST
def close(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    desk = team_desk(request, reference, TEAM, must=True)
    item = _item(desk, item_id)
    try:
        actions.close_request(item=item, by=desk.person, at=clock.now())
        messages.success(request, "The request is closed. The other side sees that nothing more is needed.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("request", reference, item.pk)


@require_POST
def reopen(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    desk = team_desk(request, reference, TEAM, must=True)
    item = _item(desk, item_id)
    try:
        actions.reopen_request(item=item, by=desk.person, at=clock.now())
        messages.success(request, "The request is open again.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("request", reference, item.pk)


def _list(request: HttpRequest, desk: Desk) -> HttpResponse:
    found = (
        reading.requests(desk.person).filter(revisit=desk.case).select_related("body", "asked_by", "weakness")
    )
    page = Paginator(found.order_by("closed_at", "due_at", "pk"), PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        desk,
        "inspections/arrangements/requests.html",
        "Further requests",
        page=page,
        rows=reading.rows(page, clock.now()),
        closed=_not_now(desk) if desk.staff else "",
        window=desk.case.timeline.filter(code="further_requests").first(),
    )


def _one(request: HttpRequest, desk: Desk, item_id: int) -> HttpResponse:
    item = _item(desk, item_id)
    form = MessageForm(request.POST or None)
    if request.method == "POST":
        if not desk.writes:
            raise Http404
        if form.is_valid() and _sent(request, desk, item, form):
            return redirect(f"{request.path}#messages")
    newest = item.messages.order_by("-pk").first()
    if newest and desk.writes:
        actions.note_read(item=item, up_to=newest.pk, by=desk.person)
    said = visible_messages(desk.person).filter(item=item).select_related("author", "body")
    return show(
        request,
        desk,
        "inspections/arrangements/request.html",
        item.title,
        form=form,
        item=item,
        row=reading.Row(item, reading.standing(item, clock.now()), unread=item.unread),
        page=Paginator(said.order_by("-pk"), PAGE).get_page(request.GET.get("page")),
        documents=access.evidence(desk.person).filter(item=item).select_related("given_by"),
    )


def _sent(request: HttpRequest, desk: Desk, item: InformationItem, form: MessageForm) -> bool:
    text: dict[str, Any] = form.cleaned_data
    try:
        actions.write_message(item=item, body=desk.body, by=desk.person, at=clock.now(), **text)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Your message is sent.")
    return True


def _item(desk: Desk, item_id: int) -> Any:
    found = reading.requests(desk.person).filter(revisit=desk.case)
    related = ("body", "asked_by", "weakness", "none_by", "closed_by", "assigned_to")
    return get_object_or_404(found.select_related(*related), pk=item_id)


def _not_now(desk: Desk) -> str:
    """Why nothing can be asked for now; empty while it can (G17)."""
    window = desk.case.timeline.filter(code="further_requests").first()
    try:
        arrangements_policies.check_window(desk.case, window, queries.calendar(), at=clock.now())
    except Refused as refusal:
        return str(refusal)
    return ""
