"""The confidential papers of a case, for inspectors, and writing them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import access
from inspections.actions import papers as actions
from inspections.forms.papers import DraftForm
from inspections.models import Paper, Revisit
from inspections.policies import DraftChanged, Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PAGE = 50
Kind = Paper.Kind


@cache_control(no_store=True)
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    """The papers that this person may read, by kind, the newest first; nothing tells of the others."""
    case = access.case_or_404(request.user, reference)
    found = access.papers(request.user).filter(revisit=case)
    kind = request.GET.get("kind", "")
    shown = found.filter(kind=kind) if kind in Kind.values else found
    rows = shown.select_related("added_by").defer("text").order_by("kind", "-id")
    counted = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    context = case_context(
        request,
        case,
        page=Paginator(rows, PAGE).get_page(request.GET.get("page")),
        kinds=[(value, label, counted[value]) for value, label in Kind.choices if value in counted],
        kind=kind,
    )
    return render(request, "inspections/papers.html", context)


@cache_control(no_store=True)
def write_draft(request: HttpRequest, reference: str) -> HttpResponse:
    """The next draft starts from the newest; whoever comes second is shown the other's (G24)."""
    case = access.case_or_404(request.user, reference, Permission.WRITE_DRAFT)
    typed = request.POST.copy()
    form = DraftForm(typed or None, initial=_newest(request, case))
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_draft(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, "The draft is kept. Those before it stay as they were.")
            return redirect("papers", case.reference)
        except DraftChanged as changed:
            newer, typed["after"] = changed.draft, str(changed.draft.pk)
            actions.read_paper(paper=newer, by=signed_in(request))
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = case_context(
        request, case, form=form, newer=newer, heading="Write a draft", button="Keep the draft"
    )
    return render(request, "inspections/paper_form.html", context)


def _newest(request: HttpRequest, case: Revisit) -> dict[str, object]:
    """What the next draft starts from. Shown in the form, it is read, and on record."""
    newest = access.papers(request.user).filter(revisit=case, kind=Kind.DRAFT).first()
    if newest is None:
        return {"title": "Draft outcome letter"}
    if request.method != "POST":
        actions.read_paper(paper=newest, by=signed_in(request))
    return {"title": newest.title, "text": newest.text, "after": newest.pk}
