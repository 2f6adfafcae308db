"""Bodies, for the office: added, renamed, succeeded; and what each role may do."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from revisits import clock
from revisits.accounts.access import may, signed_in
from revisits.accounts.actions.organisations import move_members, succeed
from revisits.accounts.forms.people import OrganisationForm, SuccessorForm
from revisits.accounts.kinds import Kind
from revisits.accounts.models import Organisation
from revisits.accounts.permissions import Permission
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import BRINGS_IN, PERMISSIONS, WORKS_AT, Role
from revisits.accounts.rules import organisations
from revisits.accounts.views.people import PAGE, office, refused


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    by = office(request)
    q, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    rows = _counted(organisations(by)).select_related("succeeded_by")
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if q:
        rows = rows.filter(Q(name__icontains=q) | Q(email__icontains=q))
    page = Paginator(rows.order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"page": page, "q": q, "kind": kind, "kinds": Kind.choices, "query": query.urlencode()}
    return render(request, "people/organisations.html", context)


def _counted(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    today = clock.today()
    in_force = Q(memberships__starts_on__lte=today) & (
        Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today)
    )
    return rows.annotate(people=Count("memberships__user", filter=in_force, distinct=True))


def add(request: HttpRequest) -> HttpResponse:
    office(request)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.body.save()
        messages.success(request, f"{form.body} is on file.")
        return redirect("organisation", form.body.pk)
    context = {"form": form, "heading": "Add an organisation", "button": "Add"}
    return render(request, "people/form.html", context)


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One body: its name and address to edit, its people, and who succeeded it."""
    body = get_object_or_404(_counted(organisations(office(request))).select_related("succeeded_by"), pk=pk)
    initial = {"kind": body.kind, "name": body.name, "email": body.email}
    form = OrganisationForm(request.POST or None, initial=initial, body=body)
    if request.method == "POST" and form.is_valid():
        body.save(update_fields=["name", "email"])
        messages.success(request, "Saved.")
        return redirect("organisation", pk)
    return _page(request, pk, form=form)


def succession(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which body has its duties now, and since when."""
    body = get_object_or_404(organisations(office(request)), pk=pk)
    initial = {"successor": body.succeeded_by_id, "on": body.succeeded_on}
    form = SuccessorForm(request.POST or None, initial=initial, body=body)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            succeed(organisation=body, successor=given["successor"], on=given["on"])
            messages.success(request, f"{body} is succeeded by {given['successor']}.")
            return redirect("organisation", pk)
        except Refused as refusal:
            refused(form, refusal)
    context = {"form": form, "heading": f"Who succeeded {body}", "explain": SUCCEEDING, "button": "Save"}
    return render(request, "people/form.html", context)


SUCCEEDING = (
    "Its re-visits stay as they are, and so do the names in letters. The people of the successor see them too. "
    "Its own people keep their roles until you move them."
)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    by = office(request)
    body = get_object_or_404(organisations(by).select_related("succeeded_by"), pk=pk)
    try:
        moved = move_members(organisation=body, by=by, at=clock.now())
        roles = "1 role" if len(moved) == 1 else f"{len(moved)} roles"
        messages.success(request, f"{roles} moved to {body.succeeded_by}. Each person is told.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("organisation", pk)


def _page(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
    body = _counted(Organisation.objects.select_related("succeeded_by")).get(pk=pk)
    today = clock.today()
    held = body.memberships.on(today).select_related("user").order_by("user__name", "pk")
    page = Paginator(held, PAGE).get_page(request.GET.get("page"))
    context = {"body": body, "page": page, "is_succeeded": body.is_succeeded(today), **more}
    return render(request, "people/organisation.html", context)


@require_safe
def role_matrix(request: HttpRequest) -> HttpResponse:
    """What each role may do, and whom it brings in: from the declarations that the program itself asks."""
    if not may(signed_in(request), Permission.VIEW_ROLES):
        raise Http404
    roles = list(Role)
    context = {
        "roles": roles,
        "permissions": [(each, [each in PERMISSIONS[role] for role in roles]) for each in Permission],
        "kinds": [(role, sorted(kind.label for kind in WORKS_AT[role])) for role in roles],
        "brings_in": [
            (
                role,
                [each in BRINGS_IN.get(role, ()) for each in roles],
                Permission.APPOINT in PERMISSIONS[role],
            )
            for role in roles
        ],
    }
    return render(request, "people/roles.html", context)
