"""Issued letters: the list of a case, one version, and its files as they were rendered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from inspections import access as case_access
from inspections.views.case import case_context
from letters import access
from letters.models import Letter, Publication
from letters.rendering.formats import ISSUED, LetterFormat
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

NAMES = {
    LetterFormat.PDF: "PDF",
    LetterFormat.LARGE_PRINT: "Large print (PDF)",
    LetterFormat.HTML: "Web page",
    LetterFormat.TEXT: "Plain text",
}


def letters(request: HttpRequest, reference: str) -> HttpResponse:
    """The letters of a case, the newest first, and the way to the next one."""
    case = access.case_or_404(request.user, reference)
    versions = access.letters(request.user).filter(revisit=case).select_related("issued_by")
    may_issue = case_access.may(request.user, Permission.ISSUE_LETTER, case)
    return render(
        request, "letters/list.html", case_context(request, case, letters=versions, may_issue=may_issue)
    )


def letter(request: HttpRequest, reference: str, kind: str, version: int) -> HttpResponse:
    issued = _letter(request, reference, kind, version)
    made = set(issued.files.values_list("format", flat=True))
    files = [(wanted, NAMES[wanted], wanted.value in made) for wanted in ISSUED]
    context = {
        "letter": issued,
        "files": files,
        "waiting": len(made) < len(ISSUED),
        "revisit": issued.revisit,
        "replaced_by": _replacement(request, issued),
        "staff": held.may(request.user, Permission.VIEW_LETTERS),
        **_embargo(request, issued),
    }
    return render(request, "letters/letter_page.html", context)


def letter_file(request: HttpRequest, reference: str, kind: str, version: int, code: str) -> HttpResponse:
    """The frozen bytes of one format."""
    issued = _letter(request, reference, kind, version)
    file = get_object_or_404(issued.files, format=code)
    chosen = LetterFormat(file.format)
    confidential = _embargo(request, issued, part=NAMES[chosen])
    response = HttpResponse(bytes(file.content), content_type=chosen.content_type)
    if confidential:
        response["Cache-Control"] = "no-store"
    response["Content-Disposition"] = f'inline; filename="{reference}-{kind}-letter{chosen.ending}"'
    response["ETag"] = f'"{file.sha256}"'
    if chosen is LetterFormat.HTML:
        # The frozen page carries its own style; nothing in it may run or load.
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def _replacement(request: HttpRequest, issued: Letter) -> Letter | None:
    """The newest version after it that this person may read; of one that is published, what is published after it."""
    later = access.letters(request.user).filter(revisit=issued.revisit_id, kind=issued.kind)
    later = later.filter(version__gt=issued.version)
    if issued.kind == Letter.Kind.OUTCOME and issued.publication.published_at:
        later = later.filter(publication__published_at__isnull=False)
    return later.order_by("-version").first()


def _embargo(request: HttpRequest, issued: Letter, *, part: str = "") -> dict[str, Publication]:
    """Of an outcome letter that is not published: that it was read is on record. Empty for all other letters."""
    if issued.kind != Letter.Kind.OUTCOME or issued.publication.published_at:
        return {}
    person, publication = signed_in(request), issued.publication
    said = f"outcome letter under embargo{f', {part}' if part else ''}"
    read(person=person.pk, what=issued, case=issued.revisit_id, download=bool(part), part=said)
    return {"recalled": publication} if publication.recalled_at else {"embargoed": publication}


def _letter(request: HttpRequest, reference: str, kind: str, version: int) -> Letter:
    found = access.letters(request.user).select_related("revisit__area", "issued_by", "publication")
    return get_object_or_404(found, revisit__reference=reference, kind=kind, version=version)
