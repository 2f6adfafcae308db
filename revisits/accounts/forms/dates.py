"""Dates in three boxes, and the years that a case can have."""

from datetime import date
from typing import Any

from crispy_forms_gds.fields import DateInputField
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

EARLIEST, LATEST = date(2000, 1, 1), date(2049, 12, 31)


class DateField(DateInputField):  # type: ignore[misc]
    """Day, month and year, each in its box; what was typed stays there when it is wrong.

    `missing` is what the reader is told who left all three empty: it names the date.
    """

    def __init__(self, *, missing: str = "Enter the date.", **kwargs: Any) -> None:
        # Not set afterwards: the boxes would no longer be required, and half a date would pass for none.
        super().__init__(require_all_fields=False, **kwargs)
        self.error_messages["required"] = missing
        self.validators = [
            MinValueValidator(EARLIEST, f"The year must be {EARLIEST.year} or later."),
            MaxValueValidator(LATEST, f"The year must be {LATEST.year} or earlier."),
        ]
        for box in self.widget.widgets:
            box.attrs["inputmode"] = "numeric"

    def compress(self, data_list: Any) -> date | None:
        try:
            found: date | None = super().compress(data_list)
        except (forms.ValidationError, OverflowError):
            raise forms.ValidationError("There is no such day in the calendar.") from None
        return found
