"""What somebody new gives who accepts an invitation."""

from typing import Any

from allauth.account.forms import SetPasswordForm
from django import forms

from revisits.accounts.forms.passwords import AGAIN, NewPassword


class JoinForm(NewPassword, SetPasswordForm):  # type: ignore[misc]
    """Their name as others will read it, and a password."""

    name = forms.CharField(max_length=150)
    field_order = ["name", "password1", "password2"]
    words = {
        "name": ("Your name", "As colleagues and the area will read it.", "Enter your name."),
        "password1": (
            "Choose a password",
            "12 characters or more. Three random words are a good password.",
            "Choose a password.",
        ),
        "password2": (AGAIN[0].replace("new ", ""), "", AGAIN[2].replace("new ", "")),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
