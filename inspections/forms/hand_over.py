"""Handing cases over, and being away."""

from collections.abc import Sequence
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections import parts, picking, team_policies
from inspections.forms.base import CaseForm, DateField
from inspections.models import TeamMember
from inspections.policies import Refused
from revisits import clock
from revisits.accounts.access import may
from revisits.accounts.forms.offering import offer, offer_rows
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission


class HandOverForm(CaseForm):
    """Which parts of one person go to whom, and why; LA SEND experience where the other is new to an area (G6)."""

    cases = forms.TypedMultipleChoiceField(
        label="Which cases?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one case."},
    )
    drafts = forms.BooleanField(
        label="Re-visits that they are still setting up", required=False, initial=True
    )
    to = forms.ModelChoiceField(
        User.objects.none(),
        label="To whom?",
        error_messages={"required": "Choose who takes the cases over."},
    )
    reason = forms.CharField(
        label="Why are they handed over?",
        widget=forms.Textarea,
        help_text="The reason stays with each case, and whoever is told reads it.",
        error_messages={"required": "Say why the cases are handed over."},
    )
    experience = forms.CharField(
        label="Their LA SEND experience",
        required=False,
        widget=forms.Textarea,
        help_text="Needed where they did not carry out the initial inspection (G6).",
    )

    def __init__(
        self, *args: Any, person: User, open_parts: Sequence[TeamMember], drafts: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts, today = {part.pk: part for part in open_parts}, clock.today()
        choices = [(part.pk, described(part)) for part in open_parts]
        offer(self, "cases", choices)
        self.fields["cases"].initial = [part.pk for part in open_parts]
        people = parts.holders(*parts.ANY_PART, on=today).exclude(pk=person.pk)
        offered = picking.candidates(people, (), picking.Days(today))
        offer_rows(self, "to", people)
        offer(self, "to", [("", "Choose"), *((each.user.pk, each.option) for each in offered)])
        if not drafts:
            del self.fields["drafts"]
        self.helper.layout = Layout(
            Field.checkboxes("cases", legend_size=Size.SMALL, small=True),
            *([Field.checkbox("drafts")] if drafts else []),
            Field.select("to"),
            Field.textarea("reason", rows=2),
            Field.textarea("experience", rows=2),
        )

    @property
    def chosen(self) -> list[TeamMember]:
        """The parts that go, once the form is valid."""
        return [self.parts[pk] for pk in self.cleaned_data["cases"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        to, pks = given.get("to"), given.get("cases")
        if to and pks:
            for pk in pks:
                self._check(self.parts[pk], to, given)
        if to and given.get("drafts") and not may(to, Permission.CREATE_CASE):
            self.add_error("drafts", f"{to} cannot set up re-visits: leave these out.")
        return given

    def _check(self, part: TeamMember, to: User, given: dict[str, Any]) -> None:
        case = part.revisit
        try:
            team_policies.check_takes_over(case, part, to, on=clock.today())
        except Refused as refusal:
            self.add_error("to", f"{case.area_name}, {case.reference}: {refusal}")
            return
        inspected = case.wsoa.inspection.inspectors.filter(pk=to.pk).exists()
        known = TeamMember.objects.filter(revisit=case, user=to).exclude(experience="").exists()
        asked = parts.asks_reason(part.role, inspected=inspected or known)
        if asked and not given.get("experience") and "experience" not in self.errors:
            self.add_error("experience", team_policies.EXPERIENCE)


class AwayForm(CaseForm):
    """From when to when somebody is away."""

    first_day = DateField(label="First day away", missing="Enter the first day away.")
    last_day = DateField(label="Last day away", missing="Enter the last day away.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day cannot be before the first.")
        elif last and last < clock.today():
            self.add_error("last_day", "This is past already.")
        return given


def described(part: TeamMember) -> str:
    """A case as a choice: "Essex, from 17 May 2022, as Lead HMI"."""
    return f"{part.revisit.area_name}, from {part.revisit.first_day:%-d %B %Y}, as {part.get_role_display()}"
