"""What each role may do, written out once more by hand: a change of roles.py has to be meant."""

import pytest

from revisits.accounts.permissions import Permission as P
from revisits.accounts.roles import PERMISSIONS, Role

STAFF = {
    Role.LEAD_HMI, Role.HMI, Role.CQC_INSPECTOR, Role.SENIOR_HMI, Role.CQC_QA, Role.SUPPORT, Role.ADMINISTRATOR,
}  # fmt: skip
HOLDERS: dict[P, set[Role]] = {
    P.VIEW_CASES: STAFF,
    P.VIEW_LETTERS: STAFF,
    P.WORK_ON_ANY_CASE: {Role.SUPPORT},
    P.CREATE_CASE: {Role.LEAD_HMI, Role.SUPPORT},
    P.EDIT_CASE: {Role.LEAD_HMI, Role.SUPPORT},
    P.OVERRIDE_DATES: {Role.LEAD_HMI, Role.SUPPORT},
    P.MARK_DONE: {Role.LEAD_HMI, Role.HMI, Role.CQC_INSPECTOR, Role.SUPPORT},
    P.ISSUE_LETTER: {Role.LEAD_HMI},
    P.NOTIFY: {Role.LEAD_HMI},
    P.VIEW_AREA_DATES: {
        Role.DCS, Role.LANO, Role.AREA_CONTRIBUTOR, Role.HEALTH_OFFICER, Role.HEALTH_CHIEF_EXECUTIVE, Role.PCF,
    },
    P.VIEW_DRAFT_DATES: {Role.DCS, Role.HEALTH_CHIEF_EXECUTIVE},
    P.MANAGE_HOLIDAYS: {Role.SUPPORT, Role.ADMINISTRATOR},
    P.USE_ADMIN: {Role.SUPPORT, Role.ADMINISTRATOR},
}  # fmt: skip


@pytest.mark.parametrize("permission", list(P), ids=lambda permission: permission.name.lower())
def test_a_permission_is_held_by_these_roles(permission: P) -> None:
    assert {role for role, held in PERMISSIONS.items() if permission in held} == HOLDERS[permission]


def test_every_role_is_declared() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_g24_nobody_outside_the_inspectorates_sees_cases_or_letters_before_issue() -> None:
    outside = frozenset[P]().union(*(PERMISSIONS[role] for role in set(Role) - STAFF))
    assert outside == {P.VIEW_AREA_DATES, P.VIEW_DRAFT_DATES}
