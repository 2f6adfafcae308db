"""Accepting an invitation: once, by whoever reads the mail of its address."""

from datetime import datetime
from enum import Enum

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from revisits.accounts.actions.memberships import begin
from revisits.accounts.granting import check_may_grant
from revisits.accounts.links import read
from revisits.accounts.models import Invitation, Membership, User
from revisits.accounts.refusal import Refused


class Dead(Enum):
    """Why a link does nothing: heading, and what it means. None of them tells whether an account exists."""

    UNKNOWN = (
        "This link does not work",
        "It may have been cut short on its way. Open it from the mail again, or copy all of it.",
    )
    REPLACED = (
        "There is a newer link",
        "This invitation was sent again, and only the link of the newest mail works.",
    )
    EXPIRED = ("This invitation has expired", "Ask for it to be sent again: that takes a moment.")
    ACCEPTED = ("This invitation was accepted already", "A link works once. If it was you, sign in.")
    REVOKED = ("This invitation was taken back", "It no longer opens anything.")
    LAPSED = (
        "This invitation no longer holds",
        "What it offers can no longer be given in this way. Ask for a new one.",
    )
    CLOSED = ("This account is closed", "The invitation stands, but the account must be opened again first.")


class DeadLink(Exception):
    """The link cannot be accepted; `invitation` where it is one of ours."""

    def __init__(self, why: Dead, invitation: Invitation | None = None) -> None:
        super().__init__(why.value[0])
        self.why, self.invitation = why, invitation


class AnotherPerson(Exception):
    """Somebody is signed in whose address is not the invitation's."""


def find(token: str, at: datetime) -> Invitation:
    """The open invitation of a link, with its places. DeadLink for any other link."""
    return _check(token, Invitation.objects.all(), at)


def account(invitation: Invitation) -> User | None:
    """Who has the invitation's address, in whatever case it was written."""
    return User.objects.filter(email__iexact=invitation.email).first()


def signs_in(person: User | None) -> bool:
    """Whether they got in before: then they sign in to accept. The others choose a password."""
    return person is not None and person.has_usable_password()


@transaction.atomic
def accept(*, token: str, by: User, at: datetime) -> Membership:
    """Take the role, as the signed-in owner of the address.

    DeadLink if the link cannot be accepted (any more), AnotherPerson if the address is not theirs, Refused if they
    hold the role already.
    """
    invitation = _locked(token, at)
    if (by.email or "").lower() != invitation.email:
        raise AnotherPerson
    return _take(invitation, by, at)


@transaction.atomic
def join(*, token: str, name: str, password: str, at: datetime) -> User:
    """Take the role and get an account with this password: for an address with which nobody signs in yet.

    The caller has checked the password. DeadLink as in `accept`; Refused if the address has got an account meanwhile.
    """
    invitation = _locked(token, at)
    person = account(invitation)
    if signs_in(person):
        raise Refused("This address has an account by now: sign in to accept.")
    if person is None:
        person = _new(invitation.email, name)
    person.name = name
    person.set_password(password)
    _take(invitation, person, at)
    person.save(update_fields=["name", "password"])
    return person


def _new(email: str, name: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name)
    except IntegrityError:  # another invitation of the same address was accepted at this moment
        raise Refused("This address has an account by now: sign in to accept.") from None


def _take(invitation: Invitation, person: User, at: datetime) -> Membership:
    if not person.is_active:
        raise DeadLink(Dead.CLOSED, invitation)
    membership = begin(
        user=person,
        role=invitation.role,
        organisation=invitation.organisation,
        area=invitation.area,
        revisit=invitation.revisit,
        by=invitation.invited_by,
        at=at,
    )
    invitation.accepted_at, invitation.accepted_by, invitation.membership = at, person, membership
    invitation.save(update_fields=["accepted_at", "accepted_by", "membership"])
    return membership


def _locked(token: str, at: datetime) -> Invitation:
    """The invitation under its lock: of two who accept at once the second finds it accepted."""
    invitation = _check(token, Invitation.objects.select_for_update(of=("self",)), at)
    try:
        check_may_grant(
            by=invitation.invited_by,
            role=invitation.role,
            organisation=invitation.organisation,
            area=invitation.area,
            revisit=invitation.revisit,
            on=at.date(),
        )
    except Refused:  # whoever invited has left, or the body was succeeded
        raise DeadLink(Dead.LAPSED, invitation) from None
    return invitation


def _check(token: str, rows: QuerySet[Invitation], at: datetime) -> Invitation:
    found = read(token)
    places = ("organisation__succeeded_by", "invited_by", "area", "revisit__area")
    invitation = rows.select_related(*places).filter(pk=found[0]).first() if found else None
    if found is None or invitation is None:
        raise DeadLink(Dead.UNKNOWN)
    if invitation.accepted_at:
        raise DeadLink(Dead.ACCEPTED, invitation)
    if invitation.revoked_at:
        raise DeadLink(Dead.REVOKED, invitation)
    if invitation.nonce != found[1]:
        raise DeadLink(Dead.REPLACED, invitation)
    if not invitation.is_open(at):
        raise DeadLink(Dead.EXPIRED, invitation)
    return invitation
