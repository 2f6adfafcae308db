"""Signing in by e-mail address and password."""

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Submit
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """One message for every refusal: it never tells whether an account exists."""

    error_messages = {
        "invalid_login": "The e-mail address and the password do not match an account.",
        "inactive": "The e-mail address and the password do not match an account.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-mail address"
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["username"].widget.input_type = "email"
        self.fields["username"].error_messages["required"] = "Enter your e-mail address."
        self.fields["password"].error_messages["required"] = "Enter your password."
        self.helper = FormHelper()
        # The page itself says what is wrong, in its own words and for every reader.
        self.helper.attrs = {"novalidate": True}
        self.helper.add_input(Submit("sign-in", "Sign in"))
