"""What all forms share: the GOV.UK look, and dates in three boxes."""

from typing import Any

from crispy_forms_gds.helper import FormHelper
from django import forms

from inspections.timeline import times
from revisits.accounts.forms.dates import DateField as DateField


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
