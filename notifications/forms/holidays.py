"""A bank holiday that was announced."""

from typing import Any

from django import forms

from inspections import queries
from inspections.forms.base import CaseForm, DateField


class WithdrawalForm(CaseForm):
    """A bank holiday that is none after all."""

    source = forms.CharField(
        label="Where was it announced that it is no bank holiday?",
        max_length=100,
        help_text="For example “Royal Proclamation of 12 September 2022”.",
        error_messages={"required": "Say where it was announced."},
    )


class HolidayForm(CaseForm):
    """A bank holiday that was announced later than the calendar was filled."""

    on = DateField(label="Which day?", missing="Enter the day.")
    name = forms.CharField(
        label="What is it called?",
        max_length=100,
        help_text="As messages and explanations say it, for example “Bank holiday for the State Funeral of Queen "
        "Elizabeth II”.",
        error_messages={"required": "Enter its name."},
    )
    source = forms.CharField(
        label="Where was it announced?",
        max_length=100,
        help_text="For example “Royal Proclamation of 10 September 2022”.",
        error_messages={"required": "Say where it was announced."},
    )

    def clean_on(self) -> Any:
        """A day that is no holiday yet; Saturdays and Sundays are no working days as it is."""
        on = self.cleaned_data["on"]
        if on and on.isoweekday() > 5:
            raise forms.ValidationError(f"{on:%-d %B %Y} is a {on:%A}: it is no working day anyway.")
        held = queries.calendar().holidays.get(on)
        if held:
            raise forms.ValidationError(f"{on:%-d %B %Y} is a bank holiday already: {held}.")
        return on
