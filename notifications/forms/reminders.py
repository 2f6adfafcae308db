"""Putting a reminder off."""

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm
from inspections.timeline.explain import spoken
from revisits.accounts.forms.offering import offer


class SnoozeForm(CaseForm):
    """Until which working day, and why; the lead says whether inspection support waits too."""

    until = forms.TypedChoiceField(
        label="When do you want to be reminded again?",
        coerce=date.fromisoformat,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a day.",
            "invalid_choice": "That day is not among the next working days any more. Choose one of these.",
        },
    )
    holds = forms.BooleanField(
        label="Do not tell inspection support before that day, either (say why below)", required=False
    )
    reason = forms.CharField(
        label="Why? (optional)",
        required=False,
        max_length=500,
        widget=forms.Textarea,
        help_text="It stands in the case’s history.",
    )

    def __init__(self, *args: Any, days: list[date], may_hold: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "until", [(day.isoformat(), spoken(day)) for day in days])
        if not may_hold:
            del self.fields["holds"]
        self.helper.layout = Layout(
            Field.radios("until", legend_size=Size.SMALL),
            *([Field.checkbox("holds")] if may_hold else []),
            Field.textarea("reason", rows=2),
        )
