"""One version of evidence as a file, for whoever may see it; each reading is on record."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localtime
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import access
from inspections.actions.evidence import read_version
from inspections.models import EvidenceVersion
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.files import serving


@require_safe
@cache_control(no_store=True)
def evidence_file(request: HttpRequest, version_id: int) -> HttpResponseBase:
    """The file as it was given, or the typed text as a text file. 404 for whoever may not see it, or where its scan
    lets nobody open it.
    """
    version = access.evidence_version_or_404(request.user, version_id)
    if version.file and not version.file.may_be_opened:
        raise Http404
    if not version.file or serving.begins(request):
        of_team = access.reads_for_team(request.user, version.document)
        read_version(version=version, by=signed_in(request), of_team=of_team, at=clock.now(), download=True)
    return serving.attachment(request, version.file) if version.file else _as_text(version)


def _as_text(version: EvidenceVersion) -> HttpResponse:
    """Its name tells neither title nor content."""
    document = version.document
    head = [
        f"Re-visit of {document.revisit.area_name}: evidence given for {document.given_by}",
        document.title,
        f"{version.added_by}, {localtime(version.added_at):%-d %B %Y, %H:%M}, version {version.number}",
    ]
    text = "\n".join([*head, "", version.text, ""])
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"{document.revisit.reference}-evidence-{document.pk}-{version.number}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
