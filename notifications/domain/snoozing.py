"""Putting a reminder off: by the person reminded, for some working days, with its trace."""

from datetime import date, datetime

from django.db import transaction

from inspections import queries
from inspections.actions.record import record
from inspections.contacts import Contact
from inspections.models import CaseEvent, TimelineEvent
from inspections.plan_policies import check_goes_on
from inspections.policies import Refused
from inspections.timeline.explain import spoken
from inspections.timeline.times import LONDON
from inspections.workflow import ENDED, State
from notifications.cause import Cause, Stage, about, falls_due
from notifications.domain import quiet, reminder_audience
from notifications.models import OutboxMessage, Snooze
from notifications.models.outbox import Status
from revisits.accounts.models import User
from revisits.accounts.roles import Role

# So many working days ahead a reminder may be put off.
LONGEST = 5


def days(at: datetime) -> list[date]:
    """The working days until which a reminder may be put off at `at`, the next one first."""
    return quiet.next_working_days(at.astimezone(LONDON).date(), LONGEST, queries.calendar())


def cause_of(event: TimelineEvent, at: datetime) -> Cause:
    """A reminder of the event at `at`, to find out whom it concerns; it is not written."""
    return falls_due(event, Stage.OVERDUE, now=at)


def as_reminded(event: TimelineEvent, person: User, at: datetime) -> Contact | None:
    """As whom a person is reminded of an event; None where no reminder of it reaches them."""
    concerned = reminder_audience.concerned(cause_of(event, at))
    return next((contact for contact in concerned if contact.user_id == person.pk), None)


def may_hold(event: TimelineEvent, contact: Contact | None) -> bool:
    """Whether they may keep inspection support from being told meanwhile: the lead, of what is not support's own."""
    lead = contact is not None and contact.role == Role.LEAD_HMI
    return lead and "support" not in event.rule.owners


def check(event: TimelineEvent) -> None:
    """Raises Refused, with the sentence for the person, where nobody is reminded of the event."""
    check_goes_on(event.revisit)
    if event.revisit.state == State.PLANNED:
        raise Refused("Nobody is reminded before the area is notified.")
    if event.done_on or event.revisit.state in ENDED:
        raise Refused("This is done: nobody is reminded of it any more.")
    if event.planned_on is None or event.until:
        raise Refused("Nobody is reminded of what has no day of its own.")


@transaction.atomic
def snooze(
    *, event: TimelineEvent, until: date, by: User, at: datetime, reason: str = "", holds: bool = False
) -> Snooze:
    """Put a person's own reminders of an event off until a working day; whoever is told after them is told in time.

    `holds` is the lead's alone: inspection support is not told before that day, either, for the reason given. What
    waits for this person is withdrawn. Raises Refused where nobody is reminded, for another day, and for whoever no
    reminder reaches.
    """
    event = (
        TimelineEvent.objects.select_related("revisit__area").select_for_update(of=("self",)).get(pk=event.pk)
    )
    check(event)
    assert event.last_on
    contact = as_reminded(event, by, at)
    if contact is None:
        raise Refused("No reminder of this reaches you.")
    if until not in days(at):
        raise Refused(f"Choose one of the next {LONGEST} working days.", "until")
    if holds and not may_hold(event, contact):
        raise Refused("Only the lead HMI keeps inspection support from being told.", "holds")
    if holds and not reason.strip():
        raise Refused("Say why: inspection support reads it in the history.", "reason")
    kept, _ = Snooze.objects.update_or_create(
        user=by,
        revisit=event.revisit,
        code=event.code,
        occurrence=event.occurrence,
        due_on=event.last_on,
        defaults={"until": until, "holds": holds, "reason": reason.strip(), "snoozed_at": at},
    )
    _withdraw(event, by)
    _trace(event, kept, by, at)
    return kept


def _withdraw(event: TimelineEvent, person: User) -> None:
    waiting = OutboxMessage.objects.filter(
        status__in=[Status.WAITING, Status.GATHERED], digest=None, recipient_user=person
    )
    waiting.filter(cause__startswith=f"{about(event)}:").update(
        status=Status.SUPERSEDED, next_attempt_at=None
    )


def _trace(event: TimelineEvent, kept: Snooze, by: User, at: datetime) -> None:
    said = f"{event.title}: {by} is reminded again on {spoken(kept.until)}."
    if kept.holds:
        said += " Inspection support is not told before."
    if kept.reason:
        said += f" Reason: {kept.reason}"
    data = {"code": event.code, "occurrence": event.occurrence, "until": kept.until.isoformat()}
    record(event.revisit, CaseEvent.Kind.REMINDER_SNOOZED, by=by, at=at, text=said, data=data)
