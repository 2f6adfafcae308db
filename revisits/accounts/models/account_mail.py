"""Mail about an account itself: a link for a new password, a second factor that was added."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

from revisits.accounts.sealing import unseal

WAITING = Q(sent_at__isnull=True, given_up_at__isnull=True)


def new_message_id() -> str:
    """A Message-ID of ours. It is kept with the row: sent twice, it is still one message to its reader."""
    return f"<{uuid.uuid4()}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


class AccountMail(models.Model):
    """One mail: its record, and its place in the queue. All times are real.

    The words are sealed, since they may hold a link that opens the account, and are forgotten once the mail
    was sent or given up.
    """

    recipient = models.EmailField(max_length=320)
    subject = models.CharField(max_length=200)
    sealed_text = models.TextField(blank=True)
    message_id = models.CharField("Message-ID", max_length=320, unique=True, default=new_message_id)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
                name="account_mail_sent_or_given_up",
            ),
            models.CheckConstraint(
                condition=(WAITING & ~Q(sealed_text="")) | (~WAITING & Q(sealed_text="")),
                name="account_mail_forgets_its_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="account_mail_due",
                condition=WAITING,
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} (to {self.recipient})"

    @property
    def text(self) -> str:
        return unseal(self.sealed_text)
