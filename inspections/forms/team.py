"""Adding somebody to a case."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm
from inspections.forms.new_case import holders
from inspections.models import TeamMember
from revisits.accounts.models import User
from revisits.accounts.roles import Role

# Which of a person's roles fits which part of the case.
FITTING = {
    TeamMember.Role.LEAD: {Role.LEAD_HMI},
    TeamMember.Role.HMI: {Role.HMI, Role.LEAD_HMI},
    TeamMember.Role.CQC: {Role.CQC_INSPECTOR},
    TeamMember.Role.QA_OFSTED: {Role.SENIOR_HMI},
    TeamMember.Role.QA_CQC: {Role.CQC_QA},
}


class MemberForm(CaseForm):
    """A person, their part, and the reason where it is not somebody of the initial inspection (G6)."""

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
        label="They carried out the initial inspection", required=False
    )
    reason = forms.CharField(
        label="If they did not: why they, and their LA SEND experience",
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = holders(*set().union(*FITTING.values()))  # type: ignore[attr-defined]
        self.helper.layout = Layout(
            Field.select("role"),
            Field.select("user"),
            Field.checkbox("on_initial_inspection"),
            Field.textarea("reason", rows=3),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        user, role = given.get("user"), given.get("role")
        if user and role and user not in holders(*FITTING[TeamMember.Role(role)]):
            self.add_error("user", f"{user} is not {TeamMember.Role(role).label} by their role.")
        return given
