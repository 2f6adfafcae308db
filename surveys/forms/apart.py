"""Deciding on what was set apart."""

from typing import Any

from crispy_forms_gds.layout import Field, Fluid, Layout
from django import forms

from inspections.forms.base import CaseForm
from surveys.actions.apart import LONGEST


class ApartForm(CaseForm):
    """Why it is taken in, or left; `apart_why` and `seen` say what is decided on."""

    apart_why = forms.CharField(max_length=200, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why",
        max_length=LONGEST,
        help_text="The case's history keeps it.",
        error_messages={"required": "Say why, in a sentence."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("apart_why", "seen", Field.text("reason", field_width=Fluid.TWO_THIRDS))
