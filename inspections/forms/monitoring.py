"""Recording a monitoring visit."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm, DateField


class MonitoringForm(CaseForm):
    """When it took place, and a note; it carries what stood there when it was opened."""

    edition = forms.CharField(widget=forms.HiddenInput, required=False)
    took_place_on = DateField(
        label="When did it take place?", missing="Enter the day on which it took place."
    )
    note = forms.CharField(
        label="Note (optional)",
        max_length=20_000,
        required=False,
        widget=forms.Textarea,
        help_text="Advisers of this area and inspection staff read it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("edition", "took_place_on", Field.textarea("note", rows=6))
