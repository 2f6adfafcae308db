"""The office clears an address."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm


class ClearForm(CaseForm):
    """How somebody knows that an address works again."""

    reason = forms.CharField(
        label="How do you know that the address works again?",
        max_length=500,
        widget=forms.Textarea,
        help_text="For example: their mailbox was full; they telephoned on 5 May and got our test message.",
        error_messages={"required": "Say how you know that the address works again."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("reason", rows=3))
