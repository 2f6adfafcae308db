"""What the templates of reminders are told."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections import queries
from inspections.contacts import Contact
from inspections.models import TimelineEvent
from inspections.timeline.events import OWNERS
from letters.composing import phrases
from notifications.cause import Cause, Stage
from notifications.domain import audience, dates, due, quiet, reminder_audience
from notifications.domain.facts import common


def reminder(cause: Cause, contact: Contact) -> dict[str, Any]:
    """What is due, when, whose it is, who hears of it next, and where to put the reminder off."""
    event = cause.due
    assert event and event.deadline
    link = settings.SITE_URL + address(event) if contact.user_id else ""
    next_is_support = cause.stage == Stage.TO_LEAD and "support" not in event.rule.owners
    told_next = support_on(event) if next_is_support else None
    return common(cause, contact) | {
        "title": event.title,
        "due": dates.written(event.last_on, event.planned_time),
        "today": cause.stage == Stage.TODAY,
        "overdue": event.deadline < cause.at,
        "owners": [OWNERS[owner] for owner in event.rule.owners],
        "own": contact in audience.owners(cause),
        "away": reminder_audience.instead_of(cause, contact),
        "support_on": phrases.weekday(told_next) if told_next else "",
        "later_link": link,
    }


def address(event: TimelineEvent) -> str:
    """The page on which a reminder of an event is put off."""
    return reverse("reminder", args=[event.revisit.reference, event.code, event.occurrence])


def support_on(event: TimelineEvent) -> date:
    """The working day on which inspection support is told that an event is overdue, if it is."""
    assert event.deadline
    calendar = queries.calendar()
    return calendar.after(quiet.first_day(event.deadline, calendar), due.ESCALATED[Stage.TO_SUPPORT])
