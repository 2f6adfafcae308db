"""What accounts, and Django's own tables, hold on a person."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Case, F, JSONField, Q, QuerySet, When

from revisits.accounts.models import (
    AccountEvent,
    AccountMail,
    DemoClock,
    Invitation,
    Membership,
    Organisation,
    User,
)
from revisits.accounts.personal_data import holds, holds_none, only_if
from revisits.record.models import Disposal, Entry, Seal


def memberships(person: User) -> QuerySet[Membership]:
    """Their roles, and those of others that they gave or ended: which and when, never whose."""
    own, given, ended = Q(user=person), Q(granted_by=person), Q(ended_by=person)
    return Membership.objects.filter(own | given | ended).annotate(
        you_gave=only_if(given, "granted_at"),
        you_ended=only_if(ended, "ended_at"),
    )


def invitations(person: User) -> QuerySet[Invitation]:
    """Invitations to their address, and those that they sent or revoked."""
    own, sent, revoked = Q(accepted_by=person), Q(invited_by=person), Q(revoked_by=person)
    if person.email:
        own |= Q(email=person.email)
    return Invitation.objects.filter(own | sent | revoked).annotate(
        you_were=only_if(own, "invited_at"),
        you_sent=only_if(sent, "invited_at"),
        you_revoked=only_if(revoked, "revoked_at"),
    )


def account_events(person: User) -> QuerySet[AccountEvent]:
    """What the office did to their account, and what they did to others'."""
    about, by = Q(user=person), Q(by=person)
    return AccountEvent.objects.filter(about | by).annotate(
        about_you=only_if(about, "at"), by_you=only_if(by, "at")
    )


def entries(person: User) -> QuerySet[Entry]:
    """What they did, and what was done to their own account and roles; from and to of their account alone."""
    did = Q(person=person.pk)
    account = Q(table=User._meta.db_table, row=str(person.pk))
    roles = Q(
        table=Membership._meta.db_table,
        row__in=[str(pk) for pk in person.memberships.values_list("pk", flat=True)],
    )
    return Entry.objects.filter(did | account | roles).annotate(
        you_did=only_if(did, "at"),
        done_to_you=only_if(account | roles, "at"),
        was=Case(When(account, then=F("before")), output_field=JSONField(null=True)),
        became=Case(When(account, then=F("after")), output_field=JSONField(null=True)),
    )


def account_mails(person: User) -> QuerySet[AccountMail]:
    """Mail about an account, to the address which they have now."""
    return AccountMail.objects.filter(recipient__iexact=person.email or "nobody")


holds(
    User,
    what="Your account",
    kept="people",
    rows=lambda person: User.objects.filter(pk=person.pk),
    columns={
        "Name": "name",
        "E-mail address": "email",
        "Title": "title",
        "Telephone": "telephone",
        "May sign in": "is_active",
        "Account made": "joined_at",
        "Last signed in": "last_login",
    },
)
holds(
    Membership,
    what="Your roles, and those that you gave or ended",
    kept="case_file",
    rows=memberships,
    columns={
        "Role": "role",
        "Organisation": "organisation__name",
        "Area, if one alone": "area__name",
        "Case, if one alone": "revisit__reference",
        "From": "starts_on",
        "Until": "ends_on",
        "You gave it": "you_gave",
        "You ended it": "you_ended",
    },
)
holds(
    Invitation,
    what="Invitations to you, and those that you sent",
    kept="invitations",
    rows=invitations,
    columns={
        "Role": "role",
        "Organisation": "organisation__name",
        "You were invited": "you_were",
        "You invited somebody": "you_sent",
        "You revoked it": "you_revoked",
        "Accepted": "accepted_at",
    },
)
holds(
    EmailAddress,
    what="The address with which you sign in",
    kept="people",
    rows=lambda person: EmailAddress.objects.filter(user=person),
    columns={"E-mail address": "email", "Proved to be yours": "verified"},
)
holds(
    Authenticator,
    what="Your second factors",
    kept="people",
    rows=lambda person: Authenticator.objects.filter(user=person),
    columns={"Kind": "type", "Set up": "created_at", "Last used": "last_used_at"},
)
holds(
    UserSession,
    what="Where you are signed in",
    kept="sessions",
    rows=lambda person: UserSession.objects.filter(user=person),
    columns={
        "Signed in": "created_at",
        "Last seen": "last_seen_at",
        "Internet address": "ip",
        "Browser": "user_agent",
    },
)
holds(
    AccountMail,
    what="Mail about your account",
    kept="account_mails",
    rows=account_mails,
    columns={"To": "recipient", "Subject": "subject", "Written": "created_at", "Sent": "sent_at"},
)
holds(
    AccountEvent,
    what="What the office did to your account, or you to others'",
    kept="account_events",
    rows=account_events,
    columns={"What": "kind", "About you": "about_you", "By you": "by_you"},
)
holds(
    Entry,
    what="The record: what you changed or read, and changes of your account and roles",
    kept="record",
    rows=entries,
    columns={
        "You did it": "you_did",
        "It was done to you": "done_to_you",
        "What": "operation",
        "Kind of record": "table",
        "By": "means",
        "From": "was",
        "To": "became",
    },
)
holds(
    LogEntry,
    what="What you changed on the office's pages",
    kept="office_log",
    rows=lambda person: LogEntry.objects.filter(user=person),
    columns={"When": "action_time", "What was done": "action_flag", "Kind of record": "content_type__model"},
)
holds_none("Bodies and their functional mailboxes, not people.", Organisation)
holds_none("One row: where the demo's clock stands.", DemoClock)
holds_none("Django's own lists of what exists; nobody is named in them.", Group, Permission, ContentType)
holds_none(
    "Unused: what a person may do comes from their memberships.",
    Group.permissions.through,
    User.groups.through,
    User.user_permissions.through,
)
holds_none("A random key and the account's number, signed; it goes when the session ended.", Session)
holds_none("Always empty: an address is proved by the mail of an invitation.", EmailConfirmation)
holds_none("Sums over the record, which show that nobody altered it.", Seal, Disposal)
