"""Which notices a person may see, and whether their recipient may still be told."""

from django.db.models import QuerySet

from inspections import access as cases
from notifications.models import CalendarFeed, OutboxMessage
from revisits.accounts.access import Person
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see, rule

ADVISERS = (Role.DFE_ADVISER, Role.NHSE_ADVISER)


@rule(OutboxMessage)
def notices(person: Person) -> QuerySet[OutboxMessage]:
    """What was written to whom."""
    return OutboxMessage.objects.filter(revisit__in=cases.cases(person).values("pk"))


@rule(CalendarFeed)
def feeds(person: Person) -> QuerySet[CalendarFeed]:
    """One's own that are in force: nobody else has to do with them."""
    return CalendarFeed.objects.filter(owner=person.pk, revoked_at=None)


def may_be_told(row: OutboxMessage) -> bool:
    """Whether the recipient may see the case, and the letter that goes with it, as things stand now.

    They may have left since it was written. A mailbox without a person has no rights to lose. Advisers see no case:
    they are told of the areas that they advise.
    """
    if row.recipient_user is None:
        return True
    if row.recipient_role in ADVISERS:
        return cases.advises(row.recipient_user, row.revisit)
    return all(may_see(row.recipient_user, thing) for thing in (row.revisit, row.attach_letter) if thing)
