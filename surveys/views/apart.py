"""What was set apart as part of a flood: how many and why, taken in or left by whoever runs the case."""

from django.contrib import messages
from django.db.models import Count, Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections.access import case_or_404, may
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from surveys.actions.apart import decide
from surveys.forms.apart import ApartForm
from surveys.models import Response

MOST = 50


def survey_apart(request: HttpRequest, reference: str) -> HttpResponse:
    """Each reason with its number; a POST decides on one of them."""
    case = case_or_404(request.user, reference)
    decides = may(request.user, Permission.EDIT_CASE, case)
    if case.historical or (request.method == "POST" and not decides):
        raise Http404
    form = ApartForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and _decided(request, case, form):
        return redirect("survey-apart", case.reference)
    context = case_context(request, case, groups=_groups(case, form), form=form, decides=decides)
    return render(request, "surveys/apart.html", context)


def _decided(request: HttpRequest, case: Revisit, form: ApartForm) -> bool:
    take_in = request.POST.get("decision") == "take"
    try:
        number = decide(
            revisit=case, take_in=take_in, by=signed_in(request), at=clock.now(), **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    done = "are counted now" if take_in else "stay set apart"
    messages.success(request, f"{number} answers {done}.")
    return True


def _groups(case: Revisit, sent: ApartForm | None) -> list[dict[str, object]]:
    """Reason, number, first and last hour of each; with the form that decides on it, the sent one in its place."""
    apart = Response.objects.filter(survey__revisit=case, state=Response.State.APART)
    rows = apart.order_by("apart_why").values("apart_why").annotate(
        number=Count("pk"), first=Min("hour"), last=Max("hour")
    )  # fmt: skip
    found: list[dict[str, object]] = []
    for place, row in enumerate(rows[:MOST]):
        mine = sent is not None and sent.data.get("apart_why") == row["apart_why"]
        initial = {"apart_why": row["apart_why"], "seen": row["number"]}
        found.append({**row, "form": sent if mine else ApartForm(initial=initial, auto_id=f"id_{place}_%s")})
    return found
