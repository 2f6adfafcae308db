"""A formal notice: exactly who gets what, then the button; at once, or at a moment that is set."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from notifications.domain import reach, scheduling, since_seen
from notifications.domain.compose import Composed
from notifications.domain.recipients import recipient_key
from notifications.forms.formal import NoticeForm
from notifications.models import ScheduledNotice
from notifications.views.formal_pages import PAGES, NoticePage
from notifications.views.mailbox import HTML_POLICY
from revisits import clock
from revisits.accounts.access import signed_in


@cache_control(no_store=True)
def notice(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Three buttons of one form: show it with what is typed, send it, schedule it."""
    page = PAGES[code]
    case = page.case(request.user, reference, page.notice.permission)
    kept = scheduling.waiting(case, page.notice) if page.notice.may_wait else None
    form = _form(request, page, case, kept)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            return _done(request, page, case, form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(request, "notifications/formal.html", _context(request, page, case, form, kept))


@require_POST
def as_html(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """One of the messages as HTML, with what is typed; nothing is kept. It may do nothing but be styled."""
    page = _page(code)
    case = page.case(request.user, reference, page.notice.permission)
    form = _form(request, page, case, None)
    try:
        found = page.notice.preview(case, form.shown, by=signed_in(request), at=clock.now())
    except Refused:
        found = []
    for each in found:
        if each.key == request.POST.get("as_html", ""):
            return HttpResponse(each.words.html, headers={"Content-Security-Policy": HTML_POLICY})
    raise Http404


@require_POST
def call_off(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    page = _page(code)
    case = page.case(request.user, reference, page.notice.permission)
    try:
        scheduling.call_off(revisit=case, notice=page.notice, by=signed_in(request), at=clock.now())
        messages.success(request, "Called off: nothing goes by itself.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(page.notice.page, case.reference)


def _page(code: str) -> NoticePage:
    if code not in PAGES:
        raise Http404
    return PAGES[code]


def _form(request: HttpRequest, page: NoticePage, case: Revisit, kept: ScheduledNotice | None) -> NoticeForm:
    given = request.POST if request.method == "POST" else None
    return page.form(given, case=case, kept=kept, now=clock.now(), scheduling="schedule" in request.POST)


def _done(request: HttpRequest, page: NoticePage, case: Revisit, form: NoticeForm) -> HttpResponse:
    """Scheduled, or sent. Raises Refused."""
    person, now, about = signed_in(request), clock.now(), page.notice
    warnings = page.warnings(case, form.words)
    if form.scheduling:
        kept = scheduling.schedule(
            revisit=case, notice=about, words=form.words, send_at=form.moment, by=person, at=now
        )
        messages.success(request, f"Scheduled: it goes at {kept.when}.")
    else:
        scheduling.send_now(revisit=case, notice=about, words=form.words, by=person, at=now)
        messages.success(request, page.said)
    for warning in warnings:
        messages.warning(request, warning)
    return redirect(about.page if form.scheduling else page.back(case), case.reference)


def _context(
    request: HttpRequest, page: NoticePage, case: Revisit, form: NoticeForm, kept: ScheduledNotice | None
) -> dict[str, Any]:
    missing = page.missing(case)
    notices, refusal = ([], "") if missing else _look(request, page, case, form, kept)
    people = len({recipient_key(each.contact) for each in notices})
    return case_context(
        request,
        case,
        page=page,
        button=page.button.format(people="1 person" if people == 1 else f"{people} people"),
        form=form,
        missing=missing or ([refusal] if refusal else []),
        notices=notices,
        unreached=reach.unreached([each.contact for each in notices], case, request.user),
        scheduled=kept,
        since=since_seen.changes(kept, notices) if kept and not form.is_bound else [],
        back=page.back(case),
        **page.context(request, case),
    )


def _look(
    request: HttpRequest, page: NoticePage, case: Revisit, form: NoticeForm, kept: ScheduledNotice | None
) -> tuple[list[Composed], str]:
    """Who would get what, and why it may not go now; what is wrong with a field stands at the field."""
    about, by, now = page.notice, signed_in(request), clock.now()
    at = max(kept.send_at, now) if kept and not form.is_bound else now
    refusal = ""
    try:
        if about.check:
            about.check(case, now.date())
    except Refused as found:
        refusal = str(found)
    try:
        return about.preview(case, form.shown, by=by, at=at), refusal
    except Refused as found:
        if not found.field:
            return [], str(found)
        if form.is_bound and found.field in form.fields and not form.has_error(found.field):
            form.add_error(found.field, str(found))
        return [], refusal
