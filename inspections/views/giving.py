"""The page on which something is given, and what was sent from it: files, or a typed text."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from inspections.actions.evidence import add_version, give_evidence
from inspections.forms.evidence import FilesForm, TypedForm
from inspections.giving import Giving
from inspections.models import EvidenceVersion
from inspections.policies import Refused
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.files import receiving
from revisits.files.receiving import Outcome

TYPED = "typed"
PURPOSE = "evidence"


def give_page(request: HttpRequest, giving: Giving, template: str, **context: Any) -> HttpResponse:
    """Two forms: files, and a text in their place. What was sent is given, and answered with its receipt."""
    sent = request.method == "POST"
    typing = sent and TYPED in request.POST
    files = FilesForm(request.POST if sent and not typing else None, giving=giving)
    typed = TypedForm(request.POST if typing else None, giving=giving, prefix=TYPED)
    outcomes: list[Outcome] = []
    if typing and typed.is_valid():
        try:
            version = _keep_text(request, giving, typed.cleaned_data)
            return redirect("area-receipt", giving.case.reference, version.pk)
        except Refused as refusal:
            typed.add_error(None, str(refusal))
    elif sent and not typing and files.is_valid():
        target = {**giving.target, **files.as_target()}
        outcomes = list(receiving.receive_form(request, purpose=PURPOSE, target=target))
        if all(outcome.receipt for outcome in outcomes):
            return _received(request, giving, outcomes)
        for refused in (outcome for outcome in outcomes if outcome.refused):
            # Beside the field the upload says it itself; this is for the summary above.
            files.add_error(None, f"{refused.name}: {refused.refused}" if refused.name else refused.refused)
    done = reverse("area-evidence", args=[giving.case.reference])
    more = {
        "revisit": giving.case,
        "area": giving.case.area,
        "giving": giving,
        "files_form": files,
        "typed_form": typed,
        "form": typed if typing else files,
        "offered": receiving.offer(PURPOSE, giving.target, outcomes=outcomes, done=done),
    }
    return render(request, template, {**more, **context})


def _received(request: HttpRequest, giving: Giving, outcomes: list[Outcome]) -> HttpResponse:
    if len(outcomes) == 1:
        return redirect(outcomes[0].receipt)
    messages.success(request, f"The inspectors have your {len(outcomes)} files.")
    return redirect("area-evidence", giving.case.reference)


def _keep_text(request: HttpRequest, giving: Giving, given: dict[str, Any]) -> EvidenceVersion:
    by, at = signed_in(request), clock.now()
    if giving.document:
        return add_version(document=giving.document, text=given["text"], by=by, at=at)
    return give_evidence(
        revisit=giving.case,
        body=given["body"],
        title=given["title"],
        weaknesses=given.get("weaknesses", ()),
        text=given["text"],
        item=giving.item,
        by=by,
        at=at,
    )
