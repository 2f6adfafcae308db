"""What a public form carries instead of a cookie.

Django's own token against forged requests needs a cookie, and protects what a browser is known by. Here nobody is
known: whoever is led to send this form from elsewhere could do no more than anybody can by hand. What is left to
protect is that a form was asked for here, not long ago, and counts once however often it is sent.
"""

import secrets
from datetime import timedelta

from django.core import signing

SALT = "public registration for an open meeting"
LIFE = timedelta(hours=12)


def new(reference: str) -> str:
    """A token for one form of this re-visit."""
    return signing.dumps([reference, secrets.token_urlsafe(12)], salt=SALT, compress=False)


def once(token: str, reference: str) -> str | None:
    """What this very form is known by; None where the token is altered, too old or another re-visit's."""
    try:
        given, mark = signing.loads(token, salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError):
        return None
    return str(mark) if given == reference else None
