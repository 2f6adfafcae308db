"""Issued letters: the list of a case, one version, and its files as they were rendered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from inspections import access as case_access
from inspections.views.case import case_context
from letters import access
from letters.models import Letter
from letters.rendering.formats import ISSUED, LetterFormat
from revisits.accounts import access as held
from revisits.accounts.permissions import Permission

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
    newest = issued.revisit.letters.filter(kind=kind).first()
    context = {
        "letter": issued,
        "files": files,
        "waiting": len(made) < len(ISSUED),
        "revisit": issued.revisit,
        "replaced_by": newest if newest and newest.version > version else None,
        "staff": held.may(request.user, Permission.VIEW_LETTERS),
    }
    return render(request, "letters/letter_page.html", context)


def letter_file(request: HttpRequest, reference: str, kind: str, version: int, code: str) -> HttpResponse:
    """The frozen bytes of one format."""
    issued = _letter(request, reference, kind, version)
    file = get_object_or_404(issued.files, format=code)
    chosen = LetterFormat(file.format)
    response = HttpResponse(bytes(file.content), content_type=chosen.content_type)
    response["Content-Disposition"] = f'inline; filename="{reference}-{kind}-letter{chosen.ending}"'
    response["ETag"] = f'"{file.sha256}"'
    if chosen is LetterFormat.HTML:
        # The frozen page carries its own style; nothing in it may run or load.
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def _letter(request: HttpRequest, reference: str, kind: str, version: int) -> Letter:
    found = access.letters(request.user).select_related("revisit__area", "issued_by")
    return get_object_or_404(found, revisit__reference=reference, kind=kind, version=version)
