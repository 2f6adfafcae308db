"""The letter before it is issued: what parents would read, what is still missing, and the button."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, contacts
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from letters import access as letter_access
from letters.actions.issue import issue_parents_letter
from letters.composing import facts as composing_facts
from letters.composing import parents
from letters.composing.facts import LetterIncomplete
from letters.facts import parents_facts
from letters.models import Letter
from letters.rendering.formats import LetterFormat
from letters.rendering.formats import render as render_letter
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

PREVIEWS = {"pdf": LetterFormat.PDF, "txt": LetterFormat.TEXT}


def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """What is not issued is confidential: who reads it is on record."""
    case = letter_access.unissued_or_404(request.user, reference)
    read(person=signed_in(request).pk, what=case, case=case.pk, part="letter to parents, preview")
    return _page(request, case)


def preview_file(request: HttpRequest, reference: str, ending: str) -> HttpResponse:
    """The very file that would be issued, as it stands now."""
    case = letter_access.unissued_or_404(request.user, reference)
    if ending not in PREVIEWS:
        raise Http404
    chosen = PREVIEWS[ending]
    part = f"letter to parents, preview as {ending.upper()}"
    read(person=signed_in(request).pk, what=case, case=case.pk, download=True, part=part)
    content = render_letter(parents.preview(parents_facts(case)), chosen)
    return HttpResponse(content, content_type=chosen.content_type, headers={"Cache-Control": "no-store"})


def issue(request: HttpRequest, reference: str) -> HttpResponse:
    """Issue the letter; a second version needs its reason."""
    case = letter_access.unissued_or_404(request.user, reference, Permission.ISSUE_LETTER)
    if request.method != "POST":
        return redirect("letter-preview", reference)
    reason, note = (request.POST.get(name, "").strip() for name in ("reason", "note"))
    try:
        by, now = signed_in(request), clock.now()
        letter = issue_parents_letter(revisit=case, by=by, at=now, reason=reason, note=note)
    except (Refused, LetterIncomplete) as refusal:
        return _page(request, case, error=str(refusal), reason=reason)
    messages.success(request, "The letter is issued. Its files are ready in a moment.")
    return redirect(letter)


def _page(request: HttpRequest, case: Revisit, *, error: str = "", reason: str = "") -> HttpResponse:
    facts = parents_facts(case)
    context = case_context(
        request,
        case,
        letter=parents.preview(facts),
        missing=composing_facts.missing(facts),
        before=case.letters.filter(kind=Letter.Kind.PARENTS).first(),
        addressees=contacts.area_contacts(case, on=clock.today()),
        may_issue=access.may(request.user, Permission.ISSUE_LETTER, case),
        error=error,
        reason=reason,
    )
    return render(request, "letters/preview.html", context, status=422 if error else 200)
