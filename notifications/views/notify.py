"""Notifying the area: exactly who gets what, then the button; at once, or at a moment that is set."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inspections import access, cautions, queries
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.views.case import case_context
from letters.models import Letter
from notifications.domain import quiet, reach, scheduling, since_seen
from notifications.domain.formal import NOTIFY
from notifications.domain.recipients import recipient_key
from notifications.forms.notify import NotifyForm
from notifications.models import ScheduledNotice
from notifications.views.mailbox import HTML_POLICY
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def notify(request: HttpRequest, reference: str) -> HttpResponse:
    """Three buttons of one form: show it with what is typed, send it, schedule it."""
    case = access.case_or_404(request.user, reference, Permission.NOTIFY)
    kept = scheduling.waiting(case, NOTIFY)
    form = _form(request, case, kept)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            return _done(request, case, form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(request, "notifications/notify.html", _context(request, case, form, kept))


@require_POST
def notify_html(request: HttpRequest, reference: str) -> HttpResponse:
    """One of the notices as HTML, with what is typed; nothing is kept. It may do nothing but be styled."""
    case = access.case_or_404(request.user, reference, Permission.NOTIFY)
    form = _form(request, case, None)
    wanted = request.POST.get("as_html", "")
    words = form.words if form.is_valid() else _words(case, None)
    for each in NOTIFY.preview(case, words, at=clock.now()):
        if recipient_key(each.contact) == wanted:
            return HttpResponse(each.words.html, headers={"Content-Security-Policy": HTML_POLICY})
    raise Http404


@require_POST
def call_off(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.case_or_404(request.user, reference, Permission.NOTIFY)
    try:
        scheduling.call_off(revisit=case, notice=NOTIFY, by=signed_in(request), at=clock.now())
        messages.success(request, "Called off: nothing goes by itself.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("notify", case.reference)


def _form(request: HttpRequest, case: Revisit, kept: ScheduledNotice | None) -> NotifyForm:
    words = _words(case, kept)
    known = {said: place for place, said in NotifyForm.PLACES.items()}
    when = kept.send_at if kept else quiet.proposed(clock.now(), queries.calendar())
    local = when.astimezone(LONDON)
    initial = {
        "quality": known[words["quality_on_site"]],
        "note": words["note"],
        "day": local.date(),
        "at": f"{local:%-H:%M}",
    }
    return NotifyForm(request.POST or None, initial=initial, scheduling="schedule" in request.POST)


def _words(case: Revisit, kept: ScheduledNotice | None) -> dict[str, Any]:
    return kept.words if kept else {"note": "", "quality_on_site": case.quality_on_site}


def _done(request: HttpRequest, case: Revisit, form: NotifyForm) -> HttpResponse:
    """Scheduled, or sent. Raises Refused."""
    person, now = signed_in(request), clock.now()
    if form.scheduling:
        kept = scheduling.schedule(
            revisit=case, notice=NOTIFY, words=form.words, send_at=form.moment, by=person, at=now
        )
        messages.success(request, f"Scheduled: the notices go at {kept.when}.")
        return redirect("notify", case.reference)
    scheduling.send_now(revisit=case, notice=NOTIFY, words=form.words, by=person, at=now)
    messages.success(request, "The area is notified. The notices are on their way.")
    return redirect("notices", case.reference)


def _context(
    request: HttpRequest, case: Revisit, form: NotifyForm, kept: ScheduledNotice | None
) -> dict[str, Any]:
    now = clock.now()
    words = form.words if form.is_bound and form.is_valid() else _words(case, kept)
    notices = NOTIFY.preview(case, words, at=now)
    letter = case.letters.filter(kind=Letter.Kind.PARENTS).first()
    timeline, team = list(case.timeline.all()), list(case.team.select_related("user"))
    return case_context(
        request,
        case,
        form=form,
        refusal=_refusal(case),
        notices=notices,
        unreached=reach.unreached([each.contact for each in notices], case, request.user),
        scheduled=kept,
        since=since_seen.changes(kept, notices) if kept and not form.is_bound else [],
        letter=letter,
        letter_is_old=letter and letter.facts.get("first_day") != case.first_day.isoformat(),
        cautions=cautions.of_case(case, timeline, team, reader=request.user),
    )


def _refusal(case: Revisit) -> str:
    try:
        NOTIFY.check(case, clock.today())
    except Refused as refusal:
        return str(refusal)
    return ""
