"""The link of an invitation: signed, and stored nowhere."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from revisits.accounts.models import Invitation

_SALT = "revisits.accounts.invitation"


def token(invitation: Invitation) -> str:
    """What its link ends in; another after each sending."""
    signed: str = Signer(salt=_SALT).sign_object({"id": invitation.pk, "nonce": invitation.nonce})
    return signed


def link(invitation: Invitation) -> str:
    return str(settings.SITE_URL) + reverse("invitation", args=[token(invitation)])


def read(token: str) -> tuple[int, str] | None:
    """The id and nonce of a link that we wrote; None for any other."""
    try:
        found = Signer(salt=_SALT).unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return found["id"], found["nonce"]
