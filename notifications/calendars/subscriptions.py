"""Making, replacing and revoking a feed; and finding the one that a secret opens."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from inspections.models import Revisit
from notifications.models import CalendarFeed
from revisits.accounts import access
from revisits.accounts.models import User
from revisits.accounts.visibility import may_see

# 256 bits: nobody guesses it, and the address is as long as a calendar program takes.
BYTES = 32
# The last fetch is told to the minute: programs that ask more often write nothing.
TOLD_EVERY = timedelta(minutes=1)


@transaction.atomic
def subscribe(*, owner: User, revisit: Revisit | None, at: datetime) -> tuple[CalendarFeed, str]:
    """A feed with its secret, which is told this once; the one before is revoked. Its owner sees the re-visit."""
    User.objects.select_for_update().get(pk=owner.pk)
    revoke(owner=owner, revisit=revisit, at=at)
    secret = secrets.token_urlsafe(BYTES)
    feed = CalendarFeed.objects.create(owner=owner, revisit=revisit, secret=_hash(secret), made_at=at)
    return feed, secret


@transaction.atomic
def revoke(*, owner: User, revisit: Revisit | None, at: datetime) -> bool:
    """Let the address open nothing any more; whether there was one."""
    held = CalendarFeed.objects.filter(owner=owner, revisit=revisit, revoked_at=None)
    return bool(held.update(revoked_at=at))


def opened_by(secret: str) -> CalendarFeed | None:
    """The feed in force whose owner may still see something; None for all else, without a difference.

    A leaver's dies at once: what its owner may see is asked anew each time.
    """
    found = CalendarFeed.objects.filter(secret=_hash(secret), revoked_at=None, owner__is_active=True)
    feed = found.select_related("owner", "revisit__area").first()
    if feed is None or not access.grants(feed.owner):
        return None
    if feed.revisit and not may_see(feed.owner, feed.revisit):
        return None
    return feed


def fetched(feed: CalendarFeed, *, at: datetime) -> None:
    """Remember when it was asked for last."""
    older = Q(fetched_at=None) | Q(fetched_at__lt=at - TOLD_EVERY)
    CalendarFeed.objects.filter(older, pk=feed.pk).update(fetched_at=at)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
