"""The records of the on-site days (G22): read with their versions, written, corrected; each reading is on record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from inspections import access, fieldwork, judgement_policies, judgements, working_copies
from inspections.actions import fieldwork as actions
from inspections.fieldwork import Version
from inspections.fieldwork_access import records_or_404
from inspections.fieldwork_policies import RecordChanged
from inspections.forms import fieldwork as forms
from inspections.forms.base import CaseForm
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

F = TypeVar("F", bound=forms.RecordForm)
KIT, MEETING, FEEDBACK = (
    "Keeping-in-touch meeting, day {}",
    "Provisional judgement meeting",
    "Feedback to leaders",
)


@dataclass(frozen=True)
class Page:
    """A record's pages: what it is called, its versions (the newest first), where it is read, written and left to."""

    heading: str
    versions: Sequence[Version]
    read: str
    write: str
    back: str

    @property
    def newest(self) -> Version | None:
        return self.versions[0] if self.versions else None


@cache_control(no_store=True)
def kit(request: HttpRequest, reference: str, day: int) -> HttpResponse:
    case = records_or_404(request.user, reference)
    return _show(request, case, _kit_page(case, day))


@cache_control(no_store=True)
def write_kit(request: HttpRequest, reference: str, day: int) -> HttpResponse:
    """Write or correct the record of one day."""
    case = records_or_404(request.user, reference, Permission.WRITE_NOTES)
    page = _kit_page(case, day)
    form = forms.KitForm(_typed(request), initial=forms.initial_kit(fieldwork.kits(case, day).first()))

    def save(sent: forms.KitForm) -> None:
        actions.record_kit(revisit=case, day=day, said=sent.said, after=sent.started_from, **_who(request))

    return _write(request, case, page, form, save)


@cache_control(no_store=True)
def judgement_meeting(request: HttpRequest, reference: str) -> HttpResponse:
    """Also what keeps the case from its judgement (G13, G15)."""
    case = records_or_404(request.user, reference)
    page = _meeting_page(case)
    missing = () if page.newest else judgement_policies.outstanding(case)
    return _show(request, case, page, outstanding=missing)


@cache_control(no_store=True)
def write_judgement_meeting(request: HttpRequest, reference: str) -> HttpResponse:
    case = records_or_404(request.user, reference, Permission.WRITE_NOTES)
    page = _meeting_page(case)
    initial = forms.initial_judgement_meeting(fieldwork.judgement_meetings(case).first(), case)
    form = forms.JudgementMeetingForm(_typed(request), initial=initial, case=case)

    def save(sent: forms.JudgementMeetingForm) -> None:
        actions.record_judgement_meeting(
            revisit=case, said=sent.said, after=sent.started_from, **_who(request)
        )

    missing = () if page.newest else judgement_policies.outstanding(case)
    return _write(request, case, page, form, save, outstanding=missing)


@cache_control(no_store=True)
def feedback(request: HttpRequest, reference: str) -> HttpResponse:
    case = records_or_404(request.user, reference)
    return _show(request, case, _feedback_page(case))


@cache_control(no_store=True)
def write_feedback(request: HttpRequest, reference: str) -> HttpResponse:
    """Recording it moves the case on: the letter is written next."""
    case = records_or_404(request.user, reference, Permission.WRITE_NOTES)
    initial = forms.initial_feedback(fieldwork.feedbacks(case).first(), case)
    form = forms.FeedbackForm(_typed(request), initial=initial, case=case)

    def save(sent: forms.FeedbackForm) -> None:
        actions.record_feedback(revisit=case, said=sent.said, after=sent.started_from, **_who(request))

    judged = judgements.of_case(case) if access.may(request.user, Permission.READ_JUDGEMENTS, case) else ()
    return _write(request, case, _feedback_page(case), form, save, judged=judged)


def _kit_page(case: Revisit, day: int) -> Page:
    """404 for a day that the visit does not have, unless something was recorded of it."""
    versions = list(fieldwork.kits(case, day))
    if day not in fieldwork.days(case) and not versions:
        raise Http404
    at = [case.reference, day]
    back = _day_page(case, day)
    return Page(KIT.format(day), versions, reverse("kit", args=at), reverse("kit-write", args=at), back)


def _meeting_page(case: Revisit) -> Page:
    versions = list(fieldwork.judgement_meetings(case))
    return _last_day_page(case, MEETING, versions, "judgement-meeting")


def _feedback_page(case: Revisit) -> Page:
    return _last_day_page(case, FEEDBACK, list(fieldwork.feedbacks(case)), "feedback")


def _last_day_page(case: Revisit, heading: str, versions: Sequence[Version], name: str) -> Page:
    read, write = (reverse(each, args=[case.reference]) for each in (name, f"{name}-write"))
    return Page(heading, versions, read, write, _day_page(case, case.days or 1))


def _day_page(case: Revisit, day: int) -> str:
    known = day in fieldwork.days(case)
    return (
        reverse("on-site-day", args=[case.reference, day])
        if known
        else reverse("on-site", args=[case.reference])
    )


def _show(request: HttpRequest, case: Revisit, page: Page, **more: Any) -> HttpResponse:
    """What holds, and what stood before; opening it is on record."""
    if page.newest:
        actions.read_record(version=page.newest, by=signed_in(request))
    said = [(version, fieldwork.lines(version)) for version in page.versions]
    context = case_context(request, case, page=page, versions=said, heading=page.heading, **more)
    return render(request, "inspections/fieldwork/record.html", context)


def _write(
    request: HttpRequest, case: Revisit, page: Page, form: F, save: Callable[[F], None], **more: Any
) -> HttpResponse:
    """The form, which shows what holds; whoever comes second is shown both texts."""
    theirs: Version | None = None
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
            working_copies.saved(
                request, f"{page.heading}: recorded. The team and those who assure quality can read it."
            )
            return redirect(page.read)
        except RecordChanged as changed:
            theirs = changed.current
            carry(form, "after", theirs.number)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    shown = theirs or (page.newest if request.method != "POST" else None)
    if shown:
        actions.read_record(version=shown, by=signed_in(request))
    context = case_context(
        request,
        case,
        page=page,
        form=form,
        heading=page.heading,
        theirs=(theirs, fieldwork.lines(theirs)) if theirs else None,
        **more,
    )
    return render(request, "inspections/fieldwork/write.html", context)


def carry(form: CaseForm, name: str, number: int) -> None:
    """Have what was sent (a copy of it) carry the number of what stands there now, so that it may be sent again."""
    assert isinstance(form.data, QueryDict)
    form.data[name] = str(number)


def _typed(request: HttpRequest) -> Any:
    """What was sent, so that the number of the version may be set in it; None for a form that begins."""
    return request.POST.copy() if request.method == "POST" else None


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": signed_in(request), "at": clock.now()}
