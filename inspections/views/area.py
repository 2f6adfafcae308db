"""What the area's people see of their own re-visit: the dates that concern them, and the papers open to them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import access, draft_list
from inspections.actions.papers import give_evidence
from inspections.forms.papers import EvidenceForm
from inspections.models import Paper
from inspections.policies import Refused
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible

PAGE = 25
# Between inspectors: no date of the area's.
INTERNAL = frozenset({"evidence_review", "adviser_call", "judgement_meeting"})
# The draft letter is between the inspectors and its readers (G24).
DRAFT = frozenset({"draft_sent", "comments_due", "response_told"})


@cache_control(no_store=True)
def area_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Dates, issued letters, and the papers open to this person; 404 for other areas, and before the notice."""
    case, person = access.area_case_or_404(request.user, reference), signed_in(request)
    now = clock.now()
    hidden = INTERNAL if held.may(person, Permission.VIEW_DRAFT_DATES) else INTERNAL | DRAFT
    dates = [(event, event.status(now)) for event in case.timeline.exclude(code__in=hidden)]
    papers = access.papers(person).filter(revisit=case).select_related("added_by", "given_by").defer("text")
    evidence = papers.filter(kind=Paper.Kind.EVIDENCE)
    names_readers = access.bodies_for(person, Permission.NAME_READERS, case).exists()
    context = {
        "revisit": case,
        "area": case.area,
        "dates": dates,
        "letters": visible(person, case.letters.model).filter(revisit=case),
        "drafts": papers.filter(kind=Paper.Kind.DRAFT),
        "page": Paginator(evidence, PAGE).get_page(request.GET.get("page")),
        "own_evidence": held.may(person, Permission.READ_OWN_EVIDENCE),
        "gives_evidence": access.bodies_for(person, Permission.ADD_EVIDENCE, case).exists(),
        "names_readers": names_readers and draft_list.on_list(case, person.pk),
    }
    return render(request, "inspections/area_case.html", context)


@cache_control(no_store=True)
def evidence(request: HttpRequest, reference: str) -> HttpResponse:
    """Give evidence for one's own body (G12)."""
    case = access.area_case_or_404(request.user, reference, Permission.ADD_EVIDENCE)
    bodies = access.bodies_for(request.user, Permission.ADD_EVIDENCE, case)
    form = EvidenceForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        try:
            give_evidence(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, "The inspectors have your evidence.")
            return redirect("area-case", case.reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"revisit": case, "area": case.area, "form": form}
    return render(request, "inspections/evidence.html", context)
