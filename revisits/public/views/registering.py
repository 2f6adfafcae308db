"""Registering for the open meeting without an account, looking at one's registration by its code, withdrawing it."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from inspections.actions.registrations import register, withdraw
from inspections.models import MeetingRegistration, Revisit
from inspections.policies import Refused
from inspections.registering import by_code, registering, within_limits
from revisits import clock
from revisits.public import access, tokens
from revisits.public.answers import nothing_there
from revisits.public.forms import CodeForm, RegisterForm
from revisits.public.page import made

TOO_OLD = "This form was open for too long, or was not from here. Look through it and send it again."
UNDER_WAY = "This form is being sent already. Wait a moment, then send it again."
TOO_OFTEN = "This came too often in a short time. Try again in an hour, or ask the parent carer forum."
# Seconds after which a form whose registering broke off may be sent anew.
AT_WORK = 30
Page = Callable[[HttpRequest, Revisit, datetime], HttpResponse]


def for_the_announced(view: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open to everybody, kept by nobody unless the page says so, without cookies (see `tokens`); 404 for what is not
    announced.
    """

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, reference: str) -> HttpResponse:
        now = clock.now()
        case = access.announced_case(reference, now.date())
        answer = view(request, case, now) if case else nothing_there()
        answer.setdefault("Cache-Control", "no-store")
        return answer

    return guarded


@for_the_announced
def register_page(request: HttpRequest, case: Revisit, now: datetime) -> HttpResponse:
    """The form; sent, the answer is the confirmation with the code, which nothing else tells."""
    if request.method != "POST":
        return _form(case, now, RegisterForm())
    form, token = RegisterForm(request.POST), request.POST.get("token", "")
    mark = tokens.once(token, case.reference)
    token = token if mark else ""
    if not within_limits(request, case, "register"):
        form.add_error(None, TOO_OFTEN)
        return _form(case, now, form, token=token, status=429)
    if not form.is_valid():
        return _form(case, now, form, token=token)
    try:
        return _registered(case, now, _once(case, mark, form.cleaned_data, now))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(case, now, form, token=token)


@for_the_announced
def yours(request: HttpRequest, case: Revisit, now: datetime) -> HttpResponse:
    """One's registration by its code, and the button to withdraw it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _code(case, form)
    if not within_limits(request, case, "look"):
        form.add_error(None, TOO_OFTEN)
        return _code(case, form, status=429)
    if not form.is_valid():
        return _code(case, form)
    found = by_code(case, form.cleaned_data["code"])
    if found is None:
        form.add_error("code", "There is no registration with this code. Check it letter by letter.")
        return _code(case, form)
    if "withdraw" in request.POST:
        found = withdraw(registration=found, at=now)
    return _registered(case, now, found)


def _once(case: Revisit, mark: str | None, given: dict[str, Any], now: datetime) -> MeetingRegistration:
    """The registration that this form made, however often it is sent. Raises Refused."""
    if mark is None:
        raise Refused(TOO_OLD)
    key = f"registered:{mark}"
    if not cache.add(key, 0, AT_WORK):
        before = case.registrations.filter(pk=cache.get(key) or 0).first()
        if before is None:
            raise Refused(UNDER_WAY)
        return before
    try:
        registration = register(revisit=case, through=MeetingRegistration.Through.PUBLIC, at=now, **given)
    except Refused:
        cache.delete(key)
        raise
    cache.set(key, registration.pk, tokens.LIFE.total_seconds())
    return registration


def _form(
    case: Revisit, now: datetime, form: RegisterForm, *, token: str = "", status: int = 200
) -> HttpResponse:
    """A form that is shown again keeps its token, while that is good."""
    token = token or tokens.new(case.reference)
    context = {"form": form, "now_open": registering(case, at=now), "token": token}
    return _answer("public/register.html", case, status=status, **context)


def _code(case: Revisit, form: CodeForm, *, status: int = 200) -> HttpResponse:
    return _answer("public/code.html", case, status=status, form=form)


def _registered(case: Revisit, now: datetime, registration: MeetingRegistration) -> HttpResponse:
    held = registering(case, at=now).meeting
    return _answer("public/registered.html", case, registration=registration, held=held)


def _answer(template: str, case: Revisit, *, status: int = 200, **context: Any) -> HttpResponse:
    kept = settings.RETENTION["registrations"]
    page = made(template, {"case": case, "kept": kept, **context})
    return HttpResponse(page.body, status=status)
