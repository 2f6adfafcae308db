"""What all forms share: the GOV.UK look, dates in three boxes, and years that a case can have."""

from datetime import date
from typing import Any

from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from inspections.timeline import times

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


class TimeLabelField(forms.CharField):
    """A time of the day as the timeline knows it: 12:00, am, pm, end of day, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", "For example 12:00, or am, pm or end of day. Leave it empty for any time."
        )
        super().__init__(max_length=10, **kwargs)

    def clean(self, value: Any) -> str:
        label: str = super().clean(value).strip().lower()
        if not times.is_label(label):
            raise forms.ValidationError("Enter a time like 12:00, or am, pm or end of day.")
        return label


class CaseForm(forms.Form):
    """A form inside a page's own <form>: the page carries the token and the buttons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for field in self.fields.values():
            if isinstance(field.widget, forms.URLInput):  # the form templates leave this one without its look
                field.widget.attrs.setdefault("class", "govuk-input")
        self.helper.legend_size = self.helper.label_size = "s"
