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


TAGS = {
    Status.WAITING: "yellow",
    Status.CLAIMED: "blue",
    Status.SENT: "green",
    Status.FAILED: "red",
    Status.NO_ADDRESS: "orange",
    Status.SUPERSEDED: "grey",
}


def new_message_id() -> str:
    """A Message-ID of ours. It is kept with the row: sent twice, it is still one message to its reader."""
    return f"<{uuid.uuid4()}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


class OutboxMessage(models.Model):
    """One message to one recipient. Text and recipient are as they were written; the status tells the rest.

    `cause` says what set it off: with `message` and `recipient_key` it is unique, so that nothing is written
    twice. The case's clock gives `written_at` and `sent_at`; the queue's times are real time.
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
    recipient_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="outbox")
    subject = models.CharField(max_length=400)
    text = models.TextField()
    html = models.TextField()
    attach_letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="outbox")
    message_id = models.CharField("Message-ID", max_length=320, unique=True, default=new_message_id)

    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    give_up_at = models.DateTimeField()
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(
        null=True, blank=True, help_text="When its recipient first opened it in the program."
    )
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["cause", "message", "recipient_key"], name="outbox_once"),
            models.CheckConstraint(
                condition=Q(status=Status.SENT, sent_at__isnull=False)
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
                condition=~Q(recipient_email="") | Q(status__in=[Status.NO_ADDRESS, Status.SUPERSEDED]),
                name="outbox_queued_has_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.FAILED) | ~Q(last_error=""), name="outbox_failed_has_its_error"
            ),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(text=""), name="outbox_says_something"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(recipient_user__isnull=False),
                name="outbox_opened_by_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], name="outbox_due", condition=Q(status="waiting")),
            models.Index(fields=["claimed_at"], name="outbox_claimed", condition=Q(status="claimed")),
            models.Index(fields=["status", "-id"], name="outbox_by_status"),
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
    def tag(self) -> str:
        """The colour of the status's tag."""
        return TAGS[Status(self.status)]
