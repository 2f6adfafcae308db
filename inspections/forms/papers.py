"""Writing a confidential paper."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm

LONGEST = 200_000


class PaperForm(CaseForm):
    """A title and a text. What is written stays: a correction is a new paper."""

    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Give the paper a title."}
    )
    text = forms.CharField(
        label="Text",
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": "Write the text."},
    )
    rows = 12

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("title", Field.textarea("text", rows=self.rows))


class DraftForm(PaperForm):
    """The next draft; it carries which one it started from."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    rows = 24

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.append("after")
