"""Which notices a person may see, and whether their recipient may still be told."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from inspections import access as cases
from inspections.models import Revisit
from letters.models import Letter
from notifications.models import OutboxMessage
from notifications.models.outbox import Status
from revisits.accounts.access import Person
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see, rule, visible

ADVISERS = (Role.DFE_ADVISER, Role.NHSE_ADVISER)


@rule(OutboxMessage)
def notices(person: Person) -> QuerySet[OutboxMessage]:
    """What was written to whom."""
    return OutboxMessage.objects.filter(revisit__in=cases.cases(person).values("pk"))


def own(person: Person) -> QuerySet[OutboxMessage]:
    """What was written to a person, whether or not an e-mail of it arrived; without what was withdrawn before it left.

    Which of it they may still read, `readable` says.
    """
    return OutboxMessage.objects.filter(recipient_user=person.pk).exclude(status=Status.SUPERSEDED)


def readable(rows: Iterable[OutboxMessage]) -> set[int]:
    """The ids of those rows whose recipient, the same person in all, may still be told: few questions for many rows."""
    found = list(rows)
    person = next((row.recipient_user for row in found), None)
    if person is None:
        return set()
    seen = _seen(person, Revisit, {row.revisit_id for row in found})
    letters = _seen(person, Letter, {row.attach_letter_id for row in found if row.attach_letter_id})
    return {
        row.pk
        for row in found
        if (
            cases.advises(person, row.revisit)
            if row.recipient_role in ADVISERS
            else row.revisit_id in seen and row.attach_letter_id in {None, *letters}
        )
    }


def _seen(person: Person, model: type[Model], among: set[int]) -> set[int]:
    return set(visible(person, model).filter(pk__in=among).values_list("pk", flat=True)) if among else set()


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
