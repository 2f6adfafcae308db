"""Signing in by e-mail address and password."""

from typing import Any

from allauth.account.forms import LoginForm

from revisits.accounts.forms.base import GovUk


class SignInForm(GovUk, LoginForm):  # type: ignore[misc]
    """One message for every refusal: it never tells whether an account exists."""

    words = {
        "login": ("E-mail address", "", "Enter your e-mail address."),
        "password": ("Password", "", "Enter your password."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["login"].error_messages["invalid"] = "Enter an e-mail address like name@example.org."
