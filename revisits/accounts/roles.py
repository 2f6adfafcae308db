"""What each role may do: declarations over the permissions, and nothing else."""

from django.db import models

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


QUALITY = frozenset({P.VIEW_CASES, P.VIEW_LETTERS, P.VIEW_RECORD})
INSPECTOR = QUALITY | {P.MARK_DONE}
LEADER = INSPECTOR | {
    P.EDIT_CASE, P.OVERRIDE_DATES, P.ISSUE_LETTER, P.NOTIFY, P.CREATE_CASE, P.VIEW_READINGS
}  # fmt: skip
AREA = frozenset({P.VIEW_AREA_DATES})
DRAFT_READER = AREA | {P.VIEW_DRAFT_DATES}

PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.LEAD_HMI: LEADER,
    Role.HMI: INSPECTOR,
    Role.CQC_INSPECTOR: INSPECTOR,
    Role.SENIOR_HMI: QUALITY,
    Role.CQC_QA: QUALITY,
    Role.SUPPORT: LEADER - {P.ISSUE_LETTER, P.NOTIFY} | {P.WORK_ON_ANY_CASE, P.MANAGE_HOLIDAYS, P.USE_ADMIN},
    Role.DCS: DRAFT_READER,
    Role.LANO: AREA,
    Role.AREA_CONTRIBUTOR: AREA,
    Role.HEALTH_OFFICER: AREA,
    Role.HEALTH_CHIEF_EXECUTIVE: DRAFT_READER,
    Role.REPRESENTATIVE: frozenset(),
    Role.PCF: AREA,
    Role.DFE_ADVISER: frozenset(),
    Role.NHSE_ADVISER: frozenset(),
    Role.ADMINISTRATOR: QUALITY | {P.VIEW_READINGS, P.VIEW_WHOLE_RECORD, P.MANAGE_HOLIDAYS, P.USE_ADMIN},
}
