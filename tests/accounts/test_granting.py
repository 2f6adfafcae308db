"""Who may give whom which role: every role with every role, at home and elsewhere."""

from datetime import date

import pytest

from inspections.models import LocalArea, Revisit
from revisits.accounts.granting import check_may_end, check_may_grant, may_bring_in
from revisits.accounts.kinds import Kind
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import PERMISSIONS, WORKS_AT, Role
from tests.cast import NOW, PEOPLE, Cast, make_area, make_person
from tests.factories import make

TODAY = NOW.date()
OFFICE = {Role.SUPPORT, Role.ADMINISTRATOR}
# Written out once more by hand: who brings in whom, in their own organisation.
AT_HOME = {
    (Role.DCS, Role.REPRESENTATIVE),
    (Role.HEALTH_CHIEF_EXECUTIVE, Role.REPRESENTATIVE),
    (Role.LANO, Role.AREA_CONTRIBUTOR),
}
HOLDERS = {role: name for name, role, _ in PEOPLE} | {Role.REPRESENTATIVE: "representative"}


def body_for(role: Role, cast: Cast, near: Organisation) -> Organisation:
    """A body that has the role: the granter's own if it can be."""
    if Kind(near.kind) in WORKS_AT[role]:
        return near
    bodies = {body.kind: body for body in Organisation.objects.order_by("-pk")}
    own = {Kind.LOCAL_AUTHORITY: cast.area.authority, Kind.FORUM: cast.area.forum}
    kind = min(WORKS_AT[role])
    return own.get(kind) or (cast.area.health_bodies.get() if kind == Kind.HEALTH else bodies[kind])


def allowed(by: User, role: Role, body: Organisation, revisit: Revisit) -> bool:
    case = revisit if role == Role.REPRESENTATIVE else None
    try:
        check_may_grant(by=by, role=role, organisation=body, revisit=case, on=TODAY)
    except Refused as refusal:
        assert str(refusal).endswith(".")
        return False
    return True


@pytest.mark.parametrize("granter", list(Role), ids=str)
def test_g24_every_role_gives_these_roles_and_no_others(granter: Role, cast: Cast) -> None:
    by = cast[HOLDERS[granter]]
    own = by.memberships.get().organisation
    given = {role for role in Role if allowed(by, role, body_for(role, cast, own), cast.revisit)}
    if granter in OFFICE:
        assert given == (set(Role) if granter == Role.ADMINISTRATOR else set(Role) - {Role.ADMINISTRATOR})
    else:
        assert given == {theirs for mine, theirs in AT_HOME if mine == granter}
        assert all(PERMISSIONS[role] <= PERMISSIONS[granter] for role in given)


@pytest.mark.parametrize("granter", sorted({mine for mine, _ in AT_HOME}), ids=str)
def test_g24_outside_the_office_nobody_brings_anybody_into_another_body(granter: Role, cast: Cast) -> None:
    by = cast[HOLDERS[granter]]
    other = make_area("Kent and Medway", "E10000099")
    assert other.authority
    for role in Role:
        for body in (other.authority, other.forum, other.health_bodies.get()):
            assert body and not allowed(by, role, body, cast.revisit)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_is_given_only_where_it_is_held(role: Role, cast: Cast) -> None:
    for kind in set(Kind) - WORKS_AT[role]:
        body = make(Organisation, kind=kind)
        with pytest.raises(Refused, match="is no role at"):
            check_may_grant(by=cast["administrator"], role=role, organisation=body, on=TODAY)


def test_nobody_gives_themselves_a_role(cast: Cast) -> None:
    for name in ("support", "administrator"):
        own = cast[name].memberships.get().organisation
        with pytest.raises(Refused, match="Nobody gives themselves"):
            check_may_grant(by=cast[name], role=Role.LEAD_HMI, organisation=own, on=TODAY, to=cast[name])


def test_whoever_left_or_is_inactive_gives_nothing(cast: Cast) -> None:
    assert cast.area.authority
    support, body = cast["support"], cast.area.authority
    support.is_active = False
    with pytest.raises(Refused, match="You may not"):
        check_may_grant(by=support, role=Role.LANO, organisation=body, on=TODAY)
    support.is_active = True
    support.memberships.update(ends_on=date(2022, 5, 2))
    with pytest.raises(Refused, match="You may not"):
        check_may_grant(by=support, role=Role.LANO, organisation=body, on=TODAY)


def test_an_area_or_case_never_reaches_further_than_the_givers_own(cast: Cast) -> None:
    authority, other = cast.area.authority, LocalArea.objects.get(name="Kent")
    assert authority and other.authority
    lano = cast["lano"]
    role = Role.AREA_CONTRIBUTOR
    lano.memberships.update(area=cast.area)
    with pytest.raises(Refused, match="reaches further"):
        check_may_grant(by=lano, role=role, organisation=authority, on=TODAY)
    check_may_grant(by=lano, role=role, organisation=authority, area=cast.area, on=TODAY)
    check_may_grant(by=lano, role=role, organisation=authority, revisit=cast.revisit, on=TODAY)
    lano.memberships.update(area=None, revisit=cast.revisit)
    with pytest.raises(Refused, match="reaches further"):
        check_may_grant(by=lano, role=role, organisation=authority, area=cast.area, on=TODAY)
    check_may_grant(by=lano, role=role, organisation=authority, revisit=cast.revisit, on=TODAY)
    support = cast["support"]
    support.memberships.update(area=cast.area)
    with pytest.raises(Refused, match="reaches further"):
        check_may_grant(by=support, role=Role.LANO, organisation=other.authority, area=other, on=TODAY)


def test_a_body_has_to_do_with_the_area(cast: Cast) -> None:
    kent = LocalArea.objects.get(name="Kent")
    assert cast.area.authority and cast.area.forum
    for body, role in (
        (cast.area.authority, Role.LANO),
        (cast.area.forum, Role.PCF),
        (cast.area.health_bodies.get(), Role.HEALTH_OFFICER),
    ):
        with pytest.raises(Refused, match="nothing to do with"):
            check_may_grant(by=cast["support"], role=role, organisation=body, area=kent, on=TODAY)
        check_may_grant(by=cast["support"], role=role, organisation=body, area=cast.area, on=TODAY)


def test_g24_a_representative_needs_a_case(cast: Cast) -> None:
    assert cast.area.authority
    with pytest.raises(Refused, match="name it"):
        check_may_grant(by=cast["dcs"], role=Role.REPRESENTATIVE, organisation=cast.area.authority, on=TODAY)


def test_a_body_that_was_succeeded_gets_nobody_new_from_that_day(cast: Cast) -> None:
    ccg = cast.area.health_bodies.get()
    board = make(Organisation, kind=Kind.HEALTH, name="Mid and South Essex ICB")
    Organisation.objects.filter(pk=ccg.pk).update(succeeded_by=board, succeeded_on=date(2022, 7, 1))
    ccg.refresh_from_db()
    support, role = cast["support"], Role.HEALTH_OFFICER
    check_may_grant(by=support, role=role, organisation=ccg, on=date(2022, 6, 30))
    with pytest.raises(Refused, match="succeeded by Mid and South Essex ICB"):
        check_may_grant(by=support, role=role, organisation=ccg, on=date(2022, 7, 1))
    check_may_grant(by=support, role=role, organisation=board, area=cast.area, on=date(2022, 7, 1))


def test_whoever_may_bring_in_may_end_but_not_themselves(cast: Cast) -> None:
    def may_end(by: str, whose: str) -> bool:
        try:
            check_may_end(by=cast[by], membership=cast[whose].memberships.get(), on=TODAY)
        except Refused:
            return False
        return True

    assert may_end("lano", "contributor") and may_end("dcs", "representative")
    assert may_end("support", "owner") and may_end("administrator", "support")
    assert not may_end("support", "administrator")
    assert not may_end("support", "support") and not may_end("administrator", "administrator")
    assert not may_end("health_chief", "representative")
    assert not may_end("stranger", "contributor") and not may_end("owner", "hmi")


def test_which_roles_somebody_may_give_at_all(cast: Cast) -> None:
    assert may_bring_in(cast["lano"], TODAY) == {Role.AREA_CONTRIBUTOR}
    assert may_bring_in(cast["administrator"], TODAY) == set(Role)
    assert may_bring_in(cast["pcf"], TODAY) == frozenset()


def test_two_roles_give_what_either_gives(cast: Cast) -> None:
    assert cast.area.authority
    make(Membership, user=cast["lano"], organisation=cast.area.authority, role=Role.DCS)
    assert may_bring_in(cast["lano"], TODAY) == {Role.AREA_CONTRIBUTOR, Role.REPRESENTATIVE}
    second = make_person("Second", Role.REPRESENTATIVE, cast.area.authority, cast.revisit)
    check_may_end(by=cast["lano"], membership=second.memberships.get(), on=TODAY)
