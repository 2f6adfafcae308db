"""A time of the day as people type it."""

from datetime import time
from typing import Any

from django import forms

FORMATS = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"]


class ClockField(forms.TimeField):
    """A London clock time, typed in the usual ways: 9:30, 14.15, 2pm, 2.30 pm."""

    widget = forms.TextInput

    def __init__(self, *, missing: str = "Enter the time.", **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example 9:30 or 2:15pm.")
        super().__init__(input_formats=FORMATS, **kwargs)
        self.error_messages |= {"required": missing, "invalid": "Enter a time like 9:30 or 2:15pm."}

    def to_python(self, value: Any) -> time | None:
        found: time | None = super().to_python("".join(value.split()) if isinstance(value, str) else value)
        return found
