"""The draft for its named readers (G24): to read and to keep, marked with their name; and the answers to their side.

Every reading is on record, and nothing is kept by browsers on the way.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from letters import accuracy, accuracy_access, draft_page
from letters.accuracy_access import Reading
from letters.accuracy_words import due_words, mark
from letters.rendering.pdf import render_pdf
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.record.reading import read


@require_safe
@cache_control(no_store=True)
def draft(request: HttpRequest, reference: str) -> HttpResponse:
    """Passage by passage, with the comments of the reader's own side and a form beside each."""
    reading = accuracy_access.reading_or_404(request.user, reference)
    version = reading.round.version
    read(person=signed_in(request).pk, what=version, case=reading.revisit.pk, part="draft with the area")
    own = accuracy_access.comments(request.user).filter(round=reading.round, side=reading.side)
    comments = list(own.select_related("by", "document").prefetch_related("files"))
    context = reader_context(
        request,
        reading,
        rows=draft_page.rows(version.composed, comments),
        count=len(comments),
        answered=accuracy_access.answers(request.user).filter(comment__round=reading.round).exists(),
    )
    return render(request, "letters/accuracy/draft.html", context)


@require_safe
@cache_control(no_store=True)
def draft_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The draft as a PDF made for this reader: their name and the moment stand on every page (G24)."""
    reading, person = accuracy_access.reading_or_404(request.user, reference), signed_in(request)
    version = reading.round.version
    read(person=person.pk, what=version, case=reading.revisit.pk, part="draft with the area", download=True)
    content = render_pdf(version.composed, mark=mark(person.name, clock.now()))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{reference}-draft-restricted.pdf"'
    return response


@require_safe
@cache_control(no_store=True)
def answers(request: HttpRequest, reference: str) -> HttpResponse:
    """What the inspectors answered to the comments of the reader's own side, once told (G25)."""
    reading = accuracy_access.reading_or_404(request.user, reference)
    own = accuracy_access.comments(request.user).filter(
        round=reading.round, side=reading.side, submission__isnull=False
    )
    told = accuracy_access.answers(request.user).filter(comment__in=own).order_by("comment", "number")
    newest = {answer.comment_id: answer for answer in told}
    if newest:
        part = "answers to comments"
        read(person=signed_in(request).pk, what=reading.round, case=reading.revisit.pk, part=part)
    own = own.prefetch_related("files__file")
    context = reader_context(
        request, reading, answered=[(each, newest[each.pk]) for each in own if each.pk in newest]
    )
    return render(request, "letters/accuracy/answers.html", context)


def reader_context(request: HttpRequest, reading: Reading, **more: Any) -> dict[str, Any]:
    """What every page of the draft's readers shows: whose copy it is, until when they comment, what is submitted."""
    now, own = clock.now(), accuracy.of_side(reading.round, reading.side)
    last = accuracy.last_moment(own, reading.round)
    case = reading.revisit
    return {
        "revisit": case,
        "area": case.area,
        "round": reading.round,
        "side": reading.side,
        "own": own,
        "open": own.open(reading.round, now) and case.state == "accuracy",
        "due": due_words(last, now),
        "mark": mark(signed_in(request).name, now),
        **more,
    }
