"""Two at the same moment, each with a connection of their own."""

from datetime import date

import pytest

from revisits.accounts import links
from revisits.accounts.actions.accepting import DeadLink, join
from revisits.accounts.actions.memberships import appoint, end_membership
from revisits.accounts.models import Invitation, Membership, User
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import Role
from tests.accounts.actions.test_accepting import PASSWORD
from tests.accounts.actions.test_invitations import contributor
from tests.cast import NOW, make_cast
from tests.conftest import StandingClock
from tests.factories import make
from tests.inspections.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_accept_at_once_one_wins(standing_clock: StandingClock) -> None:
    cast = make_cast()
    tokens = [links.token(contributor(cast, f"person-{n}@example.org")) for n in range(5)]

    def taken(token: str) -> str:
        try:
            return join(token=token, name="N", password=PASSWORD, at=NOW).name
        except DeadLink as dead:
            return dead.why.name

    for token in tokens:
        assert sorted(at_once([lambda: taken(token), lambda: taken(token)])) == ["ACCEPTED", "N"]  # noqa: B023
    assert Membership.objects.filter(role=Role.AREA_CONTRIBUTOR, user__name="N").count() == 5


def test_two_invitations_of_one_address_accepted_at_once_make_one_account(
    standing_clock: StandingClock,
) -> None:
    cast = make_cast()
    first = contributor(cast)
    second = contributor(cast, "other@example.org")
    # To the same person, for one area alone: another role than the first.
    Invitation.objects.filter(pk=second.pk).update(email=first.email, area=cast.area)

    def taken(token: str) -> str:
        try:
            return join(token=token, name="N", password=PASSWORD, at=NOW).name
        except Refused:
            return "told to sign in"

    tokens = [links.token(first), links.token(second)]
    said = at_once([lambda: taken(tokens[0]), lambda: taken(tokens[1])])
    assert sorted(said) == ["N", "told to sign in"]
    assert User.objects.filter(email=first.email).count() == 1


def test_a_person_invited_twice_at_once_is_invited_once(standing_clock: StandingClock) -> None:
    cast = make_cast()

    def invited(by: str) -> bool:
        try:
            contributor(cast, by=by)
        except Refused:
            return False
        return True

    assert sorted(at_once([lambda: invited("lano"), lambda: invited("support")])) == [False, True]
    assert Invitation.objects.count() == 1


def test_a_role_given_twice_at_once_is_held_once(standing_clock: StandingClock) -> None:
    cast = make_cast()
    body = cast["lano"].memberships.get().organisation

    def given(by: str) -> bool:
        try:
            appoint(user=cast["pcf"], role=Role.LANO, organisation=body, by=cast[by], at=NOW)
        except Refused:
            return False
        return True

    assert sorted(at_once([lambda: given("support"), lambda: given("administrator")])) == [False, True]
    assert cast["pcf"].memberships.filter(role=Role.LANO).count() == 1


def test_two_administrators_who_end_each_other_leave_one(standing_clock: StandingClock) -> None:
    cast = make_cast()
    held = cast["administrator"].memberships.get()
    second = make(
        Membership, role=Role.ADMINISTRATOR, organisation=held.organisation, starts_on=date(2020, 1, 1)
    )

    def ended(membership: Membership, by: User) -> bool:
        try:
            end_membership(membership=membership, by=by, at=NOW, reason="A quarrel")
        except Refused:
            return False
        return True

    jobs = [lambda: ended(held, second.user), lambda: ended(second, held.user)]
    assert sorted(at_once(jobs)) == [False, True]
    assert Membership.objects.on(NOW.date()).filter(role=Role.ADMINISTRATOR).count() == 1
