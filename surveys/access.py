"""Who may see what of the parents' survey: staff that of the cases which they see."""

from django.db.models import QuerySet

from inspections.access import cases, part_in
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule
from surveys.models import Answer, Baseline, Figures, Response, Survey, SurveyImport, TextReading


@rule(Survey)
def surveys(person: Person) -> QuerySet[Survey]:
    return Survey.objects.filter(revisit__in=cases(person).values("pk"))


@rule(Figures)
def figures(person: Person) -> QuerySet[Figures]:
    return Figures.objects.filter(survey__revisit__in=cases(person).values("pk"))


@rule(SurveyImport)
def imports(person: Person) -> QuerySet[SurveyImport]:
    return SurveyImport.objects.filter(survey__revisit__in=cases(person).values("pk"))


@rule(Baseline)
def baseline(person: Person) -> QuerySet[Baseline]:
    return Baseline.objects.filter(survey__revisit__in=cases(person).values("pk"))


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
