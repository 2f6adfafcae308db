"""Adding somebody to a case."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections import parts, picking, team_policies
from inspections.forms.base import CaseForm
from inspections.models import Revisit, TeamMember
from inspections.parts import Part
from inspections.policies import Refused
from revisits import clock
from revisits.accounts.forms.offering import offer, offer_rows
from revisits.accounts.models import User


class MemberForm(CaseForm):
    """A person, their part, and why they where they are new to the area (G6)."""

    role = forms.ChoiceField(
        label="Part in the case",
        choices=[("", "Choose"), *TeamMember.Role.choices],
        error_messages={"required": "Choose the part in the case."},
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Person",
        empty_label="Choose",
        error_messages={"required": "Choose the person."},
    )
    on_initial_inspection = forms.BooleanField(
        label="They carried out the initial inspection",
        required=False,
        help_text="The program does not know it of everybody. It will remember.",
    )
    reason = forms.CharField(
        label="Why they, if they did not carry it out?",
        required=False,
        widget=forms.Textarea,
        help_text="For the lead HMI, HMI and CQC inspectors (G6). Quality assurance needs no reason.",
    )
    experience = forms.CharField(label="And their LA SEND experience?", required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, case: Revisit, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, today = case, clock.today()
        self.inspectors = {person.pk for person in picking.inspectors_of(case)}
        people = parts.holders(*parts.ANY_PART, on=today, revisit=case)
        offered = picking.candidates(
            people.exclude(pk__in=case.team.values("user")),
            self.inspectors,
            picking.Days.of(case, today, reader),
        )
        offer_rows(self, "user", people)
        offer(self, "user", picking.grouped(offered, "Choose"))
        self.helper.layout = Layout(
            Field.select("role"),
            Field.select("user"),
            Field.checkbox("on_initial_inspection"),
            Field.textarea("reason", rows=2),
            Field.textarea("experience", rows=2),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        user, role = given.get("user"), given.get("role")
        if user and role:
            try:
                team_policies.check_joins(self.case, user, Part(role), on=clock.today())
            except Refused as refusal:
                self.add_error("user", str(refusal))
            inspected = given["on_initial_inspection"] or user.pk in self.inspectors
            if parts.asks_reason(role, inspected=inspected):
                ask_about_somebody_new(self, given, "reason", "experience")
        return given


def ask_about_somebody_new(form: forms.Form, given: dict[str, Any], reason: str, experience: str) -> None:
    """G6: both fields, each with its own message where it is empty."""
    if not (given.get(reason) or "").strip():
        form.add_error(reason, team_policies.REASON)
    if not (given.get(experience) or "").strip():
        form.add_error(experience, team_policies.EXPERIENCE)
