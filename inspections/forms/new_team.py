"""The step of setting up a case that forms its team."""

from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.layout import HTML, Field, Layout, Size
from django import forms

from inspections import picking
from inspections.forms.base import CaseForm
from inspections.forms.team import ask_about_somebody_new
from inspections.parts import FITTING, Part, holders
from inspections.picking import Days
from revisits import clock
from revisits.accounts.models import User

INTRODUCTION = (
    "Of whoever did not carry out the initial inspection, the guidance asks why they are chosen, and for their "
    "experience of inspecting SEND (G6). Tick who carried it out in step 2, and nothing is asked of them."
)


def _why(whom: str) -> forms.CharField:
    return _text(f"Why {whom}, if they did not carry out the initial inspection?")


def _experience(whom: str) -> forms.CharField:
    return _text(f"LA SEND experience of {whom}, if they did not")


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea)


class TeamForm(CaseForm):
    """The team: led by an HMI, accompanied by a CQC inspector; why they, where they are new to the area (G6)."""

    lead = forms.ModelChoiceField(
        User.objects.none(), label="Lead HMI", error_messages={"required": "Choose the lead HMI (G6)."}
    )
    lead_reason, lead_experience = _why("this lead HMI"), _experience("this lead HMI")
    cqc = forms.ModelChoiceField(
        User.objects.none(),
        label="CQC inspector (optional for now)",
        required=False,
        help_text="Needed before the area is notified.",
    )
    cqc_reason, cqc_experience = _why("this CQC inspector"), _experience("this CQC inspector")
    hmi = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Further HMI (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hmi_reason, hmi_experience = _why("these HMI"), _experience("each of these HMI")

    PARTS = {"lead": Part.LEAD, "cqc": Part.CQC, "hmi": Part.HMI}

    def __init__(
        self, *args: Any, inspectors: Iterable[int] = (), days: Days | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.inspectors, days = set(inspectors), days or Days(clock.today())
        for name, part in self.PARTS.items():
            people = holders(*FITTING[part], on=clock.today())
            offered, field = picking.candidates(people, self.inspectors, days), self.fields[name]
            field.queryset = people  # type: ignore[attr-defined]
            if name == "hmi":
                field.choices = [(each.user.pk, each.line) for each in offered]  # type: ignore[attr-defined]
            else:
                empty = "Choose" if field.required else "Not known yet"
                field.choices = picking.grouped(offered, empty)  # type: ignore[attr-defined]
        self.helper.layout = Layout(
            HTML.p(INTRODUCTION),
            Field.select("lead"),
            *_about("lead"),
            Field.select("cqc"),
            *_about("cqc"),
            Field.checkboxes("hmi", legend_size=Size.SMALL, small=True),
            *_about("hmi"),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("lead") in list(given.get("hmi") or []):
            self.add_error("hmi", "The lead HMI leads: do not choose them here as well.")
        for name in self.PARTS:
            chosen = given.get(name)
            people = list(chosen or []) if name == "hmi" else [chosen] if chosen else []
            if any(person.pk not in self.inspectors for person in people):
                ask_about_somebody_new(self, given, f"{name}_reason", f"{name}_experience")
        return given


def _about(name: str) -> list[Field]:
    return [Field.textarea(f"{name}_reason", rows=2), Field.textarea(f"{name}_experience", rows=2)]
