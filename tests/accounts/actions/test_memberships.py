"""Giving a role, and ending it at once."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from revisits.accounts import access
from revisits.accounts.actions.memberships import appoint, end_membership
from revisits.accounts.models import Membership, User
from revisits.accounts.permissions import Permission
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import Role
from revisits.accounts.signals import membership_began, membership_ended
from tests.cast import NOW, Cast
from tests.conftest import SignedIn

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def heard() -> Iterator[list[tuple[str, Any]]]:
    """What the layers above are told."""
    told: list[tuple[str, Any]] = []

    def began(membership: Membership, by: User, at: Any, **_: Any) -> None:
        told.append(("began", membership))

    def ended(membership: Membership, by: User, at: Any, **_: Any) -> None:
        told.append(("ended", membership))

    membership_began.connect(began)
    membership_ended.connect(ended)
    yield told
    membership_began.disconnect(began)
    membership_ended.disconnect(ended)


def test_a_role_is_given_from_today_with_who_gave_it(cast: Cast, heard: list[tuple[str, Any]]) -> None:
    assert cast.area.authority
    given = appoint(
        user=cast["hmi"],
        role=Role.SENIOR_HMI,
        organisation=cast["hmi"].memberships.get().organisation,
        by=cast["support"],
        at=NOW,
        until=date(2022, 12, 31),
    )
    assert (given.starts_on, given.ends_on) == (date(2022, 5, 3), date(2022, 12, 31))
    assert (given.granted_by, given.granted_at) == (cast["support"], NOW)
    assert heard == [("began", given)]


def test_a_role_is_held_once(cast: Cast) -> None:
    held = cast["lano"].memberships.get()
    with pytest.raises(Refused, match="holds this role"):
        appoint(user=cast["lano"], role=held.role, organisation=held.organisation, by=cast["support"], at=NOW)
    # For one area as well is another thing.
    appoint(
        user=cast["lano"],
        role=held.role,
        organisation=held.organisation,
        area=cast.area,
        by=cast["support"],
        at=NOW,
    )


def test_what_may_not_be_given_is_not(cast: Cast) -> None:
    body = cast["lano"].memberships.get().organisation
    before = Membership.objects.count()
    with pytest.raises(Refused):
        appoint(user=cast["hmi"], role=Role.DCS, organisation=body, by=cast["lano"], at=NOW)
    with pytest.raises(Refused, match="themselves"):
        appoint(user=cast["lano"], role=Role.AREA_CONTRIBUTOR, organisation=body, by=cast["lano"], at=NOW)
    with pytest.raises(Refused, match="in the past"):
        appoint(
            user=cast["hmi"],
            role=Role.LANO,
            organisation=body,
            by=cast["support"],
            at=NOW,
            until=date(2022, 5, 2),
        )
    User.objects.filter(pk=cast["hmi"].pk).update(is_active=False)
    with pytest.raises(Refused, match="is closed"):
        appoint(user=cast["hmi"], role=Role.LANO, organisation=body, by=cast["support"], at=NOW)
    assert Membership.objects.count() == before


def test_ending_a_role_ends_it_and_the_sessions_at_once(
    cast: Cast, signed_in: SignedIn, heard: list[tuple[str, Any]]
) -> None:
    cast.notify()
    browser, address = signed_in(cast["contributor"]), reverse("area-case", args=[cast.revisit.reference])
    assert browser.get(address).status_code == 200
    held = cast["contributor"].memberships.get()
    ended = end_membership(membership=held, by=cast["lano"], at=NOW, reason="Left the council")
    assert (ended.ends_on, ended.ended_by, ended.end_reason) == (
        date(2022, 5, 2),
        cast["lano"],
        "Left the council",
    )
    assert browser.get(address).status_code == 302
    assert heard == [("ended", ended)]
    with pytest.raises(Refused, match="has ended already"):
        end_membership(membership=held, by=cast["lano"], at=TOMORROW, reason="Again")


def test_whoever_keeps_another_role_stays_signed_in(cast: Cast, signed_in: SignedIn) -> None:
    body = cast["hmi"].memberships.get().organisation
    second = appoint(user=cast["hmi"], role=Role.SENIOR_HMI, organisation=body, by=cast["support"], at=NOW)
    browser = signed_in(cast["hmi"])
    end_membership(membership=second, by=cast["support"], at=NOW, reason="By mistake")
    assert browser.get(reverse("revisits")).status_code == 200


def test_given_and_ended_on_one_day_it_can_be_given_again(cast: Cast) -> None:
    body = cast["hmi"].memberships.get().organisation
    first = appoint(user=cast["hmi"], role=Role.SENIOR_HMI, organisation=body, by=cast["support"], at=NOW)
    end_membership(membership=first, by=cast["support"], at=NOW, reason="By mistake")
    again = appoint(user=cast["hmi"], role=Role.SENIOR_HMI, organisation=body, by=cast["support"], at=NOW)
    end_membership(membership=again, by=cast["support"], at=NOW, reason="By mistake, again")
    person = User.objects.get(pk=cast["hmi"].pk)
    assert {grant.organisation for grant in access.grants(person)[Permission.VIEW_CASES]} == {body.pk}
    assert person.memberships.count() == 3


def test_a_role_ends_for_a_reason_by_somebody_who_may(cast: Cast) -> None:
    held = cast["contributor"].memberships.get()
    with pytest.raises(Refused, match="Say why"):
        end_membership(membership=held, by=cast["lano"], at=NOW, reason="  ")
    for name in ("stranger", "pcf", "owner", "contributor"):
        with pytest.raises(Refused):
            end_membership(membership=held, by=cast[name], at=NOW, reason="Because")
    held.refresh_from_db()
    assert held.ended_at is None
