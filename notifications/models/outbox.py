"""The outbox: one row for each message to each recipient, its record and its place in the queue."""

import uuid
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

from inspections.models import CaseEvent, Revisit
from letters.models import Letter
from revisits.accounts.models import User
from revisits.accounts.roles import Role

# The code of a digest: no entry of the catalogue, since it holds messages that are.
DIGEST = "digest"
# After this long without success a message is given up, loudly.
PATIENCE = timedelta(days=1)


class Status(models.TextChoices):
    """How a message stands."""

    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    NO_ADDRESS = "no_address", "No e-mail address"
    SUPERSEDED = "superseded", "No longer needed"
    GATHERED = "gathered", "For the daily digest"
    UNWANTED = "unwanted", "Unsubscribed"
    SET_ASIDE = "set_aside", "Not delivered, set aside"


TAGS = {
    Status.WAITING: "yellow",
    Status.CLAIMED: "blue",
    Status.SENT: "green",
    Status.FAILED: "red",
    Status.NO_ADDRESS: "orange",
    Status.SUPERSEDED: "grey",
    Status.GATHERED: "turquoise",
    Status.UNWANTED: "grey",
    Status.SET_ASIDE: "grey",
}


class Channel(models.TextChoices):
    """By what way a message goes to its recipient."""

    EMAIL = "email", "E-mail"
    TEXT = "text", "Text message"


def new_message_id() -> str:
    """A Message-ID of ours. It is kept with the row: sent twice, it is still one message to its reader."""
    return f"<{uuid.uuid4()}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


class OutboxMessage(models.Model):
    """One message to one recipient. Text and recipient are as they were written; the status tells the rest.

    `cause` says what set it off: with `message`, `recipient_key` and `channel` it is unique, so that nothing is
    written twice. The case's clock gives `written_at` and `sent_at`; the queue's times are real time.
    `unsure_attempts` counts the attempts that broke off where nobody can tell whether the message was taken.
    """

    message = models.CharField(max_length=40, help_text="A code of the catalogue.")
    revisit = models.ForeignKey(Revisit, models.PROTECT, related_name="outbox")
    cause = models.CharField(max_length=120)
    case_event = models.ForeignKey(CaseEvent, models.PROTECT, null=True, blank=True, related_name="outbox")
    written_at = models.DateTimeField()

    recipient_key = models.CharField(max_length=350)
    recipient_role = models.CharField(max_length=30)
    recipient_name = models.CharField(max_length=150)
    recipient_email = models.EmailField(max_length=320, blank=True)
    recipient_mobile = models.CharField(max_length=20, blank=True, help_text="Of a text message.")
    recipient_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="outbox")
    subject = models.CharField(max_length=400)
    text = models.TextField()
    html = models.TextField()
    gist = models.TextField(
        blank=True, help_text="What a digest says of it: the text without greeting and signature."
    )
    digest = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="gathered", help_text="In which it went."
    )
    attach_letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="outbox")
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.EMAIL)
    message_id = models.CharField("Message-ID", max_length=320, unique=True, default=new_message_id)

    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    unsure_attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    give_up_at = models.DateTimeField()
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(
        null=True, blank=True, help_text="When its recipient first opened it in the program."
    )
    failed_at = models.DateTimeField(null=True, blank=True, help_text="Real time.")
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "message", "recipient_key", "channel"], name="outbox_once"
            ),
            models.CheckConstraint(
                # What bounced was sent, and failed.
                condition=Q(status=Status.SENT, sent_at__isnull=False)
                | Q(status__in=[Status.FAILED, Status.SET_ASIDE, Status.SUPERSEDED])
                | (~Q(status=Status.SENT) & Q(sent_at__isnull=True)),
                name="outbox_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLAIMED, claim__isnull=False, claimed_at__isnull=False)
                | (~Q(status=Status.CLAIMED) & Q(claim__isnull=True, claimed_at__isnull=True)),
                name="outbox_claimed_has_its_claim",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.WAITING, Status.CLAIMED], next_attempt_at__isnull=False)
                | (~Q(status__in=[Status.WAITING, Status.CLAIMED]) & Q(next_attempt_at__isnull=True)),
                name="outbox_queued_has_its_turn",
            ),
            models.CheckConstraint(
                condition=(Q(channel=Channel.EMAIL) & ~Q(recipient_email=""))
                | (Q(channel=Channel.TEXT) & ~Q(recipient_mobile=""))
                | Q(status__in=[Status.NO_ADDRESS, Status.SUPERSEDED, Status.UNWANTED]),
                name="outbox_queued_has_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.FAILED) | ~Q(last_error=""), name="outbox_failed_has_its_error"
            ),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(text=""), name="outbox_says_something"),
            models.CheckConstraint(
                condition=~Q(status=Status.GATHERED) | Q(recipient_user__isnull=False) & ~Q(gist=""),
                name="outbox_gathered_for_a_person",
            ),
            models.CheckConstraint(
                condition=Q(digest__isnull=True) | Q(status=Status.GATHERED) | Q(status=Status.SUPERSEDED),
                name="outbox_in_a_digest_was_gathered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "next_attempt_at", "id"], name="outbox_due", condition=Q(status="waiting")
            ),
            models.Index(fields=["claimed_at"], name="outbox_claimed", condition=Q(status="claimed")),
            models.Index(fields=["status", "-id"], name="outbox_by_status"),
            models.Index(
                fields=["recipient_user"],
                name="outbox_for_a_digest",
                condition=Q(status="gathered", digest__isnull=True),
            ),
            models.Index(fields=["revisit", "-id"], name="outbox_of_case"),
            models.Index(fields=["recipient_user", "-id"], name="outbox_of_person"),
            models.Index(
                fields=["recipient_user"], name="outbox_unread", condition=Q(opened_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} (to {self.recipient_name})"

    @property
    def role_label(self) -> str:
        return Role(self.recipient_role).label

    @property
    def standing(self) -> "OutboxMessage":
        """The row whose status, time and error are this one's too: its digest's, once it went into one."""
        return self.digest or self

    @property
    def address(self) -> str:
        """Where its channel sends it."""
        return self.recipient_mobile if self.channel == Channel.TEXT else self.recipient_email

    @property
    def may_have_come_twice(self) -> bool:
        return self.status == Status.SENT and self.unsure_attempts > 0

    @property
    def tag(self) -> str:
        """The colour of the status's tag."""
        return TAGS[Status(self.status)]
