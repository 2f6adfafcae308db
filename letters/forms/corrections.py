"""Correcting a published letter: what is wrong, the note that everybody reads, and when it is published."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm, DateField
from letters.forms.final import MomentForm

LONGEST_WRONG, LONGEST_NOTE = 5_000, 600
NOW, LATER = "now", "later"
WHEN = ((NOW, "At once, as soon as its files are made"), (LATER, "On the day and at the hour below"))


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


class SendCorrectionForm(MomentForm):
    """Sending the corrected letter: which version was read, and when it is published (G26)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    when = forms.ChoiceField(
        label="When is it published?",
        choices=WHEN,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when it is published."},
    )
    day = DateField(label="Day of publication", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].required = False
        self.helper.layout = Layout("seen", Field.radios("when", legend_size=Size.SMALL), "day", "at")

    def clean(self) -> dict[str, Any]:
        """Later needs its day and its hour."""
        given = super().clean() or {}
        if given.get("when") == LATER:
            for name, said in (("day", "Enter the day of publication."), ("at", "Enter the hour.")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, said)
        return given

    @property
    def later(self) -> bool:
        return bool(self.cleaned_data["when"] == LATER)
