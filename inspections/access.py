"""What a person may reach of the cases. Everything fetches through here; what is not reached answers 404.

Each model has one rule (`revisits.accounts.visibility`); pages, files, lists, exports, e-mails and tasks ask it.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from inspections import queries
from inspections.models import (
    BankQuestion,
    BankVersion,
    CaseEvent,
    DraftReader,
    EvidenceDocument,
    EvidenceReading,
    EvidenceVersion,
    InformationItem,
    MonitoringVisit,
    Question,
    QuestionComment,
    QuestionSet,
    QuestionTranslation,
    Revisit,
    SurveyChange,
    SurveyIncident,
    TeamMember,
    TimelineEvent,
)
from inspections.models.question_bank import BankState
from inspections.question_states import SetState
from inspections.workflow import OPEN_STATES
from revisits.accounts import access
from revisits.accounts.access import Grant, Person
from revisits.accounts.models import Organisation
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule

NONE = Q(pk__in=[])
# What quality assurance does on a case, and nobody of its team (G7).
OF_QUALITY = frozenset({Permission.ASSURE_QUALITY})
# Evidence of the forum, and of the area's other bodies.
GIVEN = (Q(given_by__kind=Organisation.Kind.FORUM), ~Q(given_by__kind=Organisation.Kind.FORUM))
# What most pages of a case and its letters read beside the case.
RELATED = ("area__authority", "area__forum", "wsoa__inspection")


def cases(person: Person) -> QuerySet[Revisit]:
    """The re-visits whose whole case a person may see: staff, within the scope of their membership."""
    return Revisit.objects.filter(within(access.held(person, Permission.VIEW_CASES)))


def sees_case(person: Person, revisit: int, area: int) -> bool:
    """Whether `cases` holds the re-visit, by its id and that of its area; no query."""
    return access.covers(person, Permission.VIEW_CASES, area=area, revisit=revisit)


def area_cases(person: Person) -> QuerySet[Revisit]:
    """The re-visits of a person's own areas, once the area was notified (G8): dates and letters alone."""
    return told(person, Permission.VIEW_AREA_DATES)


def told(person: Person, permission: Permission) -> QuerySet[Revisit]:
    """The notified re-visits of the areas of bodies through which a person holds a permission (G8)."""
    grants = access.held(person, permission)
    if not grants:
        return Revisit.objects.none()
    return told_cases(grants).distinct()


@rule(Revisit)
def revisits(person: Person) -> QuerySet[Revisit]:
    """Whatever a person may see anything of."""
    return cases(person) | Revisit.objects.filter(pk__in=area_cases(person).values("pk"))


@rule(CaseEvent)
def history(person: Person) -> QuerySet[CaseEvent]:
    return CaseEvent.objects.filter(revisit__in=cases(person).values("pk"))


@rule(TeamMember)
def team(person: Person) -> QuerySet[TeamMember]:
    """Of every case where every case is theirs: nothing is joined then, which the list of re-visits would feel."""
    seen = within(access.held(person, Permission.VIEW_CASES))
    members = TeamMember.objects.all()
    return members.filter(revisit__in=Revisit.objects.filter(seen).values("pk")) if seen else members


@rule(TimelineEvent)
def timeline(person: Person) -> QuerySet[TimelineEvent]:
    """Every date for staff. Of those, the area sees what its page names (`inspections.views.area`)."""
    return TimelineEvent.objects.filter(revisit__in=revisits(person).values("pk"))


@rule(MonitoringVisit)
def monitoring(person: Person) -> QuerySet[MonitoringVisit]:
    """Advisers' visits (G5): for staff with the case; for advisers while a case in their scope is open or monitoring
    goes on after it (G29), and those that are no longer needed (G28).
    """
    found = Q(wsoa__in=cases(person).values("wsoa"))
    if grants := access.held(person, Permission.VIEW_MONITORING):
        advised = Revisit.objects.filter(within(grants), historical=False)
        going_on = advised.filter(Q(state__in=OPEN_STATES) | Q(outcome__not_sufficient__gt=0))
        found |= Q(wsoa__in=going_on.values("wsoa"))
        found |= Q(not_needed_since__isnull=False, wsoa__in=advised.values("wsoa"))
    return MonitoringVisit.objects.filter(found)


def advises(person: Person, revisit: Revisit) -> bool:
    """Whether a person advises the area of a re-visit."""
    grants = access.held(person, Permission.VIEW_MONITORING)
    return any(grant.covers(area=revisit.area_id, revisit=revisit.pk) for grant in grants)


@rule(EvidenceDocument)
def evidence(person: Person) -> QuerySet[EvidenceDocument]:
    """What the area gave: to those with a part in the case, but for what was withdrawn before any of them read it,
    and to the side that gave it (G12). Whether its file may be opened is its scan's to say.
    """
    of_team = _has_part(person, Permission.READ_EVIDENCE)
    read = EvidenceReading.objects.filter(version__document=OuterRef("pk"))
    found = of_team & (Q(withdrawn_at=None) | Exists(read)) | _own_side(person, *GIVEN)
    return EvidenceDocument.objects.filter(found)


@rule(EvidenceVersion)
def evidence_versions(person: Person) -> QuerySet[EvidenceVersion]:
    return EvidenceVersion.objects.filter(document__in=evidence(person).values("pk"))


@rule(QuestionSet)
def question_sets(person: Person) -> QuerySet[QuestionSet]:
    """Questions for parents: every version for staff; for the forum those that were shared or agreed (G11, G16)."""
    of_forum = _told(access.held(person, Permission.AGREE_QUESTIONS)) & ~Q(state=SetState.DRAFT)
    return QuestionSet.objects.filter(Q(revisit__in=cases(person).values("pk")) | of_forum)


@rule(Question)
def questions(person: Person) -> QuerySet[Question]:
    return Question.objects.filter(question_set__in=question_sets(person).values("pk"))


@rule(QuestionTranslation)
def question_translations(person: Person) -> QuerySet[QuestionTranslation]:
    return QuestionTranslation.objects.filter(question__in=questions(person).values("pk"))


@rule(BankVersion)
def bank_versions(person: Person) -> QuerySet[BankVersion]:
    """The national bank: whoever keeps it sees what is being written; inspectors see what is or was in use."""
    if access.may(person, Permission.KEEP_BANK):
        return BankVersion.objects.all()
    if access.may(person, Permission.PROPOSE_QUESTIONS):
        return BankVersion.objects.exclude(state=BankState.DRAFT)
    return BankVersion.objects.none()


@rule(BankQuestion)
def bank_questions(person: Person) -> QuerySet[BankQuestion]:
    return BankQuestion.objects.filter(version__in=bank_versions(person).values("pk"))


@rule(QuestionComment)
def question_comments(person: Person) -> QuerySet[QuestionComment]:
    return QuestionComment.objects.filter(question_set__in=question_sets(person).values("pk"))


@rule(SurveyChange)
def survey_changes(person: Person) -> QuerySet[SurveyChange]:
    """For staff; what of it is for everybody, the public page says."""
    return SurveyChange.objects.filter(revisit__in=cases(person).values("pk"))


@rule(SurveyIncident)
def survey_incidents(person: Person) -> QuerySet[SurveyIncident]:
    """When the survey was broken: for staff. What it says while it is, everybody reads on the public page."""
    return SurveyIncident.objects.filter(revisit__in=cases(person).values("pk"))


@rule(InformationItem)
def items(person: Person) -> QuerySet[InformationItem]:
    """What a side is asked for: to those with a part in the case, and to that side (G12, G17)."""
    own = _own_side(person, Q(side=InformationItem.Side.FORUM), Q(side=InformationItem.Side.AREA))
    return InformationItem.objects.filter(_has_part(person, Permission.READ_EVIDENCE) | own)


@rule(DraftReader)
def draft_readers(person: Person) -> QuerySet[DraftReader]:
    """The list itself: those with a part in the case, the office, and each side its own."""
    cases_seen = cases(person).values("pk")
    bodies = _bodies(access.held(person, Permission.NAME_READERS))
    own = Q(organisation__in=bodies, revisit__in=area_cases(person).values("pk"))
    return DraftReader.objects.filter(Q(revisit__in=cases_seen) | own)


def may(person: Person, permission: Permission, revisit: Revisit) -> bool:
    """Whether a person holds a permission on this case: on its team, or allowed to work on any case."""
    return access.may(person, permission) and permission in allowed(person, revisit)


def allowed(person: Person, revisit: Revisit) -> frozenset[Permission]:
    """Everything that a person may do on this case; no query where its team and area were read already.

    Nobody works on a historical one.
    """
    area = revisit.area_id
    held = frozenset(
        permission
        for permission, grants in access.grants(person).items()
        if any(grant.covers(area=area, revisit=revisit.pk) for grant in grants)
    )
    if revisit.historical or Permission.VIEW_CASES not in held:
        return frozenset()
    if Permission.WORK_ON_ANY_CASE in held or _works_on(person, revisit):
        return held - OF_QUALITY
    return held & OF_QUALITY if _assures(person, revisit) else frozenset()


def _assures(person: Person, revisit: Revisit) -> bool:
    """Whether a person assures the quality of a case (G7), on whose team they then are not."""
    return any(
        member.user_id == person.pk and member.role not in TeamMember.ON_SITE for member in revisit.team.all()
    )


def _works_on(person: Person, revisit: Revisit) -> bool:
    return any(
        member.user_id == person.pk and member.role in TeamMember.ON_SITE for member in revisit.team.all()
    )


def case_or_404(
    person: Person, reference: str, permission: Permission | None = None, *, related: Iterable[str] = RELATED
) -> Revisit:
    """The case by its reference; 404 for whoever may not see it or do `permission`.

    Its area and its team are read with it, and `related`, named as for `select_related`.
    """
    found = cases(person).select_related("area", *related)
    team = Prefetch("team", queryset=TeamMember.objects.select_related("user"))
    revisit = found.prefetch_related(team).filter(reference=reference).order_by().first()
    if revisit is None or (permission and not may(person, permission, revisit)):
        raise Http404
    return revisit


def area_case_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The re-visit of a person's own area; 404 for others, and where no body of theirs there gives `permission`."""
    found = area_cases(person).select_related("area")
    revisit = found.filter(reference=reference).first()
    if revisit is None or (permission and not bodies_for(person, permission, revisit)):
        raise Http404
    return revisit


def bodies_for(person: Person, permission: Permission, revisit: Revisit) -> QuerySet[Organisation]:
    """The bodies of the re-visit's area, or their successors, through which a person holds a permission on it."""
    area = revisit.area_id
    grants = access.held(person, permission)
    covering = [grant for grant in grants if grant.covers(area=area, revisit=revisit.pk)]
    return bodies_of(area).filter(pk__in=_bodies(covering))


def bodies_of(area: int) -> QuerySet[Organisation]:
    """Authority, forum, health bodies and their successors of an area, by its id."""
    of_area = (
        Q(areas_as_authority=area)
        | Q(areas_as_forum=area)
        | Q(areas_as_health_body=area)
        | Q(predecessors__areas_as_health_body=area)
    )
    return Organisation.objects.filter(of_area).distinct()


def evidence_version_or_404(person: Person, version_id: int) -> EvidenceVersion:
    """A version of evidence; 404 for whoever may not see it, as for one that does not exist."""
    related = ("file", "added_by", "document__given_by", "document__revisit__area")
    version = evidence_versions(person).filter(pk=version_id).select_related(*related).first()
    if version is None:
        raise Http404
    return version


def reads_for_team(person: Person, document: EvidenceDocument) -> bool:
    """Whether a person reads it with a part in its case, and not as one of those who gave it."""
    mine = EvidenceDocument.objects.filter(_has_part(person, Permission.READ_EVIDENCE))
    return mine.filter(pk=document.pk).exists()


def _has_part(person: Person, permission: Permission) -> Q:
    """Their re-visits on whose team they are, or whose quality they assure, where they hold the permission."""
    return Q(revisit__in=part_in(person, permission).values("pk"))


def part_in(person: Person, permission: Permission) -> QuerySet[Revisit]:
    """The re-visits in which a person has a part and holds the permission, as inspector or assuring quality."""
    grants = access.held(person, permission)
    if not grants:
        return Revisit.objects.none()
    theirs = TeamMember.objects.filter(user=person.pk).values("revisit")
    return Revisit.objects.filter(within(grants), pk__in=theirs)


def named(person: Person) -> QuerySet[Revisit]:
    """Re-visits on whose list of the draft's readers a person stands now, whose role still lets them read it (G24)."""
    grants = access.held(person, Permission.READ_DRAFT)
    if not grants:
        return Revisit.objects.none()
    listed = DraftReader.objects.filter(user=person.pk, removed_at=None).values("revisit")
    return Revisit.objects.filter(_of_bodies(grants), historical=False, pk__in=listed).distinct()


def _own_side(person: Person, forums_own: Q, areas_own: Q) -> Q:
    """Of the re-visits of a person's own area what is their side's: authority and health bodies are one, the forum
    is the other. `forums_own` and `areas_own` say which rows are whose.
    """
    grants = access.held(person, Permission.READ_OWN_EVIDENCE)
    if not grants:
        return NONE
    kind = Organisation.Kind.FORUM
    forums = set(Organisation.objects.filter(pk__in=_bodies(grants), kind=kind).values_list("pk", flat=True))
    of_forum = forums_own & _told([grant for grant in grants if grant.organisation in forums])
    of_area = areas_own & _told([grant for grant in grants if grant.organisation not in forums])
    return of_forum | of_area


def _told(grants: Iterable[Grant]) -> Q:
    """Re-visits of these bodies' areas that were notified (G8)."""
    return Q(revisit__in=told_cases(grants).values("pk"))


def told_cases(grants: Iterable[Grant]) -> QuerySet[Revisit]:
    """The notified re-visits of these organisations' areas (G8)."""
    return Revisit.objects.filter(queries.TOLD, _of_bodies(grants))


def within(grants: Iterable[Grant]) -> Q:
    """Re-visits inside the areas and cases of these grants; all where one of them applies everywhere."""
    grants = list(grants)
    if any(grant.everywhere for grant in grants):
        return Q()
    return Q(pk__in=_ids(grant.revisit for grant in grants)) | Q(
        area__in=_ids(grant.area for grant in grants)
    )


def _of_bodies(grants: Iterable[Grant]) -> Q:
    """Re-visits of the areas of these grants' organisations, or of bodies that these succeeded; within their scope."""
    found = NONE
    for grant in grants:
        found |= _of_body(grant.organisation) & within([grant])
    return found


def _of_body(organisation: int) -> Q:
    return (
        Q(area__authority=organisation)
        | Q(area__forum=organisation)
        | Q(area__health_bodies=organisation)
        | Q(area__health_bodies__succeeded_by=organisation)
    )


def _bodies(grants: Iterable[Grant]) -> list[int]:
    return [grant.organisation for grant in grants]


def _ids(found: Iterable[int | None]) -> list[int]:
    return [pk for pk in found if pk is not None]
