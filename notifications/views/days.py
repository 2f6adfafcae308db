"""Other on-site days: the form, then what they do (which dates move, which stay, who is told what), then the change."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, effects
from inspections.actions import cases as actions
from inspections.forms.details import RescheduleForm
from inspections.models import Revisit
from inspections.policies import Conflict, Refused
from inspections.views.case import case_context
from inspections.views.details import conflict_page
from inspections.views.sent import sent
from letters.models import Letter
from notifications.domain import told_so_far
from notifications.domain.rehearse import rehearse
from notifications.views.typed import typed
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

HEADING = "On-site days"


def days(request: HttpRequest, reference: str) -> HttpResponse:
    """Reschedule, shorten, lengthen (G19): nothing moves before its effect was shown."""
    case = access.case_or_404(request.user, reference, Permission.EDIT_CASE)
    letter = case.letters.filter(kind=Letter.Kind.PARENTS).first()
    form = RescheduleForm(request.POST or None, initial=_initial(case), letter_issued=letter is not None)
    if sent(request, form):
        try:
            if "confirm" not in request.POST:
                return _check(request, case, form, letter)
            return _made(request, case, form, letter)
        except Conflict as conflict:
            return conflict_page(request, conflict.current, form, _initial(conflict.current), HEADING)
        except (Refused, ValidationError) as refusal:
            form.add_error("first_day", getattr(refusal, "messages", str(refusal)))
    context = case_context(
        request, case, form=form, heading=HEADING, button="Show what changes", known=told_so_far.known(case)
    )
    return render(request, "notifications/days.html", context)


def _initial(case: Revisit) -> dict[str, Any]:
    return {
        "first_day": case.first_day,
        "days": case.days,
        "version": case.version,
        "letter_date": clock.today(),
    }


def _check(request: HttpRequest, case: Revisit, form: RescheduleForm, letter: Letter | None) -> HttpResponse:
    """The effect, and the messages as they would go out; the change is made and taken back to find them."""
    given, by, at = form.cleaned_data, signed_in(request), clock.now()
    same = (case.first_day, case.days) == (given["first_day"], given["days"])
    found = rehearse(lambda: actions.reschedule(revisit=case, by=by, at=at, **given), cases=[case.pk])
    effect = effects.of_days(case, given["first_day"], given["days"])
    context = case_context(
        request,
        case,
        form=form,
        heading=HEADING,
        same=same,
        effect=effect,
        past=_past(effect),
        typed=typed(request),
        messages_out=found,
        letter=letter,
    )
    return render(request, "notifications/days_check.html", context)


def _past(effect: effects.Effect) -> list[effects.Move]:
    """What would be due on a day that is over already."""
    today = clock.today()
    return [move for move in effect.moves if move.after and move.after < today]


def _made(request: HttpRequest, case: Revisit, form: RescheduleForm, letter: Letter | None) -> HttpResponse:
    actions.reschedule(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
    messages.success(request, "The on-site days are changed, and every date that follows from them.")
    if letter is None:
        return redirect("timeline", case.reference)
    messages.info(request, "The letter that parents have names the earlier days: issue its new version now.")
    return redirect("letter-preview", case.reference)
