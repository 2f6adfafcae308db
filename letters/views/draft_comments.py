"""Comments on the accuracy of the draft (G25): written by a side, submitted once, with a receipt."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import access as cases
from inspections.models import EvidenceDocument
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from letters import accuracy_access, draft_page
from letters.accuracy_access import Reading
from letters.accuracy_policies import CommentChanged
from letters.actions import accuracy_comments as actions
from letters.forms.accuracy import AccuracyCommentForm, LateForm, SubmitForm
from letters.models import AccuracyComment, Submission
from letters.views.draft import reader_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.record.reading import read


@cache_control(no_store=True)
def add(request: HttpRequest, reference: str, block: str) -> HttpResponse:
    """A comment on one passage; the page shows it."""
    reading = accuracy_access.commenting_or_404(request.user, reference)
    row = draft_page.row(reading.round.version.composed, block)
    if row is None:
        raise Http404
    form = AccuracyCommentForm(
        request.POST or None, initial={"quotation": row.words}, documents=_documents(request, reading)
    )
    if request.method == "POST" and form.is_valid():
        try:
            given = _given(form)
            actions.add_comment(
                round_=reading.round,
                side=reading.side,
                block=block,
                by=signed_in(request),
                at=clock.now(),
                **given,
            )
            messages.success(request, "Your comment is kept. Nobody but your side sees it until you submit.")
            return _back(reference, block)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return _form(request, reading, row, form)


@cache_control(no_store=True)
def change(request: HttpRequest, reference: str, comment_id: int) -> HttpResponse:
    """Change a comment of one's side; whoever comes second is shown what stands there now."""
    reading = accuracy_access.commenting_or_404(request.user, reference)
    comment = accuracy_access.comment_or_404(request.user, reading, comment_id)
    row = draft_page.row(reading.round.version.composed, comment.block)
    if row is None or comment.submission_id:
        raise Http404
    typed, theirs = request.POST.copy(), None
    initial = {
        name: getattr(comment, name) for name in ("edition", "quotation", "correction", "why", "document")
    }
    form = AccuracyCommentForm(typed or None, initial=initial, documents=_documents(request, reading))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_comment(
                comment=comment,
                edition=form.cleaned_data["edition"] or 0,
                by=signed_in(request),
                at=clock.now(),
                **_given(form),
            )
            messages.success(request, "The comment is changed.")
            return _back(reference, comment.block)
        except CommentChanged as changed:
            theirs, typed["edition"] = changed.comment, str(changed.comment.edition)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return _form(request, reading, row, form, comment=comment, theirs=theirs)


@require_POST
def remove(request: HttpRequest, reference: str, comment_id: int) -> HttpResponse:
    reading = accuracy_access.commenting_or_404(request.user, reference)
    comment = accuracy_access.comment_or_404(request.user, reading, comment_id)
    try:
        actions.remove_comment(comment=comment, by=signed_in(request), at=clock.now())
        messages.success(request, "The comment is removed.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(reference, comment.block)


@cache_control(no_store=True)
def submit(request: HttpRequest, reference: str) -> HttpResponse:
    """All comments of the side once more, and the one submission."""
    reading = accuracy_access.commenting_or_404(request.user, reference)
    comments = _own(request, reading)
    form = SubmitForm(request.POST if request.method == "POST" else None, count=len(comments))
    if request.method == "POST" and form.is_valid():
        try:
            none = form.cleaned_data.get("none", False)
            actions.submit(
                round_=reading.round, side=reading.side, none=none, by=signed_in(request), at=clock.now()
            )
            return redirect("draft-receipt", reference)
        except Refused as refusal:
            form.add_error("none" if "none" in form.fields else None, str(refusal))
    context = reader_context(request, reading, comments=comments, form=form)
    return render(request, "letters/accuracy/submit.html", context)


@require_safe
@cache_control(no_store=True)
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """What the side submitted, when, by whom, and its number."""
    reading = accuracy_access.commenting_or_404(request.user, reference)
    context = reader_context(
        request, reading, submission=_submission(reading), comments=_own(request, reading)
    )
    return render(request, "letters/accuracy/receipt.html", context)


@require_safe
@cache_control(no_store=True)
def receipt_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt as a text file, with all that was submitted."""
    reading = accuracy_access.commenting_or_404(request.user, reference)
    submission, comments = _submission(reading), _own(request, reading)
    part = "submitted comments"
    read(person=signed_in(request).pk, what=submission, case=reading.revisit.pk, part=part, download=True)
    response = HttpResponse(_as_text(reading, submission, comments), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{reference}-{submission.number}.txt"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@cache_control(no_store=True)
def late(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the lead HMI to accept comments after the last moment."""
    reading = accuracy_access.commenting_or_404(request.user, reference)
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.ask_late(
                round_=reading.round, side=reading.side, reason=reason, by=signed_in(request), at=clock.now()
            )
            messages.success(request, "The lead HMI is asked, and answers by e-mail.")
            return redirect("draft", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "letters/accuracy/late.html", reader_context(request, reading, form=form))


def _own(request: HttpRequest, reading: Reading) -> list[AccuracyComment]:
    own = accuracy_access.comments(request.user).filter(round=reading.round, side=reading.side)
    return list(own.select_related("by", "document").prefetch_related("files__file"))


def _submission(reading: Reading) -> Submission:
    found = reading.round.submissions.filter(side=reading.side).select_related("by").first()
    if found is None:
        raise Http404
    return found


def _documents(request: HttpRequest, reading: Reading) -> QuerySet[EvidenceDocument]:
    """What the area gave, as far as this reader may see it."""
    return cases.evidence(request.user).filter(revisit=reading.revisit, withdrawn_at=None)


def _given(form: AccuracyCommentForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "edition"}


def _back(reference: str, block: str) -> HttpResponse:
    return redirect(f"{reverse('draft', args=[reference])}#{block}")


def _form(
    request: HttpRequest, reading: Reading, row: draft_page.Row, form: AccuracyCommentForm, **more: Any
) -> HttpResponse:
    """The form with the passage beside it; seeing the passage is a reading."""
    read(
        person=signed_in(request).pk,
        what=reading.round.version,
        case=reading.revisit.pk,
        part="draft with the area, one paragraph",
    )
    context = reader_context(request, reading, row=row, form=form, **more)
    return render(request, "letters/accuracy/comment.html", context)


def _as_text(reading: Reading, submission: Submission, comments: list[AccuracyComment]) -> str:
    at = submission.at.astimezone(LONDON)
    lines = [
        "Restricted and confidential: do not pass it on (G24).",
        f"Comments on the accuracy of the draft letter: re-visit of {reading.revisit.area_name}",
        f"Receipt {submission.number}: submitted for {reading.side.label} by {submission.by}",
        f"on {at:%A %-d %B %Y at %H:%M:%S}",
        "",
        f"{len(comments)} comment{'' if len(comments) == 1 else 's'}" if comments else "No comments.",
    ]
    for number, comment in enumerate(comments, start=1):
        document = [f"Document: {comment.document}"] if comment.document else []
        files = [f"File: {each.file.name}, SHA-256 {each.file.sha256}" for each in comment.files.all()]
        lines += [
            "",
            f"{number}. Words of the draft: {comment.quotation}",
            f"What it should say: {comment.correction}",
            f"Why: {comment.why}",
            *document,
            *files,
        ]
    return "\n".join([*lines, ""])
