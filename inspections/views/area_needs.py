"""What a side is asked for, and its answers: evidence, or that there is none (G12, G15, G17)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections import access, evidence_shown, giving, information
from inspections.actions import information as actions
from inspections.forms.evidence import AssignForm, NoneForm
from inspections.information import Status
from inspections.models import EvidenceDocument, InformationItem
from inspections.policies import Refused
from inspections.views.giving import give_page
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PAGE = 50


@cache_control(no_store=True)
def needs(request: HttpRequest, reference: str) -> HttpResponse:
    """The list of everything that is asked of the person's side, with its dates and how each item stands."""
    case = access.area_case_or_404(request.user, reference, Permission.READ_OWN_EVIDENCE)
    standing = information.standing_of(access.items(request.user), case, clock.now())
    context = {
        "revisit": case,
        "area": case.area,
        "page": Paginator(standing, PAGE).get_page(request.GET.get("page")),
        "due": information.evidence_due(case),
        "waiting": sum(each.status in (Status.NOT_BEGUN, Status.LATE) for each in standing),
        "total": len(standing),
        "gives": access.bodies_for(request.user, Permission.ADD_EVIDENCE, case).exists(),
    }
    return render(request, "inspections/giving/needs.html", context)


@cache_control(no_store=True)
def item(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    """One item: what is asked, what was given for it, and giving more. Who gives nothing reads it."""
    found = giving.item_or_404(request.user, reference, item_id)
    (standing,) = information.standing_of(
        InformationItem.objects.filter(pk=found.pk), found.revisit, clock.now()
    )
    context = {
        "revisit": found.revisit,
        "area": found.revisit.area,
        "item": found,
        "standing": standing,
        "page": _given(request, found),
    }
    try:
        theirs = giving.giving_or_404(request.user, reference, item_id=item_id)
    except Http404:
        if request.method == "POST":
            raise
        return render(request, "inspections/giving/item.html", context)
    assign = AssignForm(initial={"person": found.assigned_to}, people=giving.colleagues(found))
    context |= {"assign": assign, "open": standing.status != Status.CLOSED}
    return give_page(request, theirs, "inspections/giving/item.html", **context)


@cache_control(no_store=True)
def declare_none(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    """Confirm that there is none (G15), or that a further request cannot be met."""
    found = _asked(request, reference, item_id)
    if not found.may_be_none:
        raise Http404
    form = NoneForm(request.POST or None, further=found.is_further)
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_none(
                item=found, why=form.cleaned_data["why"], by=signed_in(request), at=clock.now()
            )
            messages.success(request, "The inspectors are told that there is none.")
            return redirect("area-needs", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"revisit": found.revisit, "area": found.revisit.area, "item": found, "form": form}
    return render(request, "inspections/giving/none.html", context)


@require_POST
def take_back_none(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    """It was declared by mistake."""
    found = _asked(request, reference, item_id)
    try:
        actions.take_back_none(item=found, by=signed_in(request), at=clock.now())
        messages.success(request, "It is no longer declared none.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("area-item", reference, item_id)


@require_POST
def assign(request: HttpRequest, reference: str, item_id: int) -> HttpResponse:
    """Say which colleague does it."""
    found = _asked(request, reference, item_id)
    form = AssignForm(request.POST, people=giving.colleagues(found))
    if not form.is_valid():
        messages.error(request, "Choose a colleague who gives evidence in this re-visit.")
        return redirect("area-item", reference, item_id)
    person = form.cleaned_data["person"]
    try:
        actions.assign(item=found, person=person)
        messages.success(request, f"{person} does this." if person else "Nobody in particular does this.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("area-item", reference, item_id)


def _asked(request: HttpRequest, reference: str, item_id: int) -> InformationItem:
    """What was asked of those who answer it; 404 for who only reads it."""
    found = giving.giving_or_404(request.user, reference, item_id=item_id).item
    assert found
    return found


def _given(request: HttpRequest, item: InformationItem) -> object:
    """A page of what was given for it, withdrawn or not."""
    mine = access.evidence(request.user).filter(revisit=item.revisit_id)
    answers = mine.filter(about__weakness=item.weakness_id) if item.weakness_id else mine.filter(item=item)
    found = EvidenceDocument.objects.filter(pk__in=answers.values("pk"))
    shown = evidence_shown.with_versions(found, among=mine)
    return Paginator(shown.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
