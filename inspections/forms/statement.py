"""The dates of a statement of action."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.new_case import WSOAForm
from inspections.models import WSOA
from inspections.statement_policies import DATES


class StatementForm(WSOAForm):
    """The three dates, and from where they are known; it carries what stood there when it was opened."""

    edition = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="From where do you know it, or why does it change?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="For example: the Department for Education's letter of 4 May. It stays in the history.",
        error_messages={"required": "Say from where you know it, or why it changes."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("edition", *DATES, Field.textarea("reason", rows=3))

    @property
    def given(self) -> dict[str, Any]:
        """For the action, once it is valid."""
        dates = {name: self.cleaned_data[name] for name in DATES}
        return {"dates": dates, **{name: self.cleaned_data[name] for name in ("edition", "reason")}}


def initial_dates(statement: WSOA) -> dict[str, Any]:
    return {name: getattr(statement, name) for name in (*DATES, "edition")}
