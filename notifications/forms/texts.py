"""Where a person gets text messages."""

import re
from typing import Any

from crispy_forms_gds.layout import Field, Fluid, Layout
from django import forms

from inspections.forms.base import CaseForm

# Mobiles begin with 07; 070 and most of 076 are not mobiles (Ofcom's national numbering plan).
UK_MOBILE = re.compile(r"(?:\+44|0044|0)(7(?:[1-57-9]\d{2}|624)\d{6})")
BETWEEN = re.compile(r"[\s().\-]")


class CodeForm(CaseForm):
    """The code that was texted to the number."""

    code = forms.CharField(
        label="The code that we texted you",
        max_length=20,
        help_text="Six digits. It holds for 15 minutes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Enter the code."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.text("code", field_width=Fluid.ONE_THIRD))

    def clean_code(self) -> str:
        return BETWEEN.sub("", self.cleaned_data["code"])


class TextsForm(CaseForm):
    mobile = forms.CharField(
        label="Your mobile number",
        max_length=30,
        help_text="A UK mobile, for example 07700 900123.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": "Enter your mobile number."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field.text("mobile", field_width=Fluid.ONE_THIRD))

    def clean_mobile(self) -> str:
        """As +447 and nine digits."""
        found = UK_MOBILE.fullmatch(BETWEEN.sub("", self.cleaned_data["mobile"]))
        if not found:
            raise forms.ValidationError("Enter a UK mobile number, like 07700 900123.")
        return f"+44{found[1]}"
