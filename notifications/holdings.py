"""What messages hold on a person."""

from django.db.models import Q, QuerySet

from notifications.models import (
    CalendarFeed,
    ClearedBounce,
    DeliveryReport,
    DemoMail,
    Expansion,
    OutboxMessage,
    ScheduledNotice,
    Snooze,
    TextNumber,
    ToldMeeting,
    Unwanted,
    Wishes,
)
from revisits.accounts.models import User
from revisits.accounts.personal_data import holds, holds_none
from revisits.accounts.roles import Role


def messages(person: User) -> QuerySet[OutboxMessage]:
    """Messages to them, as a person or at the address which they have now."""
    theirs = Q(recipient_user=person)
    if person.email:
        theirs |= Q(recipient_email__iexact=person.email)
    return OutboxMessage.objects.filter(theirs)


def reports(person: User) -> QuerySet[DeliveryReport]:
    return DeliveryReport.objects.filter(outbox__in=messages(person))


holds(
    OutboxMessage,
    what="Messages sent to you",
    kept="notices",
    rows=messages,
    columns={
        "Case": "revisit__reference",
        "Subject": "subject",
        "To": "recipient_name",
        "E-mail address": "recipient_email",
        "By": "channel",
        "Mobile": "recipient_mobile",
        "As": "recipient_role",
        "Written": "written_at",
        "Sent": "sent_at",
        "Opened": "opened_at",
        "Status": "status",
    },
    words={"As": lambda role: Role(role).label},
)


def unwanted(person: User) -> QuerySet[Unwanted]:
    """What they stopped, as a person or for a mailbox whose address is theirs now."""
    theirs = Q(user=person)
    if person.email:
        theirs |= Q(address__iexact=person.email)
    return Unwanted.objects.filter(theirs)


holds(
    Wishes,
    what="How you are sent messages",
    kept="people",
    rows=lambda person: Wishes.objects.filter(user=person),
    columns={"Once a day": "gather", "Hour": "hour", "Since": "changed_at"},
)
holds(
    Unwanted,
    what="Messages that you do not want",
    kept="people",
    rows=unwanted,
    columns={"Message": "message", "Address": "address", "Since": "since"},
)
holds(
    Snooze,
    what="Reminders that you put off",
    kept="case_file",
    rows=lambda person: Snooze.objects.filter(user=person),
    columns={"Case": "revisit__reference", "Event": "code", "Until": "until", "At": "snoozed_at"},
)
holds(
    ScheduledNotice,
    what="Notices that you scheduled",
    kept="case_file",
    rows=lambda person: ScheduledNotice.objects.filter(scheduled_by=person),
    columns={
        "Case": "revisit__reference",
        "Notice": "notice",
        "For": "send_at",
        "Scheduled": "scheduled_at",
        "Status": "state",
    },
)
holds(
    CalendarFeed,
    what="Calendars that you subscribed to",
    kept="notices",
    rows=lambda person: CalendarFeed.objects.filter(owner=person),
    columns={
        "Re-visit": "revisit__reference",
        "Made": "made_at",
        "Revoked": "revoked_at",
        "Fetched last": "fetched_at",
    },
)
holds(
    DeliveryReport,
    what="What providers reported of messages to you",
    kept="notices",
    rows=reports,
    columns={
        "Case": "outbox__revisit__reference",
        "Address": "address",
        "Report": "kind",
        "Said": "said",
        "Received": "received_at",
    },
)
holds(
    TextNumber,
    what="Where you get text messages, as long as you agree to it",
    why="Consent (UK GDPR Article 6(1)(a)): you agreed, and may take it back at any time.",
    kept="people",
    rows=lambda person: TextNumber.objects.filter(user=person),
    columns={"Mobile": "mobile", "Agreed": "agreed_at", "Confirmed": "confirmed_at"},
)
holds(
    ClearedBounce,
    what="Addresses of which you told the program that they work again",
    kept="notices",
    rows=lambda person: ClearedBounce.objects.filter(cleared_by=person),
    columns={"Case": "report__outbox__revisit__reference", "When": "cleared_at"},
)
holds_none("Which details of a meeting a message told.", ToldMeeting)
holds_none("Which event has been turned into messages, and when.", Expansion)
holds_none("The demo's mailbox: empty outside the demo.", DemoMail)
