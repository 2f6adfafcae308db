"""What each role may do, written out once more by hand: a change of roles.py has to be meant."""

import pytest

from revisits.accounts.permissions import Permission as P
from revisits.accounts.roles import BRINGS_IN, PERMISSIONS, SECOND_FACTOR, Role

STAFF = {
    Role.LEAD_HMI, Role.HMI, Role.CQC_INSPECTOR, Role.SENIOR_HMI, Role.CQC_QA, Role.SUPPORT, Role.ADMINISTRATOR,
}  # fmt: skip
INSPECTORS = {Role.LEAD_HMI, Role.HMI, Role.CQC_INSPECTOR}
QUALITY = {Role.SENIOR_HMI, Role.CQC_QA}
KEEPERS = {Role.LEAD_HMI, Role.SUPPORT}
OFFICE = {Role.SUPPORT, Role.ADMINISTRATOR}
DIRECTORS = {Role.DCS, Role.HEALTH_CHIEF_EXECUTIVE}
GIVERS = {Role.LANO, Role.AREA_CONTRIBUTOR, Role.HEALTH_OFFICER, Role.PCF}
ARRANGERS = GIVERS - {Role.PCF}
ADVISERS = {Role.DFE_ADVISER, Role.NHSE_ADVISER}
HOLDERS: dict[P, set[Role]] = {
    P.VIEW_CASES: STAFF,
    P.VIEW_LETTERS: STAFF,
    P.WORK_ON_ANY_CASE: {Role.SUPPORT},
    P.CREATE_CASE: KEEPERS,
    P.EDIT_CASE: KEEPERS,
    P.MANAGE_TEAM: KEEPERS,
    P.OVERRIDE_DATES: KEEPERS,
    P.HAND_OVER: INSPECTORS | {Role.SUPPORT},
    P.MARK_DONE: INSPECTORS | {Role.SUPPORT},
    P.ISSUE_LETTER: {Role.LEAD_HMI},
    P.NOTIFY: {Role.LEAD_HMI},
    P.CHANGE_PLAN: KEEPERS,
    P.TAKE_BACK: KEEPERS,
    P.SUBMIT_LETTER: {Role.LEAD_HMI},
    P.ASSURE_QUALITY: QUALITY,
    P.SEND_FINAL: KEEPERS,
    P.PUBLISH: KEEPERS,
    P.ARRANGE_MEETINGS: INSPECTORS | {Role.SUPPORT},
    P.VIEW_REGISTRATIONS: INSPECTORS | {Role.PCF},
    P.REGISTER_PARENTS: {Role.PCF},
    P.PROPOSE_QUESTIONS: INSPECTORS,
    P.SETTLE_QUESTIONS: {Role.LEAD_HMI},
    P.AGREE_QUESTIONS: {Role.PCF},
    P.KEEP_BANK: {Role.SUPPORT},
    P.TRANSLATE: INSPECTORS | {Role.SUPPORT},
    P.ENTER_ANSWERS: {Role.SUPPORT},
    P.READ_ANSWERS: INSPECTORS | QUALITY,
    P.VIEW_SURVEY_SUMMARY: STAFF | {Role.PCF},
    P.LOG_CIRCULATION: {Role.LANO, Role.PCF},
    P.CHASE_CIRCULATION: KEEPERS,
    P.CHASE_NOTICE: KEEPERS,
    P.VIEW_MESSAGES: KEEPERS | {Role.ADMINISTRATOR},
    P.READ_NOTES: INSPECTORS | QUALITY,
    P.WRITE_NOTES: INSPECTORS,
    P.READ_EVIDENCE: INSPECTORS | QUALITY,
    P.READ_JUDGEMENTS: INSPECTORS | QUALITY,
    P.JUDGE: INSPECTORS,
    P.RECORD_NEXT_STEPS: KEEPERS,
    P.READ_OWN_EVIDENCE: GIVERS | DIRECTORS,
    P.ADD_EVIDENCE: GIVERS,
    P.ASK_AREA: INSPECTORS,
    P.AGREE_SCHEDULE: INSPECTORS,
    P.VIEW_ARRANGEMENTS: ARRANGERS | DIRECTORS,
    P.ARRANGE: ARRANGERS,
    P.READ_DRAFT: INSPECTORS | QUALITY | DIRECTORS | {Role.REPRESENTATIVE},
    P.WRITE_DRAFT: INSPECTORS,
    P.OPEN_DRAFT: {Role.LEAD_HMI},
    P.SUBMIT_COMMENTS: DIRECTORS | {Role.REPRESENTATIVE},
    P.ANSWER_COMMENTS: {Role.LEAD_HMI},
    P.AGREE_ANSWERS: {Role.CQC_INSPECTOR},
    P.NAME_READERS: DIRECTORS,
    P.VIEW_AREA_DATES: GIVERS | DIRECTORS | {Role.REPRESENTATIVE},
    P.VIEW_DRAFT_DATES: DIRECTORS | {Role.REPRESENTATIVE},
    P.ADD_CONTRIBUTORS: {Role.LANO},
    P.VIEW_MONITORING: ADVISERS,
    P.RECORD_MONITORING: ADVISERS,
    P.APPOINT: OFFICE,
    P.ASK_DEFERRAL: {Role.DCS, Role.LANO},
    P.SUSPEND_ALL: {Role.SENIOR_HMI},
    P.MANAGE_HOLIDAYS: OFFICE,
    P.USE_ADMIN: OFFICE,
    P.RESET_SECOND_FACTOR: {Role.ADMINISTRATOR},
    P.VIEW_ROLES: {Role.ADMINISTRATOR},
    P.EXPORT_PERSON: {Role.ADMINISTRATOR},
    P.APPROVE_DISPOSAL: {Role.ADMINISTRATOR},
    P.VIEW_RECORD: STAFF,
    P.VIEW_READINGS: KEEPERS | {Role.ADMINISTRATOR},
    P.VIEW_WHOLE_RECORD: {Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("permission", list(P), ids=lambda permission: permission.name.lower())
def test_a_permission_is_held_by_these_roles(permission: P) -> None:
    assert {role for role, held in PERMISSIONS.items() if permission in held} == HOLDERS[permission]


def test_g24_staff_and_readers_of_drafts_need_a_second_factor() -> None:
    assert STAFF | DIRECTORS | {Role.REPRESENTATIVE} == SECOND_FACTOR


def test_every_role_is_declared() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_g24_nobody_outside_the_inspectorates_sees_cases_notes_or_letters_before_issue() -> None:
    outside = frozenset[P]().union(*(PERMISSIONS[role] for role in set(Role) - STAFF))
    assert not outside & {
        P.VIEW_CASES,
        P.VIEW_LETTERS,
        P.READ_NOTES,
        P.READ_EVIDENCE,
        P.WRITE_DRAFT,
        P.USE_ADMIN,
    }


def test_g24_nobody_brings_in_a_role_that_may_do_more_than_they_but_the_office_for_others() -> None:
    for role, brought in BRINGS_IN.items():
        more = {each for each in brought if PERMISSIONS[each] - PERMISSIONS[role]}
        assert not more or P.APPOINT in PERMISSIONS[role]
    assert Role.ADMINISTRATOR not in BRINGS_IN[Role.SUPPORT]
