"""Who reads judgements: the team and those who assure its quality; nobody of the area, and no support staff."""

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from inspections import access
from inspections.models import (
    ConcernCitation,
    ConcernVersion,
    Judgement,
    JudgementAgreement,
    JudgementCitation,
    JudgementVersion,
    NextStep,
    Revisit,
    SeriousConcern,
    TeamMember,
    Weakness,
)
from inspections.workflow import State
from revisits.accounts import access as held
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(Judgement)
def judgements(person: Person) -> QuerySet[Judgement]:
    """Those of the cases they have a part in."""
    return Judgement.objects.filter(revisit__in=_cases(person))


@rule(JudgementVersion)
def versions(person: Person) -> QuerySet[JudgementVersion]:
    return JudgementVersion.objects.filter(judgement__in=judgements(person).values("pk"))


@rule(JudgementCitation)
def citations(person: Person) -> QuerySet[JudgementCitation]:
    return JudgementCitation.objects.filter(version__in=versions(person).values("pk"))


@rule(JudgementAgreement)
def agreements(person: Person) -> QuerySet[JudgementAgreement]:
    return JudgementAgreement.objects.filter(version__in=versions(person).values("pk"))


@rule(SeriousConcern)
def concerns(person: Person) -> QuerySet[SeriousConcern]:
    return SeriousConcern.objects.filter(revisit__in=_cases(person))


@rule(ConcernVersion)
def concern_versions(person: Person) -> QuerySet[ConcernVersion]:
    return ConcernVersion.objects.filter(concern__in=concerns(person).values("pk"))


@rule(ConcernCitation)
def concern_citations(person: Person) -> QuerySet[ConcernCitation]:
    return ConcernCitation.objects.filter(version__in=concern_versions(person).values("pk"))


@rule(NextStep)
def next_steps(person: Person) -> QuerySet[NextStep]:
    """What follows is for all staff who see the case: its letter is published by then (G29)."""
    return NextStep.objects.filter(revisit__in=access.cases(person).values("pk"))


def case_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case whose judgements a person may read, and do `permission` on; 404 otherwise."""
    case = access.case_or_404(person, reference, permission)
    covered = any(
        grant.covers(area=case.area_id, revisit=case.pk)
        for grant in held.held(person, Permission.READ_JUDGEMENTS)
    )
    if case.historical or not covered or not any(member.user_id == person.pk for member in case.team.all()):
        raise Http404
    return case


def weakness_or_404(case: Revisit, number: int) -> Weakness:
    """A weakness of the case's statement (G3) by its number."""
    weakness = case.wsoa.weaknesses.filter(number=number).first()
    if weakness is None:
        raise Http404
    return weakness


def concern_or_404(person: Person, case: Revisit, concern_id: int) -> SeriousConcern:
    concern = concerns(person).filter(pk=concern_id, revisit=case).first()
    if concern is None:
        raise Http404
    return concern


def may_record_next_steps(person: Person, case: Revisit) -> bool:
    """The lead, and whoever works on any case: they do so for published outcomes of long ago too (G29)."""
    grants = held.held(person, Permission.RECORD_NEXT_STEPS)
    if not any(grant.covers(area=case.area_id, revisit=case.pk) for grant in grants):
        return False
    return held.may(person, Permission.WORK_ON_ANY_CASE) or access.may(
        person, Permission.RECORD_NEXT_STEPS, case
    )


def finished_or_404(person: Person, reference: str) -> Revisit:
    """A published re-visit that a person may see, those of long ago among them; 404 otherwise."""
    related = ("area__authority", "area__forum", "wsoa__inspection", "outcome")
    team = Prefetch("team", queryset=TeamMember.objects.select_related("user"))
    found = access.cases(person).filter(reference=reference, state=State.CLOSED)
    case = found.select_related(*related).prefetch_related(team).first()
    if case is None:
        raise Http404
    return case


def _cases(person: Person) -> QuerySet[Revisit]:
    return access.part_in(person, Permission.READ_JUDGEMENTS).only("pk")
