"""Who may see what of the parents' survey: staff that of the cases which they see."""

from django.db.models import Q, QuerySet
from django.http import Http404

from inspections.access import case_or_404, cases, may, part_in, told, within
from inspections.models import Revisit
from revisits.accounts.access import Person, held
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule
from surveys.models import (
    Answer,
    Baseline,
    Figures,
    ImportInHand,
    Response,
    Survey,
    SurveyImport,
    TextReading,
)


@rule(Survey)
def surveys(person: Person) -> QuerySet[Survey]:
    return Survey.objects.filter(revisit__in=cases(person).values("pk"))


@rule(Figures)
def figures(person: Person) -> QuerySet[Figures]:
    """Those of closed surveys: for staff, and for the forum of the area; the council and health services see none."""
    return Figures.objects.filter(
        survey__revisit__in=_summarised(person).values("pk"), survey__closed_at__isnull=False
    )


def _summarised(person: Person) -> QuerySet[Revisit]:
    """The cases whose summary is open to a person."""
    theirs = Q(pk__in=cases(person).values("pk")) | Q(
        pk__in=told(person, Permission.VIEW_SURVEY_SUMMARY).values("pk")
    )
    return Revisit.objects.filter(theirs)


@rule(SurveyImport)
def imports(person: Person) -> QuerySet[SurveyImport]:
    return SurveyImport.objects.filter(survey__revisit__in=cases(person).values("pk"))


@rule(ImportInHand)
def imports_in_hand(person: Person) -> QuerySet[ImportInHand]:
    """Each their own, of cases on which they still work."""
    return ImportInHand.objects.filter(by=person.pk, survey__revisit__in=cases(person).values("pk"))


@rule(Baseline)
def baseline(person: Person) -> QuerySet[Baseline]:
    """For staff; and for the forum beside the figures, once the survey is closed."""
    closed = Q(survey__revisit__in=_summarised(person).values("pk"), survey__closed_at__isnull=False)
    return Baseline.objects.filter(Q(survey__revisit__in=cases(person).values("pk")) | closed)


@rule(Response)
def responses(person: Person) -> QuerySet[Response]:
    """What parents answered: to those with a part in the case, once the survey is closed."""
    reached = part_in(person, Permission.READ_ANSWERS).only("pk")
    return Response.objects.filter(survey__revisit__in=reached, survey__closed_at__isnull=False)


@rule(Answer)
def answers(person: Person) -> QuerySet[Answer]:
    return Answer.objects.filter(response__in=responses(person).values("pk"))


@rule(TextReading)
def readings(person: Person) -> QuerySet[TextReading]:
    return TextReading.objects.filter(answer__in=answers(person).values("pk"))


def results_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case whose survey's figures a person of staff may see, and do `permission` in; 404 otherwise."""
    case = case_or_404(person, reference, permission)
    seen = Revisit.objects.filter(within(held(person, Permission.VIEW_SURVEY_SUMMARY)), pk=case.pk)
    if case.historical or not seen.exists():
        raise Http404
    return case


def words_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case whose parents' own words a person may read: with a part in it, once the survey is closed."""
    case = case_or_404(person, reference, permission)
    closed = part_in(person, Permission.READ_ANSWERS).filter(survey__closed_at__isnull=False)
    if not closed.filter(pk=case.pk).exists():
        raise Http404
    return case


def summary_or_404(person: Person, reference: str) -> Revisit:
    """The case whose summary a person may see: staff, and the forum of its area."""
    if held(person, Permission.VIEW_CASES):
        return results_or_404(person, reference)
    case = (
        told(person, Permission.VIEW_SURVEY_SUMMARY)
        .select_related("area")
        .filter(reference=reference)
        .first()
    )
    if case is None:
        raise Http404
    return case


def reads_words(person: Person, case: Revisit) -> bool:
    """Whether parents' own words are open to a person."""
    return part_in(person, Permission.READ_ANSWERS).filter(pk=case.pk).exists()


def marks_words(person: Person, case: Revisit) -> bool:
    """Whether a person says what parents' words are about, and which may be quoted: the inspectors of the case."""
    return reads_words(person, case) and may(person, Permission.WRITE_NOTES, case)
