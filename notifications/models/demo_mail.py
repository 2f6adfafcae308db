"""What arrived in the demo's mailbox."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse


class DemoMail(models.Model):
    """One message as it came in by SMTP. The table stays empty outside the demo."""

    received_at = models.DateTimeField()
    sender = models.CharField(max_length=320, blank=True)
    recipients = ArrayField(models.CharField(max_length=320), help_text="Of the envelope, in small letters.")
    subject = models.TextField(blank=True)
    raw = models.BinaryField()

    class Meta:
        ordering = ["-id"]
        indexes = [GinIndex(fields=["recipients"], name="demo_mail_recipients")]

    def __str__(self) -> str:
        return self.subject or "(no subject)"

    def get_absolute_url(self) -> str:
        return reverse("mail", args=[self.pk])

    @property
    def message(self) -> EmailMessage:
        """The parsed message."""
        return message_from_bytes(bytes(self.raw), _class=EmailMessage, policy=policy.default)
