"""Closing a person's account, and opening it again. Their roles stay as they are, and count for nothing meanwhile."""

from datetime import datetime

from django.db import transaction

from revisits.accounts.actions.sessions import end_sessions
from revisits.accounts.granting import check_may_close
from revisits.accounts.models import AccountEvent, Invitation, User
from revisits.accounts.refusal import Refused

Kind = AccountEvent.Kind


@transaction.atomic
def close_account(*, user: User, by: User, at: datetime, reason: str) -> AccountEvent:
    """Let a person in no more, end their sessions at once, and take back what they are invited to.

    Refused where `by` may not, or where it is closed already.
    """
    user = _locked(user, by, at, reason)
    if not user.is_active:
        raise Refused(f"The account of {user} is closed already.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    Invitation.objects.open().filter(email__iexact=user.email or "").update(revoked_at=at, revoked_by=by)
    end_sessions(user)
    return _event(user, Kind.CLOSED, by, at, reason)


@transaction.atomic
def reopen_account(*, user: User, by: User, at: datetime, reason: str) -> AccountEvent:
    """Let a person in again, with whatever roles of theirs are in force. Refused where it is open."""
    user = _locked(user, by, at, reason)
    if user.is_active:
        raise Refused(f"The account of {user} is open already.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    return _event(user, Kind.REOPENED, by, at, reason)


def _locked(user: User, by: User, at: datetime, reason: str) -> User:
    """The person as they stand, both locked: two who would close each other's accounts come one after the other."""
    people = User.objects.select_for_update().filter(pk__in=[user.pk, by.pk]).order_by("pk")
    found = {person.pk: person for person in people}
    if not reason.strip():
        raise Refused("Say why.", "reason")
    check_may_close(by=found[by.pk], user=found[user.pk], on=at.date())
    return found[user.pk]


def _event(user: User, kind: Kind, by: User, at: datetime, reason: str) -> AccountEvent:
    return AccountEvent.objects.create(user=user, kind=kind, by=by, at=at, reason=reason.strip())
