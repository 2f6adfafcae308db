"""Second factors of people in tests: an authenticator app whose secret we know, and the code that it shows."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from revisits.accounts.models import User
from revisits.accounts.sealing import seal

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = 30


def give_second_factor(people: Iterable[User]) -> None:
    """An authenticator app for each of them, in one statement."""
    secret = seal(SECRET)
    Authenticator.objects.bulk_create(
        Authenticator(user=person, type=Authenticator.Type.TOTP, data={"secret": secret}) for person in people
    )


def code(steps: int = 0, secret: str = SECRET) -> str:
    """What the app shows now, or would with a clock that is `steps` half minutes ahead."""
    counter = int(auth.time.time()) // STEP + steps
    return str(format_hotp_value(hotp_value(secret, counter)))
