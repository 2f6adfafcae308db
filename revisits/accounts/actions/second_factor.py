"""What the office can do for somebody who lost their second factor and their recovery codes."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from revisits.accounts import mail
from revisits.accounts.actions.sessions import end_sessions
from revisits.accounts.models import AccountEvent, User


class NothingToReset(Exception):
    """The person has no second factor."""


@transaction.atomic
def reset_second_factor(*, user: User, by: User | None, at: datetime, reason: str) -> AccountEvent:
    """Take away every second factor and recovery code, end all sessions, record it and tell the person.

    Whoever needs a second factor sets up a new one at the next sign-in. `by` is None on the command line.
    NothingToReset if there is none.
    """
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise NothingToReset
    end_sessions(user)
    if user.email:
        mail.write(
            "account/email/second_factor_reset", user.email, {"user": user, "by": by, "reason": reason}
        )
    return AccountEvent.objects.create(
        user=user, kind=AccountEvent.Kind.SECOND_FACTOR_RESET, by=by, at=at, reason=reason
    )
