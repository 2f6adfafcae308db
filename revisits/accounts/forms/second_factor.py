"""Codes, passkeys, and what is confirmed before a second factor changes."""

import hashlib
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from crispy_forms_gds.layout import Layout
from django.core.cache import cache

from revisits.accounts.forms.base import GovUk, for_codes

CODE = "Code from your app, or a recovery code"


class _Once(GovUk):
    """A code is good once. allauth forgets a used one after a step, which is sooner than a tolerated one is too old."""

    words = {"code": (CODE, "", "Enter the code.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for_codes(self.fields["code"])

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        steps = 2 * app_settings.TOTP_TOLERANCE + 1
        digits = "".join(filter(str.isalnum, code))
        used = hashlib.sha256(f"{self.user.pk}:{digits}".encode()).hexdigest()  # type: ignore[attr-defined]
        if not cache.add(f"accounts.used-code.{used}", 1, timeout=steps * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_Once, AuthenticateForm):  # type: ignore[misc]
    """At sign-in."""


class ConfirmCodeForm(_Once, ReauthenticateForm):  # type: ignore[misc]
    """Before something about the account changes."""


class AddAppForm(GovUk, ActivateTOTPForm):  # type: ignore[misc]
    words = {
        "code": ("Code that the app shows", "Six digits. They change every half minute.", "Enter the code.")
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for_codes(self.fields["code"])


class RemoveAppForm(GovUk, DeactivateTOTPForm):  # type: ignore[misc]
    """Nothing to fill in."""


class NewCodesForm(GovUk, GenerateRecoveryCodesForm):  # type: ignore[misc]
    """Nothing to fill in."""


class AddPasskeyForm(GovUk, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey signs in by itself: it is kept on the device and asks for its PIN, finger or face."""

    words = {
        "name": ("Name", "So that you know it again, for example “Laptop”.", "Enter a name."),
        "credential": ("Passkey", "", "Your browser sent no passkey. Try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The box "passwordless", which allauth's script reads, is ticked and hidden in the page.
        self.helper.layout = Layout("name", "credential")
