"""The final letter: signing it, sending it, recalling it, and the moment of its publication."""

from datetime import datetime
from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm, DateField
from inspections.forms.clock_time import ClockField
from inspections.timeline.times import LONDON
from letters import final, publishing
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


def in_form(moment: datetime) -> dict[str, Any]:
    """How a `MomentForm` begins with an aware moment."""
    local = moment.astimezone(LONDON)
    return {"day": local.date(), "at": f"{local:%-H:%M}"}


class MomentForm(CaseForm):
    """Day and hour of the publication, in London."""

    day = DateField(label="Day of publication")
    at = ClockField(label="Hour", missing="Enter the hour.", help_text="In London. For example 9:30.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].widget.attrs["class"] = "govuk-input govuk-input--width-5"

    @property
    def moment(self) -> datetime:
        """Once it is valid. Raises Refused for an hour that the clocks leave out."""
        return publishing.moment_of(self.cleaned_data["day"], self.cleaned_data["at"])


class SendForm(MomentForm):
    """Sending the final letter: until when it is under embargo, and which version was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReasonForm(CaseForm):
    """Why; it stays in the history."""

    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": "Say why."},
    )

    def __init__(self, *args: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed
        if not needed:
            self.fields["reason"].label = "Remark (optional)"
        self.helper.layout = Layout(Field.textarea("reason", rows=3))


class ChangeMomentForm(MomentForm):
    """Another moment, and why: those who have the letter are told."""

    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        help_text="Those who have the letter are told.",
        error_messages={"required": "Say why: those who have the letter are told."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("day", "at", Field.textarea("reason", rows=3))
