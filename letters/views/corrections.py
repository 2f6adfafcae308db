"""The correction of a published letter: how it stands, beginning it, its note, sending it, giving it up (G26)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections.models import Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.views.case import case_context
from letters import correction_access, correction_policies, corrections, final, quality_page
from letters.actions import corrections as actions
from letters.correction_states import Stage, Step
from letters.forms.corrections import CorrectionForm
from letters.forms.final import ReasonForm
from letters.models import Correction, LetterVersion
from letters.outcome_access import versions
from letters.views.steps import step
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

PAGE = 10
BACK = "correction"


@require_safe
@cache_control(no_store=True)
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is corrected and how far it is; the corrections before. Opening it is on record: notes are read here."""
    case = correction_access.case_or_404(request.user, reference)
    correction, person = corrections.open_of(case), signed_in(request)
    if correction:
        correction.revisit = case
    read(person=person.pk, what=correction or case, case=case.pk, part="correction of the letter")
    found = correction_access.corrections(request.user).filter(revisit=case)
    earlier = found.exclude(pk=correction.pk) if correction else found
    related = ("begun_by", "withdrawn_by", "issued__publication")
    context = case_context(
        request,
        case,
        correction=correction,
        published=corrections.published_letter(case),
        page=Paginator(earlier.select_related(*related).order_by("-number"), PAGE).get_page(
            request.GET.get("page")
        ),
        why_not=_why_not(case),
        **(_standing(request, case, correction) if correction else {}),
    )
    return render(request, "letters/corrections/page.html", context)


def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin to correct the letter."""
    case = correction_access.case_or_404(request.user, reference, Permission.SEND_FINAL)
    form = CorrectionForm(request.POST or None, initial={"dated": clock.now().astimezone(LONDON).date()})

    def act() -> str:
        actions.begin_correction(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
        return "The correction is begun. The team may change the words of the letter now."

    words = {
        "heading": "Correct the published letter",
        "button": "Begin the correction",
        "explain": "The letter stays published as it is until the correction takes its place. Words can be corrected; "
        "decisions stay. Both agencies approve and sign it as they did the letter, and the area has it first.",
    }
    return step(request, case, form, act, back=BACK, **words)


def change(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what is wrong, the public note or its day."""
    case = correction_access.case_or_404(request.user, reference, Permission.SEND_FINAL)
    correction = corrections.open_of(case)
    said = ("wrong", "note", "dated")
    initial = {name: getattr(correction, name) for name in said} if correction else {}
    form = CorrectionForm(request.POST or None, initial=initial)

    def act() -> str:
        actions.change_correction(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
        return "It is kept."

    return step(
        request, case, form, act, back=BACK, heading="Change what the correction says", button="Keep it"
    )


def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the correction up."""
    case = correction_access.case_or_404(request.user, reference, Permission.SEND_FINAL)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        actions.withdraw_correction(revisit=case, reason=reason, by=signed_in(request), at=clock.now())
        return "The correction is withdrawn. The letter stays as it is published."

    words = {
        "heading": "Withdraw the correction",
        "button": "Withdraw it",
        "explain": "The letter stays as it is published, and so do its words in the editor. Your reason stays in the "
        "case’s history, which all staff can read.",
    }
    return step(request, case, form, act, back=BACK, **words)


def _standing(request: HttpRequest, case: Revisit, correction: Correction) -> dict[str, Any]:
    """Approved, signed, sent; and what keeps it from the next step."""
    standing, stage = final.standing_of(correction), Stage(correction.stage)
    version, missing = correction.version, list[str]()
    if stage == Stage.WRITING:
        missing = quality_page.missing(case)
    elif stage == Stage.CHECKING:
        missing = correction_policies.missing(correction, Step.SEND)
    return {
        "standing": standing,
        "missing": missing,
        "agencies": [(agency, final.WHO[agency], standing.signed.get(agency)) for agency in final.Agency],
        "signs": final.signs_for(signed_in(request), case) if stage == Stage.CHECKING else None,
        "files_made": bool(standing.letter and final.files_made(standing.letter)),
        "reads_words": bool(version and _reads(request, version)),
    }


def _reads(request: HttpRequest, version: LetterVersion) -> bool:
    return versions(request.user).filter(pk=version.pk).exists()


def _why_not(case: Revisit) -> str:
    """Why no correction begins now; empty where one may."""
    try:
        correction_policies.check_begin(case)
    except Refused as refusal:
        return str(refusal)
    return ""
