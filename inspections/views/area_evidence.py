"""The evidence that a side gave: its list, its documents, their versions and receipts, and withdrawing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import access, evidence_shown, giving
from inspections.actions import evidence as actions
from inspections.forms.evidence import WithdrawForm
from inspections.models import EvidenceDocument
from inspections.policies import Refused
from inspections.views.giving import give_page
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PAGE = 25


@cache_control(no_store=True)
def evidence(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that the person's side gave, the newest first."""
    case = access.area_case_or_404(request.user, reference, Permission.READ_OWN_EVIDENCE)
    context = {
        "revisit": case,
        "area": case.area,
        "page": Paginator(evidence_shown.listed(request.user, case), PAGE).get_page(request.GET.get("page")),
        "gives": access.bodies_for(request.user, Permission.ADD_EVIDENCE, case).exists(),
    }
    return render(request, "inspections/giving/evidence.html", context)


@cache_control(no_store=True)
def give(request: HttpRequest, reference: str) -> HttpResponse:
    """Give evidence by weakness, whatever was asked (G12, G14)."""
    return give_page(request, giving.giving_or_404(request.user, reference), "inspections/giving/give.html")


@cache_control(no_store=True)
def document(request: HttpRequest, reference: str, document_id: int) -> HttpResponse:
    """One document with its versions. Where the newest is a typed text, it is shown: that reading is on record."""
    found = giving.document_or_404(request.user, reference, document_id)
    versions = found.versions.select_related("file", "added_by").order_by("-number")
    newest = versions[0]
    if newest.text:
        actions.read_version(version=newest, by=signed_in(request), of_team=False, at=clock.now())
    context = {
        "revisit": found.revisit,
        "area": found.revisit.area,
        "document": found,
        "newest": newest,
        "page": Paginator(versions, PAGE).get_page(request.GET.get("page")),
        "before": evidence_shown.given_before(request.user, found),
        "gives": not found.withdrawn_at and _gives(request, found),
    }
    return render(request, "inspections/giving/document.html", context)


@cache_control(no_store=True)
def version(request: HttpRequest, reference: str, document_id: int) -> HttpResponse:
    """Give a document anew; what was given before stays."""
    found = giving.giving_or_404(request.user, reference, document_id=document_id)
    return give_page(request, found, "inspections/giving/version.html", document=found.document)


@cache_control(no_store=True)
def withdraw(request: HttpRequest, reference: str, document_id: int) -> HttpResponse:
    """Withdraw a document, with the reason."""
    found = giving.giving_or_404(request.user, reference, document_id=document_id).document
    assert found
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                document=found, why=form.cleaned_data["why"], by=signed_in(request), at=clock.now()
            )
            messages.success(request, "It is withdrawn.")
            return redirect("area-document", reference, document_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "revisit": found.revisit,
        "area": found.revisit.area,
        "document": found,
        "form": form,
        "read": found.versions.filter(readings__isnull=False).exists(),
    }
    return render(request, "inspections/giving/withdraw.html", context)


@cache_control(no_store=True)
def receipt(request: HttpRequest, reference: str, version_id: int) -> HttpResponse:
    """That a version arrived, when, and as what; to print or keep."""
    case = access.area_case_or_404(request.user, reference, Permission.READ_OWN_EVIDENCE)
    versions = access.evidence_versions(request.user).filter(pk=version_id, document__revisit=case)
    related = ("file", "added_by", "document__given_by", "document__item")
    found = versions.select_related(*related).defer("text").first()
    if found is None:
        raise Http404
    context = {
        "revisit": case,
        "area": case.area,
        "version": found,
        "document": found.document,
        "before": evidence_shown.given_before(request.user, found.document),
        "gives": access.bodies_for(request.user, Permission.ADD_EVIDENCE, case).exists(),
    }
    return render(request, "inspections/giving/receipt.html", context)


def _gives(request: HttpRequest, document: EvidenceDocument) -> bool:
    try:
        giving.giving_or_404(request.user, document.revisit.reference, document_id=document.pk)
    except Http404:
        return False
    return True
