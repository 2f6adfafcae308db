"""Recording what DfE, NHS England and the Secretary of State decide after a re-visit (G29)."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.actions.next_steps import Decided
from inspections.forms.base import CaseForm, DateField
from inspections.models import NextStep

Kind, Body = NextStep.Kind, NextStep.Body
LONGEST = 5_000


class NextStepForm(CaseForm):
    """One decision; `correcting` an earlier entry asks why."""

    kind = forms.ChoiceField(
        label="What was decided?",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was decided."},
    )
    body = forms.ChoiceField(
        label="Who decided?",
        choices=Body.choices,
        widget=forms.RadioSelect,
        help_text="Directions and other powers are the Secretary of State's.",
        error_messages={"required": "Choose who decided."},
    )
    decided_on = DateField(label="On which day?", missing="Enter the day of the decision.")
    text = forms.CharField(
        label="What does it say?",
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": "Write what was decided."},
    )
    source = forms.CharField(
        label="Source",
        max_length=300,
        required=False,
        help_text="Where it is on file: a letter, a publication, its address. A direction or another power needs one.",
    )
    asks_revisit = forms.BooleanField(
        label="It asks for a further re-visit",
        required=False,
        help_text="Without this there is no further re-visit of the statement of action (G29).",
    )
    reason = forms.CharField(
        label="Why is the earlier entry corrected?",
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": "Say why it is corrected."},
    )

    def __init__(self, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts: list[Any] = [
            Field.radios("kind", legend_size=Size.SMALL),
            Field.radios("body", legend_size=Size.SMALL),
            "decided_on",
            Field.textarea("text", rows=6),
            "source",
            "asks_revisit",
        ]
        if correcting:
            parts.append(Field.textarea("reason", rows=3))
        else:
            del self.fields["reason"]
        self.helper.layout = Layout(*parts)

    def clean(self) -> dict[str, Any]:
        """Powers are the Secretary of State's, with their source; nobody else asks for a further re-visit."""
        given = super().clean() or {}
        kind, body = given.get("kind"), given.get("body")
        if not kind or not body:
            return given
        power = kind in NextStep.POWERS
        if power != (body == Body.SECRETARY_OF_STATE):
            self.add_error(
                "body",
                "Only the Secretary of State gives a direction or uses another power."
                if power
                else "What the Secretary of State decides is a direction or another power: choose it above.",
            )
        if power and not given.get("source"):
            self.add_error("source", "Say where the direction is on file.")
        if given.get("asks_revisit") and not power:
            self.add_error("asks_revisit", "Only the Secretary of State can direct a further re-visit (G29).")
        return given

    def decided(self) -> Decided:
        """What was typed, once it is valid."""
        names = ("kind", "body", "decided_on", "text", "source", "asks_revisit")
        return Decided(**{name: self.cleaned_data[name] for name in names})
