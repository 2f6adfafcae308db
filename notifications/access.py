"""Which notices a person may see, and whether their recipient may still be told."""

from django.db.models import Q, QuerySet

from inspections import access as cases
from notifications.models import OutboxMessage, ScheduledNotice, Snooze
from notifications.models.outbox import DIGEST
from revisits.accounts.access import Person
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see, rule

ADVISERS = (Role.DFE_ADVISER, Role.NHSE_ADVISER)


@rule(OutboxMessage)
def notices(person: Person) -> QuerySet[OutboxMessage]:
    """What was written to whom."""
    return OutboxMessage.objects.filter(revisit__in=cases.cases(person).values("pk"))


@rule(ScheduledNotice)
def scheduled(person: Person) -> QuerySet[ScheduledNotice]:
    """What is to be told, when: for staff with the case."""
    return ScheduledNotice.objects.filter(revisit__in=cases.cases(person).values("pk"))


@rule(Snooze)
def snoozes(person: Person) -> QuerySet[Snooze]:
    """Who put a reminder off: for staff with the case; for others their own."""
    own = Q(user=person.pk)
    return Snooze.objects.filter(Q(revisit__in=cases.cases(person).values("pk")) | own)


def may_be_told(row: OutboxMessage) -> bool:
    """Whether the recipient may see the case, and the letter that goes with it, as things stand now.

    They may have left since it was written. A mailbox without a person has no rights to lose. Advisers see no case:
    they are told of the areas that they advise. Of a digest each message is asked.
    """
    if row.recipient_user is None:
        return True
    if row.message == DIGEST:
        gathered = row.gathered.select_related("revisit", "attach_letter", "recipient_user")
        return all(may_be_told(each) for each in gathered)
    if row.recipient_role in ADVISERS:
        return cases.advises(row.recipient_user, row.revisit)
    return all(may_see(row.recipient_user, thing) for thing in (row.revisit, row.attach_letter) if thing)
