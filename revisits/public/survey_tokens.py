"""What the forms of the survey carry from page to page: when their sender began, and the code of their answers.

It is signed, so that nobody can claim to have begun before the close, and stands nowhere but in the form. The code
makes one response of a form, however often it is sent.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core import signing

from surveys import codes

SALT = "answers of a parent"


@dataclass(frozen=True, slots=True)
class Begun:
    """`again`: what stands under the code was sent before."""

    at: datetime
    code: str
    again: bool = False


def start(now: datetime) -> Begun:
    """For somebody who begins now."""
    return Begun(now, codes.new_code())


def write(reference: str, begun: Begun) -> str:
    said = [reference, int(begun.at.timestamp()), begun.code, begun.again]
    return signing.dumps(said, salt=SALT, compress=False)


def read(token: str, reference: str) -> Begun | None:
    """What it says; None where it is altered, or another re-visit's."""
    try:
        given, at, code, again = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Begun(datetime.fromtimestamp(at, UTC), code, again) if given == reference else None
