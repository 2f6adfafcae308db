"""The whole evidence base as one archive: asked for, watched, downloaded by its asker for a day."""

from django.contrib import messages
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import evidence_access
from inspections.actions.evidence_exports import ask_export, take_export
from inspections.models import EvidenceExport
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in

SHOWN = 10


@cache_control(no_store=True)
def export(request: HttpRequest, reference: str) -> HttpResponse:
    """The archives that this person asked for; a POST asks for one."""
    case = evidence_access.base_or_404(request.user, reference)
    if request.method == "POST":
        try:
            ask_export(revisit=case, by=signed_in(request), at=clock.now())
            messages.success(request, "The archive is being built. This page shows how far it is.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("evidence-export", case.reference)
    mine = list(evidence_access.exports(request.user).filter(revisit=case)[:SHOWN])
    now = clock.now()
    context = case_context(
        request,
        case,
        exports=[(each, each.may_be_downloaded(now)) for each in mine],
        waiting=any(each.is_open for each in mine),
    )
    return render(request, "inspections/evidence_base/export.html", context)


@require_safe
@cache_control(no_store=True)
def download(request: HttpRequest, reference: str, export_id: int) -> HttpResponseBase:
    """The archive, for its asker until it expires; the download is on record."""
    case = evidence_access.base_or_404(request.user, reference)
    found = evidence_access.exports(request.user).filter(revisit=case, pk=export_id).first()
    if found is None or not found.may_be_downloaded(clock.now()):
        raise Http404
    take_export(export=found, by=signed_in(request))
    return _as_attachment(found, f"{case.reference}-evidence-{found.pk}.zip")


def _as_attachment(found: EvidenceExport, name: str) -> FileResponse:
    response = FileResponse(
        storages["files"].open(found.key, "rb"),
        as_attachment=True,
        filename=name,
        content_type="application/zip",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Length"] = str(found.size)
    return response
