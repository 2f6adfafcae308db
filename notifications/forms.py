"""The lead HMI's own paragraph in a notice."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm


class NotifyForm(CaseForm):
    """One free paragraph, which every recipient reads."""

    note = forms.CharField(
        label="A paragraph of your own (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="For example the scope of quality assurance, and whether it is on site (G7). "
        "Everybody who is notified reads it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("note", rows=4))
