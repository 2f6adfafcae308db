"""What each role may do: declarations over the permissions, and nothing else."""

from django.db import models

from revisits.accounts.kinds import Kind
from revisits.accounts.permissions import Permission as P


class Role(models.TextChoices):
    """What a person is, in one organisation. The words are the guidance's."""

    LEAD_HMI = "lead_hmi", "Lead HMI"
    HMI = "hmi", "HMI"
    CQC_INSPECTOR = "cqc_inspector", "CQC inspector"
    SENIOR_HMI = "senior_hmi", "Senior HMI (quality assurance)"
    CQC_QA = "cqc_qa", "CQC quality assurance inspector"
    SUPPORT = "support", "Inspection support"
    DCS = "dcs", "Director of children's services"
    LANO = "lano", "Local area nominated officer"
    AREA_CONTRIBUTOR = "area_contributor", "Area contributor"
    HEALTH_OFFICER = "health_officer", "Health nominated officer"
    HEALTH_CHIEF_EXECUTIVE = "health_chief_executive", "Health chief executive"
    REPRESENTATIVE = "representative", "Named representative"
    PCF = "pcf", "Parent carer forum representative"
    DFE_ADVISER = "dfe_adviser", "DfE adviser"
    NHSE_ADVISER = "nhse_adviser", "NHS England adviser"
    ADMINISTRATOR = "administrator", "Administrator"


CASE = frozenset({P.VIEW_CASES, P.VIEW_LETTERS, P.VIEW_RECORD, P.VIEW_SURVEY_SUMMARY})
READER = CASE | {P.READ_NOTES, P.READ_EVIDENCE, P.READ_JUDGEMENTS, P.READ_DRAFT, P.READ_ANSWERS}
QUALITY = READER | {P.ASSURE_QUALITY}
INSPECTOR = READER | {
    *(P.MARK_DONE, P.WRITE_NOTES, P.JUDGE, P.WRITE_DRAFT, P.HAND_OVER),
    *(P.ARRANGE_MEETINGS, P.VIEW_REGISTRATIONS, P.ASK_AREA, P.AGREE_SCHEDULE, P.PROPOSE_QUESTIONS),
    P.TRANSLATE,
}
KEEPER = frozenset(
    {
        *(P.EDIT_CASE, P.MANAGE_TEAM, P.OVERRIDE_DATES, P.CREATE_CASE, P.VIEW_READINGS),
        *(P.ARRANGE_MEETINGS, P.CHASE_CIRCULATION, P.CHASE_NOTICE, P.RECORD_NEXT_STEPS),
        *(P.CHANGE_PLAN, P.TAKE_BACK, P.SEND_FINAL, P.PUBLISH),
    }
)
LEADER = (
    INSPECTOR
    | KEEPER
    | {P.ISSUE_LETTER, P.NOTIFY, P.SUBMIT_LETTER, P.SETTLE_QUESTIONS, P.VIEW_MESSAGES}
    | {
        *(P.OPEN_DRAFT, P.ANSWER_COMMENTS),
    }
)
OFFICE = CASE | {P.MANAGE_HOLIDAYS, P.USE_ADMIN, P.APPOINT, P.VIEW_MESSAGES}
AREA = frozenset({P.VIEW_AREA_DATES})
EVIDENCE_GIVER = AREA | {P.ADD_EVIDENCE, P.READ_OWN_EVIDENCE}
ARRANGER = EVIDENCE_GIVER | {P.VIEW_ARRANGEMENTS, P.ARRANGE}
DRAFT_READER = AREA | {P.VIEW_DRAFT_DATES, P.READ_DRAFT, P.SUBMIT_COMMENTS}
DIRECTOR = DRAFT_READER | {P.READ_OWN_EVIDENCE, P.NAME_READERS, P.VIEW_ARRANGEMENTS}
ADVISER = frozenset({P.VIEW_MONITORING, P.RECORD_MONITORING})

PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.LEAD_HMI: LEADER,
    Role.HMI: INSPECTOR,
    Role.CQC_INSPECTOR: INSPECTOR | {P.AGREE_ANSWERS},
    Role.SENIOR_HMI: QUALITY | {P.SUSPEND_ALL},
    Role.CQC_QA: QUALITY,
    Role.SUPPORT: OFFICE
    | KEEPER
    | {P.MARK_DONE, P.HAND_OVER, P.WORK_ON_ANY_CASE, P.KEEP_BANK, P.TRANSLATE, P.ENTER_ANSWERS},
    Role.DCS: DIRECTOR | {P.ASK_DEFERRAL},
    Role.LANO: ARRANGER | {P.ADD_CONTRIBUTORS, P.LOG_CIRCULATION, P.ASK_DEFERRAL},
    Role.AREA_CONTRIBUTOR: ARRANGER,
    Role.HEALTH_OFFICER: ARRANGER,
    Role.HEALTH_CHIEF_EXECUTIVE: DIRECTOR,
    Role.REPRESENTATIVE: DRAFT_READER,
    # Parents register with their forum, which keeps what they told it from the council.
    Role.PCF: EVIDENCE_GIVER
    | {P.VIEW_REGISTRATIONS, P.REGISTER_PARENTS, P.AGREE_QUESTIONS, P.LOG_CIRCULATION}
    | {P.VIEW_SURVEY_SUMMARY},
    Role.DFE_ADVISER: ADVISER,
    Role.NHSE_ADVISER: ADVISER,
    Role.ADMINISTRATOR: OFFICE
    | {
        P.VIEW_ROLES,
        P.RESET_SECOND_FACTOR,
        P.VIEW_READINGS,
        P.VIEW_WHOLE_RECORD,
        P.EXPORT_PERSON,
        P.APPROVE_DISPOSAL,
    },
}

# At which kinds of bodies a role is held. The database holds memberships and invitations to it (`role_fits`).
AT_OFSTED, AT_CQC, AT_AUTHORITY = (
    frozenset({Kind.OFSTED}),
    frozenset({Kind.CQC}),
    frozenset({Kind.LOCAL_AUTHORITY}),
)
AT_HEALTH, AT_FORUM = frozenset({Kind.HEALTH}), frozenset({Kind.FORUM})
WORKS_AT: dict[Role, frozenset[Kind]] = {
    Role.LEAD_HMI: AT_OFSTED,
    Role.HMI: AT_OFSTED,
    Role.CQC_INSPECTOR: AT_CQC,
    Role.SENIOR_HMI: AT_OFSTED,
    Role.CQC_QA: AT_CQC,
    Role.SUPPORT: AT_OFSTED,
    Role.DCS: AT_AUTHORITY,
    Role.LANO: AT_AUTHORITY,
    Role.AREA_CONTRIBUTOR: AT_AUTHORITY | AT_HEALTH,
    Role.HEALTH_OFFICER: AT_HEALTH,
    Role.HEALTH_CHIEF_EXECUTIVE: AT_HEALTH,
    Role.REPRESENTATIVE: AT_AUTHORITY | AT_HEALTH,
    Role.PCF: AT_FORUM,
    Role.DFE_ADVISER: frozenset({Kind.DFE}),
    Role.NHSE_ADVISER: frozenset({Kind.NHSE}),
    Role.ADMINISTRATOR: AT_OFSTED,
}

# Whom a role may bring in, in its own organisation. The office appoints for others (APPOINT), who decide outside.
BRINGS_IN: dict[Role, frozenset[Role]] = {
    Role.DCS: frozenset({Role.REPRESENTATIVE}),
    Role.HEALTH_CHIEF_EXECUTIVE: frozenset({Role.REPRESENTATIVE}),
    Role.LANO: frozenset({Role.AREA_CONTRIBUTOR}),
    Role.SUPPORT: frozenset(Role) - {Role.ADMINISTRATOR},
    Role.ADMINISTRATOR: frozenset(Role),
}

# Who needs a second factor to get in: everybody who sees cases from inside, and whoever may read a draft (G24).
# To all others it is offered.
SECOND_FACTOR: frozenset[Role] = frozenset(
    role for role, held in PERMISSIONS.items() if held & {P.VIEW_CASES, P.READ_DRAFT}
)
