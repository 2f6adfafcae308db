"""Quality assurance of the outcome letter: how it stands, submitting it, withdrawing it, reviewing it (G7, G24)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import access
from inspections.policies import Refused
from inspections.views.case import case_context
from letters import quality, quality_access, quality_page
from letters.actions import quality as actions
from letters.composing.differences import changed, differences
from letters.forms.quality import ReviewForm, WithdrawForm, as_told
from letters.models import LetterVersion
from letters.rendering.formats import ISSUED, LetterFormat
from letters.rendering.formats import render as render_letter
from letters.views.issued import NAMES
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

PAGE = 20
CARRIES_ITS_STYLE = "default-src 'none'; style-src 'unsafe-inline'"


@require_safe
@cache_control(no_store=True)
def standing(request: HttpRequest, reference: str) -> HttpResponse:
    """Who decided, what is next, every version with its reviews. Opening it is on record: comments are read here."""
    case = quality_access.case_or_404(request.user, reference)
    person = signed_in(request)
    now = quality_page.now(case, person)
    read(
        person=person.pk,
        what=now.letter or case,
        case=case.pk,
        part="quality assurance of the outcome letter",
    )
    found = quality.versions(now.letter) if now.letter else LetterVersion.objects.none()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    reviewers = [member for member in case.team.all() if not member.on_site]
    context = case_context(request, case, now=now, page=page, reviewers=reviewers)
    return render(request, "letters/quality/standing.html", context)


@require_POST
def submit(request: HttpRequest, reference: str) -> HttpResponse:
    """Freeze the letter, and give it to both reviewers."""
    case = quality_access.case_or_404(request.user, reference, Permission.SUBMIT_LETTER)
    try:
        version = actions.submit(revisit=case, by=signed_in(request), at=clock.now())
        messages.success(request, f"{version} is with quality assurance. Both reviewers are told.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("quality", reference)


@cache_control(no_store=True)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back, with the reason."""
    case = quality_access.case_or_404(request.user, reference, Permission.SUBMIT_LETTER)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, "The letter is withdrawn: it can be written again.")
            return redirect("quality", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    words = {"heading": "Withdraw the letter from quality assurance", "button": "Withdraw it"}
    return render(request, "letters/quality/form.html", case_context(request, case, form=form, **words))


@cache_control(no_store=True)
def version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A frozen version as it will be printed, what changed since the one before, and the review of it."""
    case = quality_access.case_or_404(request.user, reference)
    found = quality_access.version_or_404(request.user, case, number)
    person, form = signed_in(request), ReviewForm(request.POST or None, initial=as_told(case.quality_on_site))
    if request.method == "POST" and not access.may(person, Permission.ASSURE_QUALITY, case):
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.review(version=found, by=person, at=clock.now(), **form.given)
            done = "approved" if made.approves else "returned, and the team is told"
            messages.success(request, f"{found} is {done}.")
            return redirect("quality", reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    read(person=person.pk, what=found, case=case.pk, part=f"outcome letter, {found}")
    agency = quality.agency_of(case, person)
    current = quality.with_quality(case)
    context = case_context(
        request,
        case,
        version=found,
        form=form,
        agency=agency,
        is_current=current == found,
        current=current,
        newest=quality.newest_of(found),
        standings=quality.standings(found),
        **_compared(request, found, agency),
        formats=[(each.value, NAMES[each]) for each in ISSUED],
    )
    return render(request, "letters/quality/version.html", context)


@require_safe
@cache_control(no_store=True)
def version_file(request: HttpRequest, reference: str, number: int, code: str) -> HttpResponse:
    """A frozen version in one format, as it will be issued. Reading it is on record."""
    case = quality_access.case_or_404(request.user, reference)
    found = quality_access.version_or_404(request.user, case, number)
    chosen = next((each for each in ISSUED if each.value == code), None)
    if chosen is None:
        raise Http404
    part = f"outcome letter, {found}, as {NAMES[chosen]}"
    read(person=signed_in(request).pk, what=found, case=case.pk, download=True, part=part)
    response = HttpResponse(render_letter(found.composed, chosen), content_type=chosen.content_type)
    name = f"{case.reference}-outcome-letter-version-{found.number}{chosen.ending}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    if chosen is LetterFormat.HTML:
        # It carries its own style; nothing in it may run or load.
        response["Content-Security-Policy"] = CARRIES_ITS_STYLE
    return response


def _compared(
    request: HttpRequest, version: LetterVersion, agency: quality.Agency | None
) -> dict[str, object]:
    """What changed since the version that the reader's agency decided on last, or since another that they choose."""
    earlier = [each for each in quality.versions(version.letter) if each.number < version.number]
    chosen = next((each for each in earlier if str(each.number) == request.GET.get("since")), None)
    before = chosen or quality.seen_before(version, agency)
    rows = changed(differences(before.composed.blocks, version.composed.blocks)) if before else ()
    return {"before": before, "earlier": earlier, "rows": rows}
