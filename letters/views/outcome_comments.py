"""Comments on paragraphs of the outcome letter: made, replied to, settled and opened again (G24)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections import working_copies
from inspections.policies import Refused
from inspections.views.case import case_context
from letters import outcome_access
from letters.actions import section_comments as actions
from letters.composing.text import passages, words
from letters.forms.outcome import CommentForm
from letters.models import OutcomeLetter, SectionComment
from letters.outcome_page import Standing
from letters.views.outcome_sections import fetch
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.record.reading import read

WHOLE = "all"


@cache_control(no_store=True)
def add(request: HttpRequest, reference: str, key: str, on: str) -> HttpResponse:
    """Say something of a paragraph by its name, or of the section as a whole ("all")."""
    letter, now, found = fetch(request, reference, key)
    _commenter_or_404(request, letter)
    block = "" if on == WHOLE else on
    quoted = _quoted(now, key, block)
    if request.method != "POST":
        read(
            person=signed_in(request).pk,
            what=letter,
            case=letter.revisit_id,
            part=f"outcome letter, {found.title}",
        )
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_comment(
                letter=letter,
                key=key,
                block=block,
                by=signed_in(request),
                at=clock.now(),
                **form.cleaned_data,
            )
            working_copies.saved(request, "The comment is kept. The team and quality assurance see it.")
            return _to(reference, made)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = case_context(
        request, letter.revisit, form=form, section=found, quoted=quoted, heading=f"Comment on {found.title}",
        button="Keep the comment",
    )  # fmt: skip
    return render(request, "letters/outcome/comment.html", context)


@cache_control(no_store=True)
def reply(request: HttpRequest, reference: str, comment_id: int) -> HttpResponse:
    """Answer a comment. What was settled is open again."""
    letter, comment = _fetch(request, reference, comment_id)
    if request.method != "POST":
        read(
            person=signed_in(request).pk,
            what=letter,
            case=letter.revisit_id,
            part="comment on the outcome letter",
        )
    form = CommentForm(request.POST or None, label="Reply")
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply(comment=comment, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            working_copies.saved(request, "The reply is kept.")
            return _to(reference, comment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    replies = comment.replies.select_related("by")
    context = case_context(
        request, letter.revisit, form=form, section=comment.section, comment=comment, replies=replies,
        quoted=comment.quoted, heading="Reply to a comment", button="Keep the reply",
    )  # fmt: skip
    return render(request, "letters/outcome/comment.html", context)


@require_POST
def settle(request: HttpRequest, reference: str, comment_id: int) -> HttpResponse:
    """Settled, or (`open`) not after all."""
    _, comment = _fetch(request, reference, comment_id)
    try:
        if "open" in request.POST:
            actions.reopen(comment=comment)
            messages.success(request, "The comment is open again.")
        else:
            actions.resolve(comment=comment, by=signed_in(request), at=clock.now())
            messages.success(request, "The comment is settled.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _to(reference, comment)


def _fetch(request: HttpRequest, reference: str, comment_id: int) -> tuple[OutcomeLetter, SectionComment]:
    letter = outcome_access.letter_or_404(request.user, reference)
    _commenter_or_404(request, letter)
    comment = outcome_access.comment_or_404(request.user, letter, comment_id)
    comment.section.letter = letter
    return letter, comment


def _commenter_or_404(request: HttpRequest, letter: OutcomeLetter) -> None:
    if not outcome_access.may_comment(request.user, letter.revisit):
        raise Http404


def _quoted(now: Standing, key: str, block: str) -> str:
    """The words of a paragraph as they stand; empty for the whole section. 404 for words that are not there."""
    if not block:
        return ""
    for passage in (each for found in now.written.get(key, ()) for each in passages(found)):
        if passage.name == block:
            return words(passage)
    raise Http404


def _to(reference: str, comment: SectionComment) -> HttpResponse:
    place = reverse("outcome-section", args=[reference, comment.section.key])
    return redirect(f"{place}#comment-{comment.pk}")
