"""Accepting an invitation: the link, the address, and what comes of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import Signer

from revisits.accounts import links
from revisits.accounts.actions.accepting import AnotherPerson, Dead, DeadLink, accept, find, join
from revisits.accounts.actions.invitations import resend, revoke
from revisits.accounts.actions.memberships import end_membership
from revisits.accounts.models import Invitation, Membership, User
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import Role
from revisits.accounts.signals import membership_began
from tests.accounts.actions.test_invitations import contributor
from tests.cast import NOW, Cast

PASSWORD = "otter bicycle lantern"
WEEK = timedelta(days=7)


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return contributor(cast)


@pytest.fixture
def began() -> Iterator[list[Membership]]:
    told: list[Membership] = []

    def hear(membership: Membership, **_: Any) -> None:
        told.append(membership)

    membership_began.connect(hear)
    yield told
    membership_began.disconnect(hear)


def taken(invitation: Invitation, at: Any = NOW, name: str = "New Person") -> User:
    return join(token=links.token(invitation), name=name, password=PASSWORD, at=at)


def why(token: str, at: Any = NOW) -> Dead:
    with pytest.raises(DeadLink) as dead:
        find(token, at)
    with pytest.raises(DeadLink):
        join(token=token, name="X", password=PASSWORD, at=at)
    return dead.value.why


def test_somebody_new_gets_account_and_role(
    cast: Cast, invitation: Invitation, began: list[Membership]
) -> None:
    person = taken(invitation, name="Nadia New")
    assert (person.email, person.name) == ("new.person@example.org", "Nadia New")
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)
    held = person.memberships.get()
    assert (held.role, held.granted_by, held.starts_on) == (Role.AREA_CONTRIBUTOR, cast["lano"], NOW.date())
    invitation.refresh_from_db()
    assert (invitation.accepted_by, invitation.accepted_at, invitation.membership) == (person, NOW, held)
    assert began == [held]


def test_a_link_works_once(invitation: Invitation) -> None:
    token = links.token(invitation)
    taken(invitation)
    assert why(token) is Dead.ACCEPTED


def test_expired_to_the_second(invitation: Invitation) -> None:
    token = links.token(invitation)
    assert find(token, NOW + WEEK - timedelta(seconds=1)) == invitation
    assert why(token, NOW + WEEK) is Dead.EXPIRED


def test_revoked(cast: Cast, invitation: Invitation) -> None:
    revoke(invitation=invitation, by=cast["lano"], at=NOW)
    assert why(links.token(invitation)) is Dead.REVOKED


def test_of_a_resent_invitation_the_newest_link_works(cast: Cast, invitation: Invitation) -> None:
    old = links.token(invitation)
    newest = resend(invitation=invitation, by=cast["lano"], at=NOW)
    assert why(old) is Dead.REPLACED
    assert find(links.token(newest), NOW) == invitation


def test_altered_cut_short_or_made_up(invitation: Invitation) -> None:
    token = links.token(invitation)
    other_salt = Signer(salt="another").sign_object({"id": invitation.pk, "nonce": invitation.nonce})
    altered = ("x" if token[0] != "x" else "y") + token[1:]
    for wrong in (token[:-1], token[1:], altered, token + "x", other_salt, "", "é:ñ", "1:1", "0" * 5000):
        assert why(wrong) is Dead.UNKNOWN
    missing = Signer(salt="revisits.accounts.invitation").sign_object({"id": 10**9, "nonce": "x"})
    assert why(missing) is Dead.UNKNOWN


def test_the_owner_of_the_address_takes_it_in_whatever_case_it_is_written(cast: Cast) -> None:
    User.objects.filter(pk=cast["hmi"].pk).update(email="the.hmi@example.org")
    invitation = contributor(cast, "The.HMI@Example.ORG")
    person = User.objects.get(pk=cast["hmi"].pk)
    held = accept(token=links.token(invitation), by=person, at=NOW)
    assert held.user == person and person.memberships.count() == 2


def test_nobody_else_takes_it(cast: Cast, invitation: Invitation) -> None:
    with pytest.raises(AnotherPerson):
        accept(token=links.token(invitation), by=cast["hmi"], at=NOW)
    assert cast["hmi"].memberships.count() == 1


def test_an_address_never_gets_a_second_account(cast: Cast, invitation: Invitation) -> None:
    person = User.objects.create_user("NEW.person@Example.org", "Old hand", PASSWORD)
    with pytest.raises(Refused, match="sign in to accept"):
        taken(invitation)
    assert User.objects.filter(email__iexact=invitation.email).get() == person
    accept(token=links.token(invitation), by=person, at=NOW)


def test_who_is_on_file_without_a_password_chooses_one(cast: Cast, invitation: Invitation) -> None:
    on_file = User.objects.create_user(invitation.email, "N. Person")
    assert taken(invitation) == on_file
    on_file.refresh_from_db()
    assert on_file.check_password(PASSWORD) and on_file.name == "New Person"


def test_a_closed_account_stays_closed(cast: Cast, invitation: Invitation) -> None:
    User.objects.create_user(invitation.email, "Closed", is_active=False)
    with pytest.raises(DeadLink) as dead:
        taken(invitation)
    assert dead.value.why is Dead.CLOSED
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_whose_inviter_may_no_longer_give_the_role_it_lapses(cast: Cast, invitation: Invitation) -> None:
    lano = cast["lano"].memberships.get()
    end_membership(membership=lano, by=cast["support"], at=NOW, reason="Left")
    with pytest.raises(DeadLink) as dead:
        taken(invitation)
    assert dead.value.why is Dead.LAPSED
    assert not User.objects.filter(email=invitation.email).exists()


def test_who_got_the_role_meanwhile_is_told(cast: Cast) -> None:
    invitation = contributor(cast, "the.hmi@example.org")
    Membership.objects.create(
        user=cast["hmi"], organisation=invitation.organisation, role=invitation.role, starts_on=NOW.date()
    )
    with pytest.raises(Refused, match="holds this role"):
        accept(token=links.token(invitation), by=cast["hmi"], at=NOW)
