"""Celery jobs of accounts: thin, and harmless when run twice."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from revisits.accounts import mail
from revisits.accounts.models import AccountMail
from revisits.accounts.models.account_mail import WAITING

KEPT = timedelta(days=30)


@shared_task(name="accounts.deliver_mail")
def deliver_mail() -> None:
    mail.deliver_due(timezone.now())


@shared_task(name="accounts.tidy")
def tidy() -> None:
    """Remove sessions that are over, what was known of their devices, and the record of old account mail."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    AccountMail.objects.exclude(WAITING).filter(created_at__lt=now - KEPT).delete()
