"""Correcting a published letter: what is wrong, the note that everybody reads, and when it is published."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm, DateField

LONGEST_WRONG, LONGEST_NOTE = 5_000, 600


class CorrectionForm(CaseForm):
    """What is wrong, and what everybody is told of it."""

    wrong = forms.CharField(
        label="What is wrong?",
        max_length=LONGEST_WRONG,
        widget=forms.Textarea,
        help_text="For the team and for quality assurance: which words, and how you know. It is not published.",
        error_messages={"required": "Say what is wrong: those who check the correction work from it."},
    )
    note = forms.CharField(
        label="Public note",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea,
        help_text="One or two plain sentences, after “Corrected on” and the day. They stand at the top of the letter "
        "and on the public page. For example: “The summary of weakness 2 named the wrong year. It now says 2021.”",
        error_messages={"required": "Write the note that every reader of the letter sees."},
    )
    dated = DateField(
        label="Day of the correction",
        help_text="As the letter prints it. It is published on that day or later.",
        missing="Enter the day of the correction.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.textarea("wrong", rows=4), Field.textarea("note", rows=3), "dated")
