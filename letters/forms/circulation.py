"""Logging that the letter to parents was sent on, and putting an entry right."""

from datetime import datetime
from typing import Any

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm, DateField
from inspections.forms.people import BodyForm
from inspections.timeline.times import london
from letters.models import Circulation
from revisits import clock

MOST = 10_000_000


class SendingForm(CaseForm):
    """How it was sent, to whom, to how many, and when."""

    how = forms.ChoiceField(
        label="How was it sent?",
        choices=Circulation.How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it was sent."},
    )
    to = forms.CharField(
        label="To whom?",
        max_length=200,
        help_text="For example “families on our mailing list”, or “all maintained schools”. No names of families.",
        error_messages={"required": "Say to whom it was sent."},
    )
    number = forms.IntegerField(
        label="To how many? (optional)",
        min_value=0,
        max_value=MOST,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="A number, as far as you know it.",
        error_messages={"invalid": "Enter a whole number, for example 1240."},
    )
    sent_on = DateField(label="On which day was it sent?", missing="Enter the day on which it was sent.")
    sent_time = forms.TimeField(
        label="At what time?",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput,
        help_text="For example 14:10.",
        error_messages={"required": "Enter the time, about.", "invalid": "Enter a time like 14:10."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layout = self.helper.layout or Layout()
        layout.extend(
            [
                Field.radios("how", legend_size=Size.SMALL, small=True),
                "to",
                Field.text("number", field_width=10),
                "sent_on",
                Field.text("sent_time", field_width=5),
            ]
        )
        self.helper.layout = layout

    @property
    def sending(self) -> dict[str, Any]:
        """What the actions take; `sent_at` is aware, London time."""
        given = self.cleaned_data
        at: datetime = london(given["sent_on"], given["sent_time"])
        return {**{name: given[name] for name in ("how", "to", "number")}, "sent_at": at}


class LogForm(SendingForm, BodyForm):
    """For which body, where somebody acts for several."""


class CorrectionForm(SendingForm):
    """The entry as it should be, or that nothing was sent; and why."""

    never_sent = forms.BooleanField(label="It was not sent at all", required=False)
    reason = forms.CharField(
        label="What was wrong?",
        widget=forms.Textarea,
        max_length=2_000,
        help_text="The entry before stays in the log, with this reason.",
        error_messages={"required": "Say what was wrong."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.extend([Field.checkbox("never_sent"), Field.textarea("reason", rows=3)])


def initial_sending(entry: Circulation | None = None) -> dict[str, Any]:
    """What the form starts from: the entry to correct, else now."""
    if entry is None:
        return {"sent_on": clock.today(), "sent_time": f"{clock.now():%H:%M}"}
    at = entry.sent_at.astimezone(clock.now().tzinfo)
    shown = {name: getattr(entry, name) for name in ("how", "to", "number")}
    return {**shown, "sent_on": at.date(), "sent_time": f"{at:%H:%M}"}
