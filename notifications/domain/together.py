"""One bank holiday moves dates of many cases: whoever is concerned by several of them gets one e-mail of all.

Each case keeps its own row, which its pages show. The rows are held back for a moment, until every case is computed;
then those of one person go into one row, as into a digest, and leave at once: they are formal, and wait for no hour.
"""

from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from inspections.models import CaseEvent, Revisit
from inspections.workflow import OPEN_STATES
from notifications.domain import digest
from notifications.domain.held import MOVED
from notifications.domain.render import tidy
from notifications.models import OutboxMessage
from notifications.models.outbox import DIGEST, PATIENCE, Channel, Status
from revisits.accounts.models import User


def release(*, now: datetime) -> int:
    """Let go of what is held, once no case has still to be computed or the time is over; returns how many e-mails.

    `now` is real time.
    """
    waiting = _held()
    if not waiting.exists() or (_more_to_come() and not waiting.filter(next_attempt_at__lte=now).exists()):
        return 0
    with transaction.atomic():
        rows = list(waiting.select_related("revisit__area").select_for_update(of=("self",)).order_by("pk"))
        by_person = sorted(rows, key=lambda row: (row.recipient_user_id or 0, row.channel, row.pk))
        groups = groupby(by_person, key=lambda row: (row.recipient_user_id, row.channel))
        return sum(_let_go(list(found), now=now) for _, found in groups)


def _held() -> "QuerySet[OutboxMessage]":
    """Rows are told by their gist, which no other row has while it waits; a text message by the e-mail beside it."""
    written = OutboxMessage.objects.filter(status=Status.WAITING, attempts=0, case_event__kind=MOVED)
    return written.filter(Q(channel=Channel.TEXT) | ~Q(gist=""))


def _more_to_come() -> bool:
    stale = Revisit.objects.filter(timeline_stale=True, historical=False, state__in=OPEN_STATES)
    return stale.exists() or CaseEvent.objects.filter(kind=MOVED, expansion__isnull=True).exists()


def _let_go(rows: list[OutboxMessage], *, now: datetime) -> int:
    """All of one person by one channel: alone as it is, else together. A text message says no more than that there is
    something, so that one is enough.
    """
    first = rows[0]
    if len(rows) == 1 or not first.recipient_user_id:
        OutboxMessage.objects.filter(pk__in=[row.pk for row in rows]).update(gist="", next_attempt_at=now)
        return len(rows)
    if first.channel == Channel.TEXT:
        OutboxMessage.objects.filter(pk=first.pk).update(next_attempt_at=now)
        rest = OutboxMessage.objects.filter(pk__in=[row.pk for row in rows[1:]])
        rest.update(status=Status.SUPERSEDED, next_attempt_at=None)
        return 1
    person = User.objects.get(pk=first.recipient_user_id)
    whole = _row(person, rows, now)
    whole.save()
    joined = OutboxMessage.objects.filter(pk__in=[row.pk for row in rows])
    joined.update(status=Status.GATHERED, next_attempt_at=None, digest=whole)
    return 1


def _row(person: User, rows: list[OutboxMessage], now: datetime) -> OutboxMessage:
    newest = rows[-1]
    number = len({row.revisit_id for row in rows})
    subject = f"Dates of {number} re-visits have changed" if number > 1 else rows[0].subject
    context = digest.facts(person, rows, newest.written_at) | {"subject": subject, "together": True}
    return OutboxMessage(
        message=DIGEST,
        revisit=newest.revisit,
        cause=f"together:{rows[0].cause}",
        written_at=newest.written_at,
        recipient_key=newest.recipient_key,
        recipient_role=newest.recipient_role,
        recipient_name=person.name,
        recipient_email=newest.recipient_email,
        recipient_user=person,
        subject=subject,
        text=tidy(render_to_string("emails/digest.txt", context)),
        html=render_to_string("emails/digest.html", context),
        next_attempt_at=now,
        give_up_at=now + PATIENCE,
        created_at=now,
    )
