"""What parents fill in."""

from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.forms.base import CaseForm
from inspections.models.registration import MOST_PLACES


class RegisterForm(CaseForm):
    """Registering for the open meeting: a name, a way to be reached, how many people come."""

    name = forms.CharField(label="Your name", max_length=150, error_messages={"required": "Enter your name."})
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=320,
        required=False,
        help_text="Or a telephone number below. With one of them the forum can tell you of changes.",
        error_messages={"invalid": "Enter an e-mail address like name@example.org."},
    )
    phone = forms.CharField(label="Your telephone number", max_length=30, required=False)
    places = forms.IntegerField(
        label="How many people come, with you?",
        initial=1,
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "required": "Enter how many people come.",
            "invalid": "Enter a number, for example 2.",
        },
    )
    needs = forms.CharField(
        label="What would help you to take part? (optional)",
        max_length=500,
        required=False,
        help_text="For example an interpreter, British Sign Language, step-free access. Please say nothing here about"
        " your child’s case.",
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in (("name", "name"), ("email", "email"), ("phone", "tel")):
            self.fields[name].widget.attrs["autocomplete"] = kind
        # The form templates leave numbers without their look.
        self.fields["places"].widget.attrs["class"] = "govuk-input govuk-input--width-2"
        self.helper.layout = Layout(
            "name",
            "email",
            Field.text("phone", field_width=20),
            "places",
            Field.textarea("needs", rows=2),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not {"email", "phone"} & set(self.errors) and not given.get("email") and not given.get("phone"):
            self.add_error("email", "Enter an e-mail address, or a telephone number below.")
        return given


class CodeForm(CaseForm):
    """The code that somebody was given."""

    code = forms.CharField(
        label="Your code",
        max_length=40,
        help_text="Ten letters and digits. Small letters, spaces and hyphens do not matter.",
        error_messages={"required": "Enter your code."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autocomplete"] = "off"
        self.helper.layout = Layout(Field.text("code", field_width=20))
