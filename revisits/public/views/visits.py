"""A re-visit as the public sees it, and the files of its letter."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from letters.access import TOLD
from letters.models import Letter, LetterFile
from letters.rendering.formats import LetterFormat
from revisits import clock
from revisits.public import access, reading, survey
from revisits.public.answers import MOST, answer, nothing_there
from revisits.public.page import visit_page


@login_not_required
@require_safe
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """Dates, what is looked at, how to take part, the letter; 404 for what is not announced."""
    now = clock.now()
    found = reading.announced(reference, today=now.date())
    if found is None:
        return nothing_there()
    change = survey.next_change(found.moments, now, now.date())
    return answer(request, visit_page(found, now), change=change, now=now)


@login_not_required
@require_safe
def letter_file(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """The newest letter to parents in one format, as it was frozen. A file that is not made yet is a 404."""
    cases = access.announced(clock.today()).filter(reference=reference)
    letters = Letter.objects.filter(TOLD, revisit__in=cases.values("pk"), kind=Letter.Kind.PARENTS)
    newest = letters.order_by("-version").values("pk")[:1]
    return _file(
        request, f"{reference}-letter", LetterFile.objects.filter(letter=newest, format=code).first()
    )


@login_not_required
@require_safe
def outcome_file(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """The newest published outcome letter in one format, as it was frozen. 404 until its publication (G26)."""
    letters = Letter.objects.filter(access.PUBLISHED, revisit__reference=reference)
    newest = letters.order_by("-version").values("pk")[:1]
    return _file(
        request, f"{reference}-outcome", LetterFile.objects.filter(letter=newest, format=code).first()
    )


def _file(request: HttpRequest, name: str, file: LetterFile | None) -> HttpResponse:
    """The frozen bytes; what is not there, or not yet, is a 404."""
    if file is None:
        return nothing_there()
    chosen = LetterFormat(file.format)
    response = HttpResponse(bytes(file.content), content_type=chosen.content_type)
    response["Content-Disposition"] = f'inline; filename="{name}{chosen.ending}"'
    response["ETag"] = f'"{file.sha256}"'
    # A corrected letter takes the place of this one, at the same address.
    response["Cache-Control"] = f"public, max-age={MOST}, must-revalidate"
    if chosen is LetterFormat.HTML:
        # The frozen page carries its own style; nothing in it may run or load.
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    assert isinstance(found, HttpResponse)
    return found
