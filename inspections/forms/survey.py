"""That the parents' survey does not work, or works again."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm

# What is asked while the survey works, and while it does not.
BREAK = "What does not work?", "Say what people see, and what they can do meanwhile."
MEND = "What was done?", "Say that it works again, and whether answers were lost."


class SurveyForm(CaseForm):
    """One sentence or two, which everybody who was told of the survey reads."""

    said = forms.CharField(
        max_length=600,
        widget=forms.Textarea,
        error_messages={"required": "Say it in a sentence: everybody who was told of the survey reads it."},
    )

    def __init__(self, *args: Any, mending: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, hint = MEND if mending else BREAK
        self.fields["said"].label = label
        self.fields["said"].help_text = f"{hint} Parents, the area and its forum read this. Name nobody."
        self.helper.layout = Layout(Field.textarea("said", rows=3))
