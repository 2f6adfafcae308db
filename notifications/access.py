"""Which notices a person may see, and whether their recipient may still be told."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from inspections import access as cases
from notifications.models import ClearedBounce, DeliveryReport, OutboxMessage
from revisits.accounts import access
from revisits.accounts.access import Person, signed_in
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see, rule

ADVISERS = (Role.DFE_ADVISER, Role.NHSE_ADVISER)


@rule(OutboxMessage)
def notices(person: Person) -> QuerySet[OutboxMessage]:
    """What was written to whom."""
    return OutboxMessage.objects.filter(revisit__in=cases.cases(person).values("pk"))


@rule(DeliveryReport)
def reports(person: Person) -> QuerySet[DeliveryReport]:
    """What became of the messages that they may see."""
    return DeliveryReport.objects.filter(outbox__in=notices(person))


@rule(ClearedBounce)
def cleared(person: Person) -> QuerySet[ClearedBounce]:
    return ClearedBounce.objects.filter(report__in=reports(person))


def looks_after_delivery(person: Person) -> bool:
    """The office, in a role that is not for one area or case alone: messages are of all of them."""
    return access.everywhere(person, Permission.USE_ADMIN)


def office_or_404(request: HttpRequest) -> User:
    if not looks_after_delivery(request.user):
        raise Http404
    return signed_in(request)


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
