"""What people want to be sent, and how: nothing that is formal bends to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from inspections.actions.record import poke
from inspections.contacts import Contact
from notifications.catalogue import CATALOGUE, MESSAGES
from notifications.catalogue.message import Message, Urgency
from notifications.models import OutboxMessage, Unwanted, Wishes
from notifications.models.outbox import Status
from revisits.accounts.models import User


@dataclass(frozen=True)
class Wished:
    """The wishes of some contacts, read at once."""

    gathered: frozenset[int]
    unwanted: frozenset[tuple[str, int | str]]

    @classmethod
    def of(cls, contacts: Iterable[Contact]) -> "Wished":
        """Two queries, however many contacts."""
        people, addresses = set(), set()
        for contact in contacts:
            if contact.user_id:
                people.add(contact.user_id)
            else:
                addresses.add(contact.email.lower())
        gathered = Wishes.objects.filter(user__in=people, gather=True).values_list("user", flat=True)
        rows = Unwanted.objects.filter(Q(user__in=people) | Q(user__isnull=True, address__in=addresses))
        unwanted = rows.values_list("message", "user", "address")
        return cls(
            frozenset(gathered), frozenset((code, user or address) for code, user, address in unwanted)
        )

    def status(self, message: Message, contact: Contact, *, alone: bool) -> Status:
        """How a new message begins. `alone` says that it carries what no digest can: a letter, a calendar's entry."""
        reader = contact.user_id or contact.email.lower()
        if message.urgency == Urgency.OPTIONAL and (message.code, reader) in self.unwanted:
            return Status.UNWANTED
        if not contact.email:
            return Status.NO_ADDRESS
        waits = message.urgency != Urgency.FORMAL and not alone and contact.user_id in self.gathered
        return Status.GATHERED if waits else Status.WAITING


def wishes_of(person: User) -> Wishes:
    """As they stand: a row that is not saved yet for whoever never said anything."""
    return Wishes.objects.filter(user=person).first() or Wishes(user=person)


def unwanted_by(person: User) -> set[str]:
    """The codes of the messages that a person does not want."""
    return set(Unwanted.objects.filter(user=person).values_list("message", flat=True))


@transaction.atomic
def wish(*, person: User, gather: bool, hour: int, unwanted: Iterable[str], at: datetime) -> Wishes:
    """Keep what a person wants. What was gathered leaves at once where they want no digest any more.

    Of `unwanted` only what is optional counts.
    """
    kept, _ = Wishes.objects.select_for_update().update_or_create(
        user=person, defaults={"gather": gather, "hour": hour, "changed_at": at}
    )
    codes = {code for code in unwanted if code in MESSAGES and MESSAGES[code].urgency == Urgency.OPTIONAL}
    Unwanted.objects.filter(user=person, message__in=optional()).exclude(message__in=codes).delete()
    Unwanted.objects.bulk_create(
        (Unwanted(user=person, message=code, since=at) for code in sorted(codes)), ignore_conflicts=True
    )
    withdraw_unwanted(OutboxMessage.objects.filter(recipient_user=person, message__in=codes))
    if not gather:
        poke("notifications.send_digests")
    return kept


def optional() -> list[str]:
    """The codes of all messages that may be stopped."""
    return [message.code for message in CATALOGUE if message.urgency == Urgency.OPTIONAL]


def release(person: User, *, now: datetime) -> int:
    """Send at once what waits for a digest of theirs; returns how many. `now` is real time."""
    waiting = OutboxMessage.objects.filter(recipient_user=person, status=Status.GATHERED, digest=None)
    released = waiting.update(status=Status.WAITING, next_attempt_at=now)
    if released:
        poke("notifications.deliver_due")
    return released


def withdraw_unwanted(rows: QuerySet[OutboxMessage]) -> None:
    """What its reader does not want any more is not sent, as far as it waits."""
    waiting = rows.filter(status__in=[Status.WAITING, Status.GATHERED], digest=None)
    waiting.update(status=Status.UNWANTED, next_attempt_at=None)
