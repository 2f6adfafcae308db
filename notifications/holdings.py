"""What messages hold on a person."""

from django.db.models import Q, QuerySet

from notifications.models import DemoMail, Expansion, OutboxMessage, ToldMeeting
from revisits.accounts.models import User
from revisits.accounts.personal_data import holds, holds_none
from revisits.accounts.roles import Role


def messages(person: User) -> QuerySet[OutboxMessage]:
    """Messages to them, as a person or at the address which they have now."""
    theirs = Q(recipient_user=person)
    if person.email:
        theirs |= Q(recipient_email__iexact=person.email)
    return OutboxMessage.objects.filter(theirs)


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
        "As": "recipient_role",
        "Written": "written_at",
        "Sent": "sent_at",
        "Opened": "opened_at",
        "Status": "status",
    },
    words={"As": lambda role: Role(role).label},
)
holds_none("Which details of a meeting a message told.", ToldMeeting)
holds_none("Which event has been turned into messages, and when.", Expansion)
holds_none("The demo's mailbox: empty outside the demo.", DemoMail)
