"""What is due for disposal: the lists, one list, and its approval."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inspections.models import Revisit
from inspections.policies import Refused
from revisits import clock
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible
from revisits.privacy.access import with_permission
from revisits.privacy.actions.approve import approve
from revisits.privacy.forms.disposal import ApproveForm
from revisits.privacy.models import Disposal, DisposalItem
from revisits.privacy.queries import done, on_the_way

PAGE = 50


def disposals(request: HttpRequest) -> HttpResponse:
    """What waits for approval or is under way, and what went before."""
    by = with_permission(request, Permission.APPROVE_DISPOSAL)
    page = Paginator(done(_seen(by)), PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/disposals.html", {"open": on_the_way(_seen(by)), "page": page})


def disposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One list; whoever approves it gives the reason here."""
    by = with_permission(request, Permission.APPROVE_DISPOSAL)
    found = get_object_or_404(_seen(by), pk=pk)
    form = ApproveForm(request.POST or None, initial={"edition": found.edition})
    if form.is_valid():
        try:
            left_out = approve(disposal=found, by=by, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form = _again(request, _seen(by).get(pk=pk), str(refusal))
        else:
            messages.success(request, _approved(left_out))
            return redirect(found)
    return _page(request, found, form)


def _seen(by: User) -> QuerySet[Disposal]:
    return visible(by, Disposal).select_related("approved_by")


def _again(request: HttpRequest, current: Disposal, refusal: str) -> ApproveForm:
    """The form with what was typed, on the list as it stands now, and why it was refused."""
    form = ApproveForm({"edition": str(current.edition), "reason": request.POST.get("reason", "")})
    form.add_error("reason", refusal)
    return form


def _page(request: HttpRequest, found: Disposal, form: ApproveForm) -> HttpResponse:
    found.refresh_from_db()
    page = Paginator(visible(request.user, DisposalItem).filter(disposal=found), PAGE).get_page(
        request.GET.get("page")
    )
    items = list(page.object_list)
    context = {"disposal": found, "form": form, "page": page, "rows": _named(items)}
    return render(request, "privacy/disposal.html", context)


def _named(items: list[DisposalItem]) -> list[tuple[DisposalItem, str, str]]:
    """Each item with its case's reference, or with the name of whom it is about as it stands now; two queries."""
    people = User.objects.in_bulk({item.person for item in items if item.person and not item.case})
    cases = Revisit.objects.in_bulk({item.case for item in items if item.case})
    return [
        (item, str(cases.get(item.case or 0, "")), str(people.get(item.person or 0, ""))) for item in items
    ]


def _approved(left_out: int) -> str:
    if not left_out:
        return "Approved. It is being disposed of."
    rows = "1 row is" if left_out == 1 else f"{left_out} rows are"
    return f"Approved. {rows} about you, and left for somebody else to approve."
