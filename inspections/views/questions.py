"""Questions for parents on the team's side: all versions, one of them, two compared, and its way to the forum."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections import access, questions_page
from inspections.actions import question_writing as writing
from inspections.actions import questions as actions
from inspections.forms.questions import SettleForm, ShareForm
from inspections.models import QuestionSet, Revisit
from inspections.policies import Refused
from inspections.question_policies import VersionChanged
from inspections.question_states import SetState
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


@cache_control(no_store=True)
def questions(request: HttpRequest, reference: str) -> HttpResponse:
    """Both purposes with their versions."""
    case = access.case_or_404(request.user, reference)
    context = case_context(
        request,
        case,
        subjects=questions_page.subjects(request.user, case),
        nobody=questions_page.nobody_of_the_forum(case, on=clock.today()),
    )
    return render(request, "inspections/questions/list.html", context)


@require_POST
def begin(request: HttpRequest, reference: str, purpose: str) -> HttpResponse:
    case = access.case_or_404(request.user, reference, Permission.PROPOSE_QUESTIONS)
    if purpose not in QuestionSet.Purpose.values:
        raise Http404
    try:
        begun = writing.begin_questions(revisit=case, purpose=purpose, by=signed_in(request), at=clock.now())
        return redirect("question-set", reference, purpose, begun.number)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("questions", reference)


@cache_control(no_store=True)
def question_set(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """One version with its comments, and what may be done with it now."""
    case, version = fetch(request, reference, purpose, number)
    rows, general = questions_page.asked(version)
    context = _context(
        request,
        case,
        version,
        rows=questions_page.with_origins(rows),
        general=general,
        before=questions_page.before(request.user, version),
        nobody=questions_page.nobody_of_the_forum(case, on=clock.today()),
    )
    return render(request, "inspections/questions/version.html", context)


@cache_control(no_store=True)
def compare(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """This version beside the one before it."""
    case, version = fetch(request, reference, purpose, number)
    before = questions_page.before(request.user, version)
    if before is None:
        raise Http404
    context = _context(
        request, case, version, before=before, pairs=questions_page.differences(before, version)
    )
    return render(request, "inspections/questions/compare.html", context)


@cache_control(no_store=True)
def share(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """Share it with the forum: whoever is second, or looks at an older edition, is told."""
    case, version = fetch(request, reference, purpose, number, Permission.PROPOSE_QUESTIONS)
    typed = request.POST.copy()
    form = ShareForm(typed or None, initial={"edition": version.edition})
    if request.method == "POST" and form.is_valid():
        try:
            actions.share_questions(
                question_set=version, by=signed_in(request), at=clock.now(), **form.cleaned_data
            )
            messages.success(request, f"Version {version.number} is with the forum: they are told by e-mail.")
            return redirect("question-set", reference, purpose, number)
        except VersionChanged as changed:
            typed["edition"] = str(changed.question_set.edition)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    rows, _ = questions_page.asked(version)
    words = {"heading": "Share with the forum", "button": "Share it"}
    context = _context(request, case, version, form=form, rows=rows, **words)
    return render(request, "inspections/questions/share.html", context)


@cache_control(no_store=True)
def settle(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """The lead settles it without the forum, for a reason that stays (G16)."""
    case, version = fetch(request, reference, purpose, number, Permission.SETTLE_QUESTIONS)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_questions(
                question_set=version, by=signed_in(request), at=clock.now(), **form.cleaned_data
            )
            messages.success(request, f"Version {version.number} is settled: the questions stay as they are.")
            return redirect("question-set", reference, purpose, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    rows, general = questions_page.asked(version)
    context = _context(
        request,
        case,
        version,
        form=form,
        heading="Settle without the forum",
        button="Settle the questions",
        comments=len(general) + sum(len(row.comments) for row in rows),
        nobody=questions_page.nobody_of_the_forum(case, on=clock.today()),
    )
    return render(request, "inspections/questions/settle.html", context)


@require_POST
def drop(request: HttpRequest, reference: str, purpose: str, number: int) -> HttpResponse:
    """Throw away the version that is being written."""
    _, version = fetch(request, reference, purpose, number, Permission.PROPOSE_QUESTIONS)
    try:
        writing.drop_questions(question_set=version)
        messages.success(request, f"Version {version.number} is dropped.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("questions", reference)


def fetch(
    request: HttpRequest, reference: str, purpose: str, number: int, permission: Permission | None = None
) -> tuple[Revisit, QuestionSet]:
    """The case and one version of its questions; 404 for whoever may not see it or do `permission`."""
    case = access.case_or_404(request.user, reference, permission)
    return case, questions_page.version_or_404(request.user, case, purpose, number)


def _context(request: HttpRequest, case: Revisit, version: QuestionSet, **more: object) -> dict[str, object]:
    return case_context(
        request,
        case,
        version=version,
        writing=version.state == SetState.DRAFT,
        shared=version.state == SetState.SHARED,
        **more,
    )
