"""The national bank of questions: its versions, one of them, two compared, and issuing one (G16)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inspections import question_bank_page as page
from inspections.actions import question_bank as actions
from inspections.forms.question_bank import IssueBankForm
from inspections.models import BankVersion
from inspections.models.question_bank import BankState
from inspections.policies import Refused
from inspections.question_bank_policies import BankChanged
from inspections.questions_compare import pairs
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PER_PAGE = 20


def bank(request: HttpRequest) -> HttpResponse:
    """All versions, the newest first."""
    if not held.may(request.user, Permission.KEEP_BANK) and not held.may(
        request.user, Permission.PROPOSE_QUESTIONS
    ):
        raise Http404
    found = Paginator(page.versions(request.user), PER_PAGE).get_page(request.GET.get("page"))
    newest = page.versions(request.user).first()
    context = {
        "page": found,
        "keeps": held.may(request.user, Permission.KEEP_BANK),
        "draft": newest if newest and newest.state == BankState.DRAFT else None,
    }
    return render(request, "inspections/bank/list.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the next version."""
    keeper(request)
    try:
        begun = actions.begin_bank(by=signed_in(request), at=clock.now())
        return redirect("bank-version", begun.number)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bank")


def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version; while it is written, with what changes it."""
    found = page.version_or_404(request.user, number)
    return render(request, "inspections/bank/version.html", _context(request, found, rows=page.shown(found)))


def compare(request: HttpRequest, number: int) -> HttpResponse:
    """This version beside the one before it."""
    found = page.version_or_404(request.user, number)
    before = page.before(request.user, found)
    if before is None:
        raise Http404
    differences = pairs(before.questions.all(), found.questions.all())
    return render(request, "inspections/bank/compare.html", _context(request, found, pairs=differences))


def issue(request: HttpRequest, number: int) -> HttpResponse:
    """Bring it into use; whoever is second, or looks at an older edition, is told."""
    keeper(request)
    found = page.version_or_404(request.user, number)
    typed = request.POST.copy()
    form = IssueBankForm(typed or None, initial={"edition": found.edition})
    if request.method == "POST" and form.is_valid():
        try:
            actions.issue_bank(version=found, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, f"Version {found.number} is in use.")
            return redirect("bank")
        except BankChanged as changed:
            typed["edition"] = str(changed.version.edition)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = _context(request, found, form=form, rows=page.shown(found))
    return render(request, "inspections/bank/issue.html", context)


@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Throw away the version that is being written."""
    keeper(request)
    found = page.version_or_404(request.user, number)
    try:
        actions.drop_bank(version=found)
        messages.success(request, f"Version {found.number} is dropped.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bank")


def keeper(request: HttpRequest) -> None:
    """404 for whoever does not keep the bank."""
    if not held.may(request.user, Permission.KEEP_BANK):
        raise Http404


def _context(request: HttpRequest, found: BankVersion, **more: object) -> dict[str, object]:
    writing = found.state == BankState.DRAFT and held.may(request.user, Permission.KEEP_BANK)
    return {"version": found, "writing": writing, "before": page.before(request.user, found), **more}
