"""The draft with the area, for its team: sending it, how each side stands, closing and opening comments (G24, G25)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import draft_list
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.views.sent import sent
from inspections.workflow import State
from letters import accuracy, accuracy_access, outcome_access
from letters.accuracy_policies import check_close
from letters.accuracy_words import due_words
from letters.actions import accuracy as actions
from letters.forms.accuracy import LateAnswerForm, ReopenForm
from letters.models import AccuracyRound, LateRequest, Side
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read


@require_safe
@cache_control(no_store=True)
def accuracy_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Since when it is with the area, how each side stands, and every comment with its answer."""
    case = outcome_access.case_or_404(request.user, reference)
    round_ = accuracy_access.rounds(request.user).filter(version__letter__revisit=case).first()
    if round_ is None:
        return render(request, "letters/accuracy/none.html", case_context(request, case))
    round_ = accuracy_access.round_or_404(case)
    comments = accuracy.submitted(round_)
    read(person=signed_in(request).pk, what=round_, case=case.pk, part="comments on the draft")
    now, passages = clock.now(), accuracy.passages(round_.version.composed)
    context = case_context(
        request,
        case,
        round=round_,
        due=due_words(accuracy.due(round_), now),
        standing=_standing(round_, now),
        comments=[(each, passages.get(each.block)) for each in comments],
        counts=accuracy.waiting(comments),
        missing=accuracy.unanswered(round_),
        untold=accuracy.untold(round_),
        closed=case.state != State.ACCURACY,
        still_open=_still_open(round_, now),
        answering=case.state == State.FINALISING,
        readers=draft_list.readers(case),
    )
    return render(request, "letters/accuracy/accuracy.html", context)


@require_POST
def close(request: HttpRequest, reference: str) -> HttpResponse:
    case = outcome_access.case_or_404(request.user, reference, Permission.OPEN_DRAFT)
    try:
        actions.close_comments(revisit=case, by=signed_in(request), at=clock.now())
        messages.success(request, "The comments are closed. Answer each of them, and finalise the letter.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accuracy", reference)


@cache_control(no_store=True)
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Open the comments again for a side that has not submitted."""
    case = outcome_access.case_or_404(request.user, reference, Permission.OPEN_DRAFT)
    round_ = accuracy_access.round_or_404(case)
    sides = [each.side for each in accuracy.standing(round_) if each.submission is None]
    form = ReopenForm(request.POST or None, sides=sides)
    if request.method == "POST" and form.is_valid() and (until := form.moment):
        try:
            side, reason = Side(form.cleaned_data["side"]), form.cleaned_data["reason"]
            actions.reopen_comments(
                revisit=case, side=side, until=until, reason=reason, by=signed_in(request), at=clock.now()
            )
            messages.success(request, "The comments are open again, and their readers are told.")
            return redirect("accuracy", reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = case_context(
        request, case, form=form, sides=sides, heading="Open the comments again", button="Open them again"
    )
    return render(request, "letters/accuracy/reopen.html", context)


@cache_control(no_store=True)
def late(request: HttpRequest, reference: str, request_id: int) -> HttpResponse:
    """Accept late comments until the end of a day, or decline them."""
    case = outcome_access.case_or_404(request.user, reference, Permission.OPEN_DRAFT)
    asked: LateRequest = get_object_or_404(
        accuracy_access.late_requests(request.user).select_related("by", "round__version__letter__revisit"),
        pk=request_id,
        round__version__letter__revisit=case,
    )
    form = LateAnswerForm(request.POST or None)
    if sent(request, form):
        try:
            until, reason = form.moment, form.cleaned_data["reason"]
            actions.answer_late(
                request=asked, until=until, reason=reason, by=signed_in(request), at=clock.now()
            )
            messages.success(request, "They are told your answer by e-mail.")
            return redirect("accuracy", reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = case_context(
        request, case, form=form, asked=asked, heading="Answer a late request", button="Answer"
    )
    return render(request, "letters/accuracy/late_answer.html", context)


def _still_open(round_: AccuracyRound, now: datetime) -> str:
    """Why the comments cannot be closed yet; empty where they can."""
    try:
        check_close(round_, now)
    except Refused as refusal:
        return str(refusal)
    return ""


def _standing(round_: AccuracyRound, now: datetime) -> list[tuple[accuracy.Standing, bool, str]]:
    """Each side with whether it may still submit, and until when."""
    return [
        (each, each.open(round_, now), due_words(accuracy.last_moment(each, round_), now))
        for each in accuracy.standing(round_)
    ]
