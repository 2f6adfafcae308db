"""Rows of everything that judging holds on a person."""

from datetime import datetime

from inspections.models import (
    ConcernVersion,
    Judgement,
    JudgementAgreement,
    JudgementVersion,
    NextStep,
    Revisit,
    SeriousConcern,
    TeamMember,
    Weakness,
)
from revisits.accounts.models import User

MODELS = (Judgement, JudgementVersion, JudgementAgreement, SeriousConcern, ConcernVersion)


def plant_judgements(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """One of each, by this person, with words that no copy may hold."""
    weakness, _ = Weakness.objects.get_or_create(wsoa=case.wsoa, number=1, defaults={"text": secret})
    by = {"by": person, "at": at}
    judgement = Judgement.objects.create(revisit=case, weakness=weakness)
    version = JudgementVersion.objects.create(judgement=judgement, sufficient=True, summary=secret, **by)
    if not TeamMember.objects.filter(revisit=case, user=person).exists():
        TeamMember.objects.create(revisit=case, user=person, role="hmi")
    JudgementAgreement.objects.create(version=version, agency="ofsted", **by)
    concern = SeriousConcern.objects.create(revisit=case)
    ConcernVersion.objects.create(concern=concern, title=secret, text=secret, **by)
    NextStep.objects.create(
        revisit=case, kind="decided", body="dfe", decided_on=at.date(), text=secret, recorded_by=person,
        recorded_at=at,
    )  # fmt: skip
