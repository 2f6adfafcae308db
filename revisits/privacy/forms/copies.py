"""A copy of somebody's data, on their request."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm
from revisits.accounts.models import User


class PersonField(forms.CharField):
    """A person by e-mail address, or by the name exactly as it is on file. Cleans to the person, None if empty."""

    def clean(self, value: Any) -> User | None:
        given: str = super().clean(value)
        if not given:
            return None
        found = list(
            User.objects.filter(email__iexact=given)[:2] or User.objects.filter(name__iexact=given)[:2]
        )
        if not found:
            raise forms.ValidationError("Nobody on file has this e-mail address or name.")
        if len(found) > 1:
            raise forms.ValidationError("Several people have this name: enter the e-mail address.")
        return found[0]


class CopyForm(CaseForm):
    """For whom, and on what request."""

    person = PersonField(
        label="Person",
        help_text="Their e-mail address, or their name exactly as it is on file.",
        error_messages={"required": "Enter the person's e-mail address or name."},
    )
    reason = forms.CharField(
        label="Who asked for it, how and when?",
        help_text="For example: letter of 2 May 2022, identity checked by telephone. The person sees this.",
        widget=forms.Textarea,
        error_messages={"required": "Say who asked for the copy, how and when."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.text("person"), Field.textarea("reason", rows=3))
