"""Text that the database keeps and only the program can read: secrets of authenticator apps, links in waiting mail.

The key comes from SECRET_KEY, so a copy of the database alone opens nothing. A new SECRET_KEY goes with the
old one in SECRET_KEY_FALLBACKS until everything sealed under it is gone.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text again. cryptography.fernet.InvalidToken if it was sealed under no key that is known here."""
    return _keys().decrypt(sealed.encode("ascii")).decode()


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(b"revisits.accounts.sealing:" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
