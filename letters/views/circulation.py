"""How the letter to parents reaches them: forum and council send it on and say so, inspectors see and chase."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from inspections import access as cases
from inspections.policies import Refused
from inspections.views.case import case_context
from letters import access, circulating
from letters.actions import circulation as actions
from letters.circulating_words import ready_words
from letters.composing.facts import ParentsLetterFacts
from letters.forms.circulation import CorrectionForm, LogForm, initial_sending
from letters.models import Circulation
from letters.rendering.formats import ISSUED
from letters.views.issued import NAMES
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PAGE = 50
RELATED = ("body", "logged_by", "letter", "corrects", "corrected_by")


@cache_control(no_store=True)
def circulation(request: HttpRequest, reference: str) -> HttpResponse:
    """The log of a case for staff, and for how long each side has not circulated the letter."""
    case = cases.case_or_404(request.user, reference)
    log = access.circulation(request.user).filter(letter__revisit=case).select_related(*RELATED)
    context = case_context(
        request,
        case,
        letter=circulating.newest(case),
        sides=circulating.sides(case, clock.now()),
        page=Paginator(log, PAGE).get_page(request.GET.get("page")),
    )
    return render(request, "letters/circulation.html", context)


@require_POST
def chase(request: HttpRequest, reference: str) -> HttpResponse:
    """Remind one side, by one message."""
    case = cases.case_or_404(request.user, reference, Permission.CHASE_CIRCULATION)
    try:
        given = {name: request.POST.get(name, "") for name in ("side", "note")}
        actions.chase_circulation(revisit=case, by=signed_in(request), at=clock.now(), **given)
        messages.success(request, "The reminder is on its way.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("circulation", reference)


@cache_control(no_store=True)
def area_circulation(request: HttpRequest, reference: str) -> HttpResponse:
    """The letter to send on, words to go with it, and the log of one's own side; nothing before it is issued."""
    case = cases.area_case_or_404(request.user, reference, Permission.LOG_CIRCULATION)
    letter = circulating.newest(case)
    made = set(letter.files.values_list("format", flat=True)) if letter else set()
    log = access.circulation(request.user).filter(letter__revisit=case).select_related(*RELATED)
    context = {
        "revisit": case,
        "area": case.area,
        "letter": letter,
        "files": [(wanted, NAMES[wanted], wanted.value in made) for wanted in ISSUED],
        "waiting": len(made) < len(ISSUED),
        "words": ready_words(ParentsLetterFacts.from_dict(letter.facts)) if letter else None,
        "page": Paginator(log, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "letters/area_circulation.html", context)


@cache_control(no_store=True)
def log(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that it was sent on, for one's own body."""
    case = cases.area_case_or_404(request.user, reference, Permission.LOG_CIRCULATION)
    bodies = cases.bodies_for(request.user, Permission.LOG_CIRCULATION, case)
    form = LogForm(request.POST or None, bodies=bodies, initial=initial_sending())
    if request.method == "POST" and form.is_valid():
        try:
            actions.log_circulation(
                revisit=case,
                body=form.cleaned_data["body"],
                by=signed_in(request),
                at=clock.now(),
                **form.sending,
            )
            messages.success(request, "It is in the log. The inspectors see it.")
            return redirect("area-circulation", reference)
        except Refused as refusal:
            form.add_error("sent_on", str(refusal))
    context = {"revisit": case, "area": case.area, "form": form}
    return render(request, "letters/circulation_form.html", context)


@cache_control(no_store=True)
def correct(request: HttpRequest, reference: str, entry_id: int) -> HttpResponse:
    """Put an entry of one's own side right; the entry before stays."""
    case = cases.area_case_or_404(request.user, reference, Permission.LOG_CIRCULATION)
    own = access.circulation(request.user).filter(
        body__in=cases.bodies_for(request.user, Permission.LOG_CIRCULATION, case)
    )
    related = own.select_related("letter__revisit", "body")
    entry: Circulation = get_object_or_404(related, pk=entry_id, letter__revisit=case)
    form = CorrectionForm(request.POST or None, initial=initial_sending(entry))
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("never_sent", "reason")}
            actions.correct_circulation(
                entry=entry, by=signed_in(request), at=clock.now(), **form.sending, **given
            )
            messages.success(request, "The entry is corrected. The one before stays in the log.")
            return redirect("area-circulation", reference)
        except Refused as refusal:
            form.add_error("sent_on", str(refusal))
    context = {"revisit": case, "area": case.area, "form": form, "entry": entry}
    return render(request, "letters/circulation_form.html", context)
