"""Answering the area's comments (G25): each beside its paragraph; CQC agrees; both parties are told."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import access as cases
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.workflow import State
from letters import accuracy, accuracy_access, outcome, outcome_access
from letters.accuracy_policies import AnswerChanged
from letters.actions import accuracy_answers as actions
from letters.composing.differences import Row, changed, differences
from letters.composing.outcome import editable_keys
from letters.forms.accuracy import AnswerForm
from letters.models import AccuracyComment, AccuracyRound, Answer
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read


@cache_control(no_store=True)
def comment(request: HttpRequest, reference: str, comment_id: int) -> HttpResponse:
    """One comment beside its paragraph as it was sent and as it stands, its answers, and the form for the lead HMI."""
    needed = Permission.ANSWER_COMMENTS if request.method == "POST" else None
    case, found = _comment(request, reference, comment_id, needed)
    newest, typed, theirs = accuracy.newest(found), request.POST.copy(), None
    form = AnswerForm(typed or None, initial=_initial(newest))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_comment(comment=found, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, "The answer is kept. CQC has still to agree it.")
            return redirect("accuracy-comment", reference, comment_id)
        except AnswerChanged as changed_:
            theirs, typed["after"] = changed_.answer, str(changed_.answer.number)
            form.add_error(None, str(changed_))
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    read(person=signed_in(request).pk, what=found, case=case.pk)
    context = case_context(
        request,
        case,
        comment=found,
        versions=found.answers.select_related("by", "agreement__by"),
        newest=newest,
        agreed=accuracy.agreed(newest),
        theirs=theirs,
        form=form,
        passage=accuracy.passages(found.round.version.composed).get(found.block),
        rows=[row for row in _differences(found.round) if row.name == found.block],
        section=_section(case, found.block),
        answering=case.state == State.FINALISING,
        onward=_onward(found),
    )
    return render(request, "letters/accuracy/answer.html", context)


@require_POST
def agree(request: HttpRequest, reference: str, comment_id: int) -> HttpResponse:
    """CQC agrees the answer that was shown."""
    case, found = _comment(request, reference, comment_id, Permission.AGREE_ANSWERS)
    answer: Answer = get_object_or_404(
        found.answers.select_related("comment__round__version__letter__revisit"),
        number=request.POST.get("number") or 0,
    )
    try:
        actions.agree_answer(answer=answer, by=signed_in(request), at=clock.now())
        messages.success(request, "You have agreed this answer for CQC.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accuracy-comment", case.reference, found.pk)


@require_safe
@cache_control(no_store=True)
def changes(request: HttpRequest, reference: str) -> HttpResponse:
    """What changed in the letter since the draft was sent, word by word."""
    case = outcome_access.case_or_404(request.user, reference)
    round_ = accuracy_access.round_or_404(case)
    read(person=signed_in(request).pk, what=round_, case=case.pk, part="changes since the draft")
    context = case_context(request, case, round=round_, rows=changed(_differences(round_)))
    return render(request, "letters/accuracy/changes.html", context)


def _comment(
    request: HttpRequest, reference: str, comment_id: int, permission: Permission | None
) -> tuple[Revisit, AccuracyComment]:
    """A submitted comment for those with a part in the case; 404 otherwise."""
    case = outcome_access.case_or_404(request.user, reference)
    if permission and not cases.may(request.user, permission, case):
        raise Http404
    found = accuracy_access.comments(request.user).filter(
        round__version__letter__revisit=case, submission__isnull=False
    )
    related = ("round__version__letter", "submission", "by", "document__given_by")
    comment: AccuracyComment = get_object_or_404(found.select_related(*related), pk=comment_id)
    comment.round.version.letter.revisit = case
    return case, comment


def _initial(newest: Answer | None) -> dict[str, object]:
    if newest is None:
        return {"after": 0}
    return {"after": newest.number, "decision": newest.decision, "reason": newest.reason}


def _differences(round_: AccuracyRound) -> tuple[Row, ...]:
    """Between the draft as it was sent and the letter as it stands."""
    now = outcome.text(round_.version.letter)
    return differences(round_.version.composed.blocks, now.blocks)


def _section(case: Revisit, block: str) -> str:
    """Where the words of a passage are edited; empty where they follow from the case."""
    letter = outcome.letter_of(case)
    keys = editable_keys(outcome.facts_of(letter)) if letter else ()
    key = next((key for key in keys if block.startswith(f"{key}-")), "")
    return reverse("outcome-write", args=[case.reference, key]) if key else ""


def _onward(comment: AccuracyComment) -> AccuracyComment | None:
    """The next comment in the order of the letter."""
    ordered = accuracy.submitted(comment.round)
    place = next(i for i, each in enumerate(ordered) if each.pk == comment.pk)
    return ordered[place + 1] if place + 1 < len(ordered) else None
