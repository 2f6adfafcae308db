"""One document of the evidence base: read, weighed and tagged by the team."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import evidence_access, evidence_list, note_list
from inspections.actions.evidence import read_version
from inspections.actions.notes import see_impact, set_tags
from inspections.forms.evidence_base import EvidenceFilter, ImpactForm
from inspections.forms.notes import TagsForm
from inspections.models import EvidenceDocument, EvidenceVersion, EvidenceView, Revisit, Weakness
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.files import serving
from revisits.files.opening import may_open


@require_safe
@cache_control(no_store=True)
def document(request: HttpRequest, reference: str, document_id: int) -> HttpResponse:
    """The newest version, or `?version=` another, with a preview where it can be shown safely.

    A typed text is read by opening the page, which is put on record; a file is read when it is previewed or taken.
    """
    case = evidence_access.base_or_404(request.user, reference)
    found = evidence_access.document_or_404(request.user, case, document_id)
    versions = list(found.versions.select_related("file", "added_by"))
    asked = request.GET.get("version", "")
    version = next((each for each in versions if str(each.number) == asked), versions[0])
    if not version.file:
        read_version(version=version, by=signed_in(request), of_team=True, at=clock.now())
    return _page(request, case, found, version, versions)


@require_safe
@cache_control(no_store=True)
def preview(request: HttpRequest, reference: str, document_id: int, number: int) -> HttpResponseBase:
    """The bytes of a PDF or a picture, for the frame in the page; the reading is on record.

    404 for other kinds, and where a scan forbids opening, or nobody scanned it and the reader was not warned.
    """
    case = evidence_access.base_or_404(request.user, reference)
    found = evidence_access.document_or_404(request.user, case, document_id)
    version = found.versions.select_related("file").filter(number=number).first()
    if not version or not version.file or not serving.may_show_inline(version.file):
        raise Http404
    opening = may_open(version.file)
    if not opening.allowed or (opening.warn and request.GET.get("opened") != "anyway"):
        raise Http404
    if serving.begins(request):
        read_version(version=version, by=signed_in(request), of_team=True, at=clock.now())
    return serving.inline(request, version.file)


@require_POST
def weigh(request: HttpRequest, reference: str, document_id: int) -> HttpResponse:
    """What this inspector sees in it, weakness by weakness."""
    case = evidence_access.base_or_404(request.user, reference, Permission.WRITE_NOTES)
    found = evidence_access.document_or_404(request.user, case, document_id)
    form = ImpactForm(request.POST, weaknesses=list(case.wsoa.weaknesses.all()))
    if not form.is_valid():
        raise Http404
    by, at = signed_in(request), clock.now()
    try:
        for weakness, shows in form.given():
            see_impact(document=found, weakness=weakness, shows=shows, by=by, at=at)
        messages.success(request, "What you see in it is kept.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_address(request, case, found) + "#impact")


@require_POST
def tag(request: HttpRequest, reference: str, document_id: int) -> HttpResponse:
    case = evidence_access.base_or_404(request.user, reference, Permission.WRITE_NOTES)
    found = evidence_access.document_or_404(request.user, case, document_id)
    form = TagsForm(request.POST)
    try:
        if form.is_valid():
            names = form.cleaned_data["tags"]
            set_tags(of=found, names=names, by=signed_in(request), at=clock.now())
            messages.success(request, "The tags are kept.")
            return redirect(_address(request, case, found) + "#tags")
    except Refused as refusal:
        form.add_error("tags", str(refusal))
    versions = list(found.versions.select_related("file", "added_by"))
    return _page(request, case, found, versions[0], versions, tags=form)


def _page(
    request: HttpRequest,
    case: Revisit,
    found: EvidenceDocument,
    version: EvidenceVersion,
    versions: list[EvidenceVersion],
    tags: TagsForm | None = None,
) -> HttpResponse:
    person, weaknesses = signed_in(request), list(case.wsoa.weaknesses.all())
    wanted = EvidenceFilter(request.GET, revisit=case).wanted()
    views = list(evidence_access.views(person).filter(document=found).select_related("by"))
    mine = {f"shows_{view.weakness_id}": view.shows for view in views if view.by_id == person.pk}
    opening = may_open(version.file) if version.file else None
    # Of the notes that cite it, what holds: an earlier version may have cited what it no longer does.
    citations = evidence_access.citations(person).filter(
        cited__document=found, version__in=note_list.newest_versions().values("pk")
    )
    context = case_context(
        request,
        case,
        document=found,
        version=version,
        versions=versions,
        opening=opening,
        inline=bool(version.file and serving.may_show_inline(version.file)),
        anyway=request.GET.get("opened") == "anyway",
        beside=evidence_list.neighbours(person, case, wanted, found),
        query=wanted.query(),
        impact=ImpactForm(initial=mine, weaknesses=weaknesses),
        seen=_by_weakness(views, weaknesses),
        tags=tags or TagsForm(initial={"tags": _tags(found)}),
        form=tags,
        citations=citations.select_related("version__note__written_by", "cited"),
    )
    return render(request, "inspections/evidence_base/document.html", context)


def _by_weakness(
    views: list[EvidenceView], weaknesses: list[Weakness]
) -> list[tuple[Weakness, list[EvidenceView]]]:
    """The weaknesses for which somebody said something, with what they said."""
    found = [(each, [view for view in views if view.weakness_id == each.pk]) for each in weaknesses]
    return [(weakness, seen) for weakness, seen in found if seen]


def _tags(found: EvidenceDocument) -> str:
    return ", ".join(tagging.tag.name for tagging in found.taggings.select_related("tag"))


def _address(request: HttpRequest, case: Revisit, found: EvidenceDocument) -> str:
    """The document's page, in the same list as before."""
    query = EvidenceFilter(request.GET, revisit=case).wanted().query()
    address = reverse("evidence-document", args=[case.reference, found.pk])
    return f"{address}?{query}" if query else address
