"""Files with a comment on the draft: given by its side, opened by that side and the team alone (G24, G25)."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections.policies import Refused
from letters import accuracy_access
from letters.actions.comment_files import remove_file
from letters.models import AccuracyFile
from letters.receiving_files import PURPOSE, target_of
from letters.views.draft import reader_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.files import receiving, serving
from revisits.files.opening import before_opening
from revisits.record.reading import read


@cache_control(no_store=True)
def files(request: HttpRequest, reference: str, comment_id: int) -> HttpResponse:
    """The files of a comment of one's side, and giving more; it quotes the draft, so opening it is on record."""
    reading = accuracy_access.commenting_or_404(request.user, reference)
    comment = accuracy_access.comment_or_404(request.user, reading, comment_id)
    if comment.submission_id:
        raise Http404
    target, outcomes = target_of(reference, comment), []
    if request.method == "POST":
        outcomes = receiving.receive_form(request, purpose=PURPOSE, target=target)
        if all(outcome.receipt for outcome in outcomes):
            messages.success(request, "Received. Nobody but your side opens it until you submit.")
            return redirect("draft-comment-files", reference, comment_id)
    part = "draft with the area, one comment"
    read(person=signed_in(request).pk, what=reading.round.version, case=reading.revisit.pk, part=part)
    here = reverse("draft-comment-files", args=[reference, comment_id])
    context = reader_context(
        request,
        reading,
        comment=comment,
        given=comment.files.select_related("file", "by"),
        offered=receiving.offer(PURPOSE, target, outcomes=outcomes, done=here),
    )
    return render(request, "letters/accuracy/files.html", context)


@require_POST
def remove(request: HttpRequest, reference: str, file_id: int) -> HttpResponse:
    """Take a file back before the side submits."""
    reading = accuracy_access.commenting_or_404(request.user, reference)
    given = (
        _files(request).filter(comment__round=reading.round, comment__side=reading.side, pk=file_id).first()
    )
    if given is None:
        raise Http404
    try:
        remove_file(given=given, by=signed_in(request), at=clock.now())
        messages.success(request, "The file is removed.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("draft", reference)
    return redirect("draft-comment-files", reference, given.comment_id)


@require_safe
@cache_control(no_store=True)
def file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """A file with a comment, for whoever may see the comment; reading it is on record.

    Before a file that its scan closes, or that nobody scanned, stands a page that says so.
    """
    given: AccuracyFile = get_object_or_404(_files(request), pk=file_id)
    case = given.comment.round.version.letter.revisit
    back = reverse("draft", args=[case.reference])
    if accuracy_access.side_of(request.user, case) is None:
        back = reverse("accuracy-comment", args=[case.reference, given.comment_id])
    if answer := before_opening(request, given.file, back=back, called="the file with this comment"):
        return answer
    if serving.begins(request):
        read(person=signed_in(request).pk, what=given, case=case.pk, download=True)
    return serving.attachment(request, given.file)


def _files(request: HttpRequest) -> QuerySet[AccuracyFile]:
    related = ("file", "comment__round__version__letter__revisit")
    return accuracy_access.files(request.user).select_related(*related)
