"""Who reads the records of the on-site days: those who read notes of the case; and each their own unsent words."""

from django.db.models import QuerySet
from django.http import Http404

from inspections import access, evidence_access
from inspections.models import FeedbackRecord, JudgementMeetingRecord, KitRecord, Revisit, WorkingCopy
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(KitRecord)
def kits(person: Person) -> QuerySet[KitRecord]:
    """To those with a part in the case: its team, and those who assure quality (G22)."""
    return KitRecord.objects.filter(revisit__in=_read_by(person))


@rule(JudgementMeetingRecord)
def judgement_meetings(person: Person) -> QuerySet[JudgementMeetingRecord]:
    return JudgementMeetingRecord.objects.filter(revisit__in=_read_by(person))


@rule(FeedbackRecord)
def feedbacks(person: Person) -> QuerySet[FeedbackRecord]:
    return FeedbackRecord.objects.filter(revisit__in=_read_by(person))


@rule(WorkingCopy)
def working_copies(person: Person) -> QuerySet[WorkingCopy]:
    """Each their own, and nobody else's."""
    return WorkingCopy.objects.filter(user=person.pk)


def records_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case whose records a person may read, and do `permission` in; 404 otherwise."""
    case = evidence_access.base_or_404(person, reference, permission)
    if case.historical or not _read_by(person).filter(pk=case.pk).exists():
        raise Http404
    return case


def _read_by(person: Person) -> QuerySet[Revisit]:
    return access.part_in(person, Permission.READ_NOTES).only("pk")
