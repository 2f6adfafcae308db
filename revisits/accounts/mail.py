"""Mail about accounts: written as a row, sent by a worker, so that no page waits for SMTP and no mail is lost."""

import logging
import smtplib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from revisits.accounts.models import AccountMail
from revisits.accounts.models.account_mail import WAITING
from revisits.accounts.sealing import seal
from revisits.poking import poke

log = logging.getLogger(__name__)
# A link for a new password is good for two hours: later the mail would be of no use.
PATIENCE = timedelta(hours=2)
LONGEST_PAUSE = timedelta(minutes=10)
BATCH = 100


def write(template: str, recipient: str, context: Mapping[str, Any]) -> AccountMail:
    """Write one mail from `<template>_subject.txt` and `<template>_message.txt`, and poke a worker after commit."""
    now = timezone.now()
    subject = " ".join(render_to_string(f"{template}_subject.txt", dict(context)).split())
    text = render_to_string(f"{template}_message.txt", dict(context)).strip() + "\n"
    row = AccountMail.objects.create(
        recipient=recipient, subject=subject, sealed_text=seal(text), created_at=now, next_attempt_at=now
    )
    poke("accounts.deliver_mail")
    return row


def deliver_due(now: datetime) -> int:
    """Send what is due, one row after the other, and return how many the server took."""
    due = AccountMail.objects.filter(WAITING, next_attempt_at__lte=now).order_by("next_attempt_at")
    return sum(_deliver(pk, now) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _deliver(pk: int, now: datetime) -> bool:
    """Send a row under its lock: a second worker passes it by, and a killed one leaves it as it was."""
    row = AccountMail.objects.select_for_update(skip_locked=True).filter(WAITING, pk=pk).first()
    if row is None:
        return False
    row.attempts += 1
    row.last_error = _send(row)
    if not row.last_error:
        row.sent_at, row.sealed_text = now, ""
    elif now - row.created_at >= PATIENCE:
        row.given_up_at, row.sealed_text = now, ""
        log.error("account mail %s is given up: %s", row.pk, row.last_error)
    else:
        row.next_attempt_at = now + min(timedelta(seconds=15) * 2**row.attempts, LONGEST_PAUSE)
    row.save()
    return row.sent_at is not None


def _send(row: AccountMail) -> str:
    """Hand it to the SMTP server; what went wrong, in few words that repeat nothing of the mail."""
    headers = {"Message-ID": row.message_id, "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(row.subject, row.text, to=[row.recipient], headers=headers).send()
    except smtplib.SMTPResponseException as error:
        return f"{type(error).__name__} {error.smtp_code}"
    except Exception as error:  # a dead line, a refused address, a key that is gone
        return type(error).__name__
    return ""
