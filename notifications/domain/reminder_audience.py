"""Whom a reminder goes to: the owners of what is due, then the lead, then inspection support, if they are at work."""

from collections.abc import Iterable
from datetime import date

from inspections.contacts import Contact
from inspections.models import Absence, TeamMember, TimelineEvent
from inspections.timeline.times import LONDON
from notifications.cause import Cause, Stage
from notifications.domain import audience
from notifications.domain.recipients import recipient_key
from notifications.models import Snooze


def reminded(cause: Cause) -> list[Contact]:
    """Who gets the reminder of this stage, each once.

    What is escalated does not go to whoever owns it: they know. Whoever is away is left out; where that leaves
    nobody, the next one is told at once. Whoever put it off hears of it on the day that they chose.
    """
    if cause.stage == Stage.AGAIN:
        return [contact for contact in concerned(cause) if contact.user_id == cause.whom]
    meant, today = _of(cause, cause.stage), _today(cause)
    found = {recipient_key(contact): contact for contact in present(meant, today) or meant}
    put_off = _put_off(cause.due, today)
    return [contact for contact in found.values() if contact.user_id not in put_off]


def concerned(cause: Cause) -> list[Contact]:
    """Everybody whom any reminder of the event may reach, each once, as the first that they are."""
    found = [*audience.owners(cause), *_lead(cause), *audience.support(_today(cause))]
    return list({recipient_key(contact): contact for contact in reversed(found)}.values())[::-1]


def instead_of(cause: Cause, contact: Contact) -> list[str]:
    """Whose reminder of their own task this is, who are away; empty where it is this contact's, or escalated."""
    if cause.stage in (Stage.TO_LEAD, Stage.TO_SUPPORT, Stage.AGAIN):
        return []
    owners = audience.owners(cause)
    if any(recipient_key(owner) == recipient_key(contact) for owner in owners):
        return []
    return [owner.name for owner in owners]


def _put_off(event: TimelineEvent | None, today: date) -> set[int]:
    assert event and event.last_on
    same = Snooze.objects.filter(revisit=event.revisit_id, code=event.code, occurrence=event.occurrence)
    return set(same.filter(due_on=event.last_on, until__gt=today).values_list("user", flat=True))


def present(contacts: Iterable[Contact], today: date) -> list[Contact]:
    """Those of them who are not away on a day; mailboxes never are."""
    found = list(contacts)
    people = [contact.user_id for contact in found if contact.user_id]
    away = set(
        Absence.objects.filter(user__in=people, first_day__lte=today, last_day__gte=today).values_list(
            "user", flat=True
        )
        if people
        else ()
    )
    return [contact for contact in found if contact.user_id not in away]


def _of(cause: Cause, stage: Stage | None) -> list[Contact]:
    """Whom a stage is for: where all of them are away, the next one after them."""
    today, owners = _today(cause), audience.owners(cause)
    if stage == Stage.TO_SUPPORT:
        return _but(owners, audience.support(today))
    if stage == Stage.TO_LEAD:
        lead = _but(owners, _lead(cause))
        return lead if present(lead, today) or not lead else _of(cause, Stage.TO_SUPPORT)
    if present(owners, today) or not owners:
        return owners
    lead = present(_but(owners, _lead(cause)), today)
    return lead or list(audience.support(today))


def _but(owners: list[Contact], contacts: Iterable[Contact]) -> list[Contact]:
    known = {recipient_key(owner) for owner in owners}
    return [contact for contact in contacts if recipient_key(contact) not in known]


def _lead(cause: Cause) -> list[Contact]:
    return audience.inspectors(cause, TeamMember.Role.LEAD)


def _today(cause: Cause) -> date:
    return cause.at.astimezone(LONDON).date()
