"""Choosing a password, anew or instead of another, and asking for a link to do so."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django.http import HttpRequest

from revisits.accounts.forms.base import GovUk
from revisits.accounts.models import User

NEW = (
    "New password",
    "12 characters or more. Three random words are a good password.",
    "Enter a new password.",
)
AGAIN = ("The new password again", "", "Enter the new password a second time.")


class NewPassword(GovUk):
    """A new password, typed twice."""

    def clean(self) -> dict[str, Any]:
        """Both times the same, said in our words."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "password2" in self.errors and cleaned.get("password1") and self.data.get("password2"):
            self.errors["password2"] = self.error_class(["The two passwords are not the same."])
        return cleaned


class ForgottenForm(GovUk, ResetPasswordForm):  # type: ignore[misc]
    """Asks for the address. What is sent there tells whether there is an account; the page does not."""

    users: list[User]
    words = {"email": ("E-mail address", "The address that you sign in with.", "Enter your e-mail address.")}

    def clean_email(self) -> str:
        """Only who has a password has an account to get back into: the others wait for their invitation."""
        email: str = super().clean_email()
        self.users = [user for user in self.users if user.has_usable_password()]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if self.users:
            return str(super().save(request, **kwargs))
        email: str = self.cleaned_data["email"]
        get_adapter(request).send_mail("account/email/unknown_account", email, {})
        return email


class ResetForm(NewPassword, ResetPasswordKeyForm):  # type: ignore[misc]
    words = {"password1": NEW, "password2": AGAIN}


class ChangeForm(NewPassword, ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": ("Present password", "", "Enter your present password."),
        "password1": NEW,
        "password2": AGAIN,
    }


class ConfirmForm(GovUk, ReauthenticateForm):  # type: ignore[misc]
    words = {"password": ("Password", "", "Enter your password.")}
