"""Setting up a case, step by step; the draft keeps every answer until the case is made."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections import new_case, queries
from inspections.actions.cases import create_case
from inspections.forms.new_case import DatesForm
from inspections.models import CaseDraft
from inspections.policies import Refused
from inspections.timeline import schedule
from inspections.timeline.warnings import Booking, CautionFacts, cautions
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def start(request: HttpRequest) -> HttpResponse:
    """The drafts that were left, and a button for a new one."""
    _may_create(request)
    if request.method == "POST":
        draft = CaseDraft.objects.create(owner=signed_in(request), updated_at=clock.now())
        return redirect("new-case-step", draft.pk, new_case.STEPS[0].slug)
    drafts = CaseDraft.objects.filter(owner=signed_in(request))
    rows = [(draft, new_case.title(draft), new_case.next_step(draft)) for draft in drafts]
    return render(request, "inspections/new/start.html", {"rows": rows})


def step(request: HttpRequest, draft_id: int, slug: str) -> HttpResponse:
    draft = _draft(request, draft_id)
    if slug not in new_case.BY_SLUG:
        raise Http404
    current = new_case.BY_SLUG[slug]
    if request.method == "POST":
        form = new_case.form(draft, current, request.POST)
        if form.is_valid() and "show" not in request.POST:
            new_case.keep(draft, current, request.POST)
            draft.updated_at = clock.now()
            draft.save()
            following = new_case.next_step(draft)
            return (
                redirect("new-case-step", draft.pk, following.slug)
                if following
                else redirect("new-case-check", draft.pk)
            )
    else:
        initial = new_case.first_answers(draft, current, signed_in(request))
        form = new_case.bound(draft, current) or new_case.form(draft, current, initial=initial)
    number = new_case.STEPS.index(current) + 1
    context = {
        "draft": draft,
        "step": current,
        "form": form,
        "steps": new_case.STEPS,
        "number": number,
        "before": new_case.STEPS[number - 2] if number > 1 else None,
        **_proposal(form),
    }
    return render(request, "inspections/new/step.html", context)


def timeline_preview(request: HttpRequest) -> HttpResponse:
    """The timeline that the dates typed so far would give: a fragment, and nothing is kept."""
    _may_create(request)
    return render(request, "inspections/new/proposal.html", _proposal(DatesForm(request.GET)))


def check(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Every answer once more, then the case."""
    draft = _draft(request, draft_id)
    missing = new_case.next_step(draft)
    if missing:
        return redirect("new-case-step", draft.pk, missing.slug)
    if request.method == "POST":
        return _create(request, draft)
    dates = new_case.bound(draft, new_case.BY_SLUG["dates"])
    return render(
        request,
        "inspections/new/check.html",
        {
            "draft": draft,
            "given": new_case.given(draft),
            "on_file": new_case.on_file(draft),
            **_proposal(dates, new_case.bookings(draft)),
        },
    )


@require_POST
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    _draft(request, draft_id).delete()
    messages.success(request, "The draft is gone.")
    return redirect("new-case")


def _create(request: HttpRequest, draft: CaseDraft) -> HttpResponse:
    try:
        with transaction.atomic():
            case = create_case(case=new_case.assemble(draft), by=signed_in(request), at=clock.now())
            draft.delete()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except IntegrityError:
        messages.error(
            request,
            "Somebody set up the same area or re-visit at the same moment. Check the first step, then try again.",
        )
    else:
        messages.success(request, f"The re-visit is set up. Its reference is {case.reference}.")
        return redirect("timeline", case.reference)
    return redirect("new-case-step", draft.pk, new_case.STEPS[0].slug)


def _proposal(form: object, bookings: tuple[Booking, ...] = ()) -> dict[str, object]:
    """Events and cautions for the dates of a form, as far as they are good."""
    if not isinstance(form, DatesForm):
        return {}
    form.is_valid()
    given = getattr(form, "cleaned_data", {})
    if not given.get("first_day") or not given.get("days"):
        return {"waiting": True}
    calendar = queries.calendar()
    events = schedule.propose(
        given["first_day"], given["days"], calendar, open_meeting=given["has_open_meeting"]
    )
    today = clock.today()
    facts = CautionFacts(
        calendar=calendar, first_day=given["first_day"], days=given["days"], bookings=bookings
    )
    notify = next(event.on for event in events if event.code == "notify")
    return {"events": events, "cautions": cautions(facts), "too_soon": notify and notify < today}


def _draft(request: HttpRequest, draft_id: int) -> CaseDraft:
    _may_create(request)
    return get_object_or_404(CaseDraft, pk=draft_id, owner=signed_in(request))


def _may_create(request: HttpRequest) -> None:
    if not held.may(request.user, Permission.CREATE_CASE):
        raise Http404
