"""One version of evidence as a file, for whoever may see it; each reading is on record."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import access
from inspections.actions.evidence import read_version
from inspections.models import EvidenceVersion
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.files import serving
from revisits.files.opening import before_opening


@require_safe
@cache_control(no_store=True)
def evidence_file(request: HttpRequest, version_id: int) -> HttpResponseBase:
    """The file as it was given, or the typed text as a text file; 404 for whoever may not see it.

    Before a file that its scan closes, or that nobody scanned, stands a page that says so.
    """
    version = access.evidence_version_or_404(request.user, version_id)
    of_team = access.reads_for_team(request.user, version.document)
    if version.file and (answer := before_opening(request, version.file, **_called(version, of_team))):
        return answer
    if not version.file or serving.begins(request):
        read_version(version=version, by=signed_in(request), of_team=of_team, at=clock.now(), download=True)
    return serving.attachment(request, version.file) if version.file else _as_text(version)


def _called(version: EvidenceVersion, of_team: bool) -> dict[str, str]:
    """What the reader knows it as, and where they came from."""
    document = version.document
    name = "evidence-document" if of_team else "area-document"
    back = reverse(name, args=[document.revisit.reference, document.pk])
    return {"called": document.title, "back": back}


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
