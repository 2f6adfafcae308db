"""Which notices a person may see: staff, those of the cases that they may see."""

from django.db.models import QuerySet

from inspections import access as cases
from notifications.models import OutboxMessage
from revisits.accounts.access import Person
from revisits.accounts.visibility import rule


@rule(OutboxMessage)
def notices(person: Person) -> QuerySet[OutboxMessage]:
    """What was written to whom."""
    return OutboxMessage.objects.filter(revisit__in=cases.cases(person).values("pk"))
