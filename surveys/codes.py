"""The code by which whoever answered comes back to their answers. Only its hash is kept: a lost code is lost."""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from inspections.registering import ALPHABET

LENGTH = 12
SALT = "code of a parent's answers"


def new_code() -> str:
    """Twelve letters and digits that do not look alike: more than anybody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def plain(typed: str) -> str:
    """The code as it was given out, however it was typed; empty where it can be none."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def shown(code: str) -> str:
    """For the reader: "ABCD-EFGH-JKMN"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def code_hash(code: str, *, key: str | None = None) -> str:
    """What is kept of it: 64 hexadecimal digits."""
    return salted_hmac(SALT, code, secret=key or settings.SECRET_KEY, algorithm="sha256").hexdigest()


def hashes(code: str) -> list[str]:
    """By every key that the program still knows, the present one first."""
    return [code_hash(code, key=key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
