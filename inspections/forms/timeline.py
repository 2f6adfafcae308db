"""Setting a date by hand, saying that something happened, and taking it back."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm, DateField, TimeLabelField


class OverrideForm(CaseForm):
    """A date that departs from the guidance's, and why."""

    edition = forms.CharField(widget=forms.HiddenInput, required=False)
    on = DateField(label="New date", missing="Enter the new date.")
    time = TimeLabelField(label="Time", required=False)
    reason = forms.CharField(
        label="Why does it depart from the guidance?",
        help_text="The reason stays with the case, and those who are told of the change read it.",
        widget=forms.Textarea,
        error_messages={"required": "Give the reason."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "edition", "on", Field.text("time", field_width=10), Field.textarea("reason", rows=3)
        )

    def clean_edition(self) -> str | None:
        return self.cleaned_data["edition"] or None


class DoneForm(CaseForm):
    """The day on which it happened."""

    done_on = DateField(label="When did it happen?", missing="Enter the day on which it happened.")


class TakeBackForm(CaseForm):
    """Why a re-visit goes back to the stage before; `seen` is the stage that the person saw."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why is it taken back?",
        help_text="The reason stays in the case's history.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Give the reason."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("seen", Field.textarea("reason", rows=3))
