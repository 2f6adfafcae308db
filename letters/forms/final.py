"""The final letter: signing it, and why something is done to it."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm
from letters import final
from letters.models import SignOff

LONGEST_REASON = 1_000


class SignForm(CaseForm):
    """The declaration, and the version that was read (G27)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    checked = forms.BooleanField(error_messages={"required": "Tick the declaration: signing makes it."})

    def __init__(self, *args: Any, agency: SignOff.Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checked"].label = final.STATEMENT.format(agency=agency.label)
        self.helper.layout = Layout("seen", Field.checkbox("checked"))


class ReasonForm(CaseForm):
    """Why; it stays in the history."""

    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": "Say why."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("reason", rows=3))
