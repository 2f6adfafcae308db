"""Entering answers that came on paper, by phone or by e-mail: one form after the other, and how many there are."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from inspections.access import case_or_404
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from surveys import asking, codes, entering_policies
from surveys.actions.entering import enter
from surveys.forms.entering import WAYS, EnterForm
from surveys.models import Response

Way = Response.Way


def survey_enter(request: HttpRequest, reference: str) -> HttpResponse:
    """The form; sent, the next empty one, with the same way and day."""
    case, now = case_or_404(request.user, reference, Permission.ENTER_ANSWERS), clock.now()
    stand = asking.stand(case, now)
    questions = list(stand.asks.questions.all()) if stand.asks else []
    initial = _initial(request, now.astimezone(LONDON).date())
    form = EnterForm(request.POST or None, questions=questions, initial=initial, goes_on="on" in request.GET)
    if request.method == "POST" and form.is_valid() and _entered(request, case, form, now):
        kept = {"way": form.cleaned_data["way"], "on": form.cleaned_data["received_on"].isoformat()}
        return redirect(reverse("survey-enter", args=[case.reference]) + "?" + urlencode(kept))
    context = case_context(
        request,
        case,
        form=form,
        refusal=_refusal(case, stand, now),
        counts=_counts(case),
        takes_words=form.takes_words,
        last_day=entering_policies.last_day(case, stand.survey),
    )
    return render(request, "surveys/enter.html", context)


def _entered(request: HttpRequest, case: Revisit, form: EnterForm, now: datetime) -> bool:
    given = form.cleaned_data
    mark = codes.plain(given["mark"]) or codes.new_code()
    try:
        enter(
            revisit=case,
            given=form.given,
            way=Way(given["way"]),
            received_on=given["received_on"],
            mark=mark,
            by=signed_in(request),
            at=now,
        )
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    messages.success(request, f"Entered. {_sum(_counts(case))}")
    return True


def _initial(request: HttpRequest, today: date) -> dict[str, object]:
    """The way and the day of the form before: many of a kind come together."""
    way = request.GET.get("way", "")
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        on = today
    return {"way": way if way in dict(WAYS) else Way.PAPER.value, "received_on": on, "mark": codes.new_code()}


def _refusal(case: Revisit, stand: asking.Stand, now: datetime) -> str:
    try:
        entering_policies.check_entering(case, stand.survey, now)
    except Refused as refusal:
        return str(refusal)
    return "" if stand.asks else "The questions are not agreed yet: there is nothing to enter."


def _counts(case: Revisit) -> dict[str, int]:
    """How many the office entered, by the way they came, in the order of the ways."""
    entered = Response.objects.filter(survey__revisit=case, entered_by__isnull=False)
    found = dict(entered.order_by().values_list("way").annotate(Count("pk")))
    return {str(label): found.get(way, 0) for way, label in WAYS}


def _sum(counts: dict[str, int]) -> str:
    said = ", ".join(f"{number} {label.lower()}" for label, number in counts.items())
    return f"Entered so far: {said}."
