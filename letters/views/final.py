"""The final letter of a case: how it stands, signing it, sending it, recalling it, and publishing it (G26, G27)."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import guards
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.workflow import Event, State, advance
from letters import access, correction_access, corrections, final, outcome_access, publishing
from letters.actions import final as actions
from letters.actions.publish import publish as publish_by_hand
from letters.forms.final import ChangeMomentForm, ReasonForm, SendForm, SignForm, in_form
from letters.views.steps import step
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

# What comes next at a stage, as far as the final letter is concerned.
NEXT = {State.CHECKING: Event.SEND_FINAL, State.FINAL: Event.PUBLISH}


@cache_control(no_store=True)
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """How it stands, for all staff: not a word of what it says."""
    case = access.case_or_404(request.user, reference)
    standing = final.standing(case)
    row = advance(State(case.state), NEXT[State(case.state)]) if case.state in NEXT else None
    letter = standing.letter
    context = case_context(
        request,
        case,
        standing=standing,
        missing=guards.refusals(case, row) if row else [],
        signs=final.signs_for(signed_in(request), case) if case.state == State.CHECKING else None,
        agencies=[(agency.label, final.WHO[agency], standing.signed.get(agency)) for agency in final.Agency],
        files_made=bool(letter and final.files_made(letter)),
        reads=bool(letter and access.letters(request.user).filter(pk=letter.pk).exists()),
        correction=corrections.open_of(case),
        corrects=case.state == State.CLOSED and correction_access.reads(request.user, case),
    )
    return render(request, "letters/final/final.html", context)


@cache_control(no_store=True)
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """The frozen text, and the declaration beneath it. Opening it is on record."""
    case = outcome_access.case_or_404(request.user, reference)
    person = signed_in(request)
    agency, version = final.signs_for(person, case), final.version_of(case)
    if agency is None or version is None or not final.is_checked(case):
        raise Http404
    form = SignForm(request.POST or None, initial={"seen": version.number}, agency=agency)
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign(revisit=case, seen=form.cleaned_data["seen"], by=person, at=clock.now())
            messages.success(request, f"The letter is signed for {agency.label}.")
            return redirect(_back(case), case.reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    read(person=person.pk, what=version, case=case.pk, part="final letter, to sign it")
    context = case_context(request, case, form=form, version=version, agency=agency)
    return render(request, "letters/final/sign.html", context)


def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the signed letter to the area, with the moment at which it is published."""
    case = access.case_or_404(request.user, reference, Permission.SEND_FINAL)
    version = final.version_of(case)
    moment = publishing.default_moment(case, clock.now())
    initial = {**in_form(moment), "seen": version.number if version else 0}
    form = SendForm(request.POST or None, initial=initial)

    def act() -> str:
        due_at = form.moment
        given = {"seen": form.cleaned_data["seen"], "due_at": due_at, "by": signed_in(request)}
        actions.send_final(revisit=case, at=clock.now(), **given)
        _warn(request, case, due_at)
        return "The final letter is sent. Its files are ready in a moment."

    words = {
        "heading": "Send the final letter to the area",
        "button": "Send it",
        "missing": _missing(case, Event.SEND_FINAL),
        "explain": "The director of children’s services and the chief executives read it in their portal, under "
        "embargo until it is published. They are told by e-mail, without a word of the letter.",
    }
    return step(request, case, form, act, back=_back(case), **words)


def recall(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the letter back before it is published."""
    case = access.case_or_404(request.user, reference, Permission.SEND_FINAL)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        actions.recall(revisit=case, reason=reason, by=signed_in(request), at=clock.now())
        return "The final letter is recalled. The area no longer sees it, and is told."

    words = {
        "heading": "Recall the final letter",
        "button": "Recall it",
        "explain": "The letter goes back to be changed, and is approved and signed anew. The area no longer sees it, "
        "and is told the reason that you give.",
    }
    return step(request, case, form, act, back=_back(case), **words)


def moment(request: HttpRequest, reference: str) -> HttpResponse:
    """Set another day or hour."""
    case = access.case_or_404(request.user, reference, Permission.PUBLISH)
    waiting = final.waiting(case)
    form = ChangeMomentForm(request.POST or None, initial=in_form(waiting.due_at) if waiting else {})

    def act() -> str:
        due_at = form.moment
        reason = form.cleaned_data["reason"]
        done = actions.set_publication(
            revisit=case, due_at=due_at, reason=reason, by=signed_in(request), at=clock.now()
        )
        _warn(request, case, due_at)
        return f"The letter is published at {done.due}. Those who have it are told."

    return step(
        request,
        case,
        form,
        act,
        back=_back(case),
        heading="Change the moment of publication",
        button="Set it",
    )


def publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Publish now."""
    case = access.case_or_404(request.user, reference, Permission.PUBLISH)
    waiting, now = final.waiting(case), clock.now()
    form = ReasonForm(request.POST or None, needed=bool(waiting and waiting.due_at > now))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        publish_by_hand(revisit=case, reason=reason, by=signed_in(request), at=clock.now())
        return "The outcome letter is published."

    words = {
        "heading": "Publish the outcome letter now",
        "button": "Publish it now",
        "explain": "Everybody can read it from then on. This cannot be undone: a mistake is put right by a correction.",
    }
    return step(request, case, form, act, back=_back(case), waiting=waiting, **words)


def _back(case: Revisit) -> str:
    """The page of what it is about: the letter, or its correction."""
    return "correction" if case.state == State.CLOSED else "final-letter"


def _warn(request: HttpRequest, case: Revisit, due_at: datetime) -> None:
    for warning in publishing.warnings(case, due_at, corrects=case.state == State.CLOSED):
        messages.warning(request, warning)


def _missing(case: Revisit, event: Event) -> list[str]:
    """What keeps the letter here; where the stage is another, the form says so once it is sent."""
    if NEXT.get(State(case.state)) != event:
        return []
    return guards.refusals(case, advance(State(case.state), event))
