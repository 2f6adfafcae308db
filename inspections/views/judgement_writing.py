"""Proposing and changing judgements: whoever comes second is shown both texts, and typed words are kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from inspections import judgement_access, judgement_policies, judgements, judgements_page
from inspections.actions import judgements as actions
from inspections.citing import Citable, Offer, chosen_by
from inspections.forms.judgements import CitingForm, JudgementForm, initial_judgement, ticked
from inspections.models import ConcernVersion, JudgementVersion, Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.views.judgements import versions_of
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


@cache_control(no_store=True)
def write(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Propose what is decided of a weakness, or change it."""
    case = judgement_access.case_or_404(request.user, reference, Permission.JUDGE)
    weakness = judgement_access.weakness_or_404(case, number)
    current = next(iter(versions_of(case, weakness)), None)
    writing = Writing(request, case, Citable(signed_in(request), case, weakness), current)
    form = writing.form(JudgementForm, initial_judgement(current))
    if sent(request) and form.is_valid():
        given = form.cleaned_data
        try:
            actions.propose_judgement(
                revisit=case,
                weakness=weakness,
                sufficient=given["sufficient"] == "yes",
                summary=given["summary"],
                **writing.given(form),
            )
            messages.success(request, "It is kept. HMI and CQC each agree it on this page.")
            return redirect("judgement", case.reference, number)
        except judgement_policies.JudgementChanged as changed:
            form = writing.again(JudgementForm, changed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    heading = f"{'Change' if current else 'Propose'} the judgement on weakness {number}"
    back = reverse("judgement", args=[case.reference, number])
    return writing.page(form, heading, back, weakness=weakness)


def sent(request: HttpRequest) -> bool:
    """Whether the text itself was sent, and not only more to cite was looked for."""
    return request.method == "POST" and "search" not in request.POST


class Writing:
    """What judgements and concerns share while they are written: what is offered to cite, and what stands there."""

    def __init__(
        self,
        request: HttpRequest,
        case: Revisit,
        citable: Citable,
        current: JudgementVersion | ConcernVersion | None,
    ) -> None:
        self.request, self.case, self.citable, self.current = request, case, citable, current
        self.theirs: JudgementVersion | ConcernVersion | None = None
        self.words = " ".join(request.POST.get("find", "").replace("\x00", "").split())[:200]
        self.offer = self._offer()
        if current and request.method != "POST":
            of = current.judgement if isinstance(current, JudgementVersion) else current.concern
            actions.read_judgements(of=of, case=case, by=signed_in(request))

    def form(self, kind: type[CitingForm], initial: dict[str, Any]) -> Any:
        """The form as it begins, as it was sent, or with more to cite: then what was typed stays, unchecked."""
        given: dict[str, Any] = {"options": list(self.offer.options), "asks_reason": self._asks_reason()}
        if sent(self.request):
            return kind(self.request.POST, **given)
        typed = self.request.POST.dict() if self.request.method == "POST" else initial
        return kind(initial=typed, **given)

    def again(self, kind: type[CitingForm], changed: judgement_policies.JudgementChanged) -> Any:
        """What was typed, to be set over what somebody wrote in between."""
        self.theirs = changed.current
        typed: QueryDict = self.request.POST.copy()
        typed["after"] = str(changed.current.number)
        form = kind(
            typed, options=list(self.offer.options), asks_reason=judgements.meeting_recorded(self.case)
        )
        form.add_error(None, str(changed))
        return form

    def given(self, form: Any) -> dict[str, Any]:
        """What both actions take."""
        return {
            "grounds": self.citable.grounds(form.chosen()),
            "after": form.cleaned_data["after"] or 0,
            "reason": form.cleaned_data.get("reason", ""),
            "by": signed_in(self.request),
            "at": clock.now(),
        }

    def page(self, form: Any, heading: str, back: str, **more: object) -> HttpResponse:
        context = case_context(
            self.request,
            self.case,
            form=form,
            heading=heading,
            back=back,
            theirs=self.theirs,
            theirs_cites=judgements.cited_with(self.theirs) if self.theirs else [],
            more_to_cite=self.offer.more,
            words=self.words,
            outstanding=judgement_policies.outstanding(self.case),
            why_not=judgements_page.why_not(self.case),
            **more,
        )
        return render(self.request, "inspections/judgements/form.html", context)

    def _asks_reason(self) -> bool:
        return self.current is not None and judgements.meeting_recorded(self.case)

    def _offer(self) -> Offer:
        post = self.request.method == "POST"
        chosen = ticked(self.request.POST) if post else list(chosen_by(self.current))
        return self.citable.offer(self.words, chosen)
