"""The lead HMI's own paragraph in a notice, and when it goes."""

from copy import copy
from datetime import datetime
from typing import Any, ClassVar

from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from inspections.forms.base import CaseForm, DateField
from inspections.forms.clock_time import ClockField
from inspections.timeline.times import london


class NotifyForm(CaseForm):
    """Where quality is assured (G7), and one free paragraph; every recipient reads both. And when it goes, if not now.

    Day and hour are asked for, and found wrong, only where it is scheduled.
    """

    ON_SITE, OFF_SITE, OPEN = "on", "off", ""
    PLACES: ClassVar[dict[str, bool | None]] = {ON_SITE: True, OFF_SITE: False, OPEN: None}

    quality = forms.ChoiceField(
        label="Where do the reviewers assure the quality of the re-visit?",
        required=False,
        choices=(
            (ON_SITE, "On site: they visit"),
            (OFF_SITE, "Off site"),
            (OPEN, "Not decided yet: the notices say that you will tell the area"),
        ),
        widget=forms.RadioSelect,
        help_text="Ofsted and CQC decide it, and leaders are told at notification (G7).",
        error_messages={"invalid_choice": "Choose on site, off site, or not decided yet."},
    )

    note = forms.CharField(
        label="A paragraph of your own (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="For example the scope of quality assurance (G7). Everybody who is notified reads it.",
    )

    day = DateField(label="Day", missing="Enter the day.")
    at = ClockField(label="Hour", missing="Enter the hour.", help_text="In London. For example 9:00.")

    def __init__(self, *args: Any, scheduling: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheduling = scheduling
        self.fields["at"].widget.attrs["class"] = "govuk-input govuk-input--width-5"
        self.helper.layout = Layout(
            Field.radios("quality", legend_size=Size.SMALL), Field.textarea("note", rows=4)
        )
        self.later = copy(self.helper)
        self.later.layout = Layout("day", "at")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.scheduling:
            for name in ("day", "at"):
                self.errors.pop(name, None)
        return given

    @property
    def words(self) -> dict[str, Any]:
        """What the action takes beside the case, once it is valid."""
        return {
            "note": self.cleaned_data["note"],
            "quality_on_site": self.PLACES[self.cleaned_data["quality"]],
        }

    @property
    def moment(self) -> datetime:
        """When it goes, in London, once it is valid and scheduled."""
        return london(self.cleaned_data["day"], self.cleaned_data["at"])
