"""The digest: what a person has gathered leaves in one e-mail, once a working day, at the hour that they chose."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from inspections import queries
from inspections.actions.record import poke
from inspections.timeline.times import LONDON
from letters.composing import phrases
from notifications.access import may_be_told
from notifications.domain import remind, unsubscribe
from notifications.domain.audience import SIDES
from notifications.domain.quiet import is_quiet, last_slot
from notifications.domain.render import tidy
from notifications.domain.wishes import release
from notifications.models import OutboxMessage, Wishes
from notifications.models.outbox import DIGEST, PATIENCE, Status
from revisits.accounts.models import User
from revisits.accounts.roles import Role

log = logging.getLogger(__name__)
# So long after its hour a digest is on time, though it may be quiet by then: the last hour is the end of the day.
ON_TIME = timedelta(minutes=30)


@dataclass(frozen=True)
class Item:
    """One message in a digest: `stop` is the link by which its reader has no more like it, where they may."""

    subject: str
    gist: str
    when: str
    stop: str


@dataclass(frozen=True)
class Section:
    """What there is of one case, the newest last."""

    title: str
    link: str
    items: list[Item]


def send_due(*, at: datetime, now: datetime) -> int:
    """Write the digests that are due at `at` (the case's time); returns how many. `now` is real time.

    A missed hour is made up as soon as it is not quiet. What waits for somebody who wants it at once leaves at once.
    One that cannot be written does not hold up the others.
    """
    waiting = OutboxMessage.objects.filter(status=Status.GATHERED, digest=None)
    written = 0
    for person in User.objects.filter(pk__in=waiting.values("recipient_user")).order_by("pk"):
        try:
            written += write(person=person, at=at, now=now)
        except Exception:
            log.exception("the digest of person %s cannot be written", person.pk)
    if written:
        poke("notifications.deliver_due")
    return written


@transaction.atomic
def write(*, person: User, at: datetime, now: datetime) -> bool:
    """Write a person's digest, if it is due at `at` and not there; whether this run did. Whoever comes first writes it.

    What no longer stands, may not be told or is not wanted any more is left out; an empty digest is not written.
    """
    wishes = Wishes.objects.select_for_update().filter(user=person).first()
    if wishes is None or not wishes.gather:
        release(person, now=now)
        return False
    calendar = queries.calendar()
    slot = last_slot(at, wishes.hour, calendar)
    cause = f"digest:{person.pk}:{slot:%Y-%m-%d}"
    gathered = OutboxMessage.objects.filter(recipient_user=person, status=Status.GATHERED, digest=None)
    on_time = at - slot <= ON_TIME
    if (
        (is_quiet(at, calendar) and not on_time)
        or not gathered.filter(written_at__lte=at if on_time else slot).exists()
        or OutboxMessage.objects.filter(cause=cause).exists()
    ):
        return False
    rows = list(gathered.select_related("revisit__area", "attach_letter").select_for_update(of=("self",)))
    kept = _kept(rows, at)
    if not kept:
        return False
    digest = _row(person, cause, kept, at, now)
    digest.save()
    OutboxMessage.objects.filter(pk__in=[row.pk for row in kept]).update(digest=digest)
    return True


def _kept(rows: list[OutboxMessage], at: datetime) -> list[OutboxMessage]:
    """The rows that are still to be told; the others are marked, and stay out."""
    standing: set[str] = set()
    if any(_is_reminder(row) for row in rows):
        standing = {cause.key for cause in remind.standing(at)}
    over = [row for row in rows if _is_reminder(row) and row.cause not in standing]
    barred = [row for row in rows if row not in over and not may_be_told(row)]
    unwanted = [
        row
        for row in rows
        if row not in over
        and row not in barred
        and unsubscribe.is_optional(row)
        and unsubscribe.is_stopped(row)
    ]
    _mark(over, status=Status.SUPERSEDED)
    _mark(unwanted, status=Status.UNWANTED)
    _mark(
        barred,
        status=Status.FAILED,
        last_error="Not sent: this person may no longer see the re-visit.",
    )
    left_out = {row.pk for row in (*over, *barred, *unwanted)}
    return [row for row in rows if row.pk not in left_out]


def _is_reminder(row: OutboxMessage) -> bool:
    return row.cause.startswith("reminder:")


def _mark(rows: list[OutboxMessage], **values: Any) -> None:
    if rows:
        OutboxMessage.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def _row(person: User, cause: str, rows: list[OutboxMessage], at: datetime, now: datetime) -> OutboxMessage:
    """The digest's own row. It hangs on the case of its newest message, whose reader this person is."""
    newest = max(rows, key=lambda row: row.pk)
    context = facts(person, rows, at)
    html = render_to_string("emails/digest.html", context)
    return OutboxMessage(
        message=DIGEST,
        revisit=newest.revisit,
        cause=cause,
        written_at=at,
        recipient_key=newest.recipient_key,
        recipient_role=newest.recipient_role,
        recipient_name=person.name,
        recipient_email=person.email or newest.recipient_email,
        recipient_user=person,
        subject=context["subject"],
        text=tidy(render_to_string("emails/digest.txt", context)),
        html=html,
        next_attempt_at=now,
        give_up_at=now + PATIENCE,
        created_at=now,
    )


def facts(person: User, rows: list[OutboxMessage], at: datetime) -> dict[str, Any]:
    """What the templates are told. The subject names no case: it is read on locked screens."""
    ordered = sorted(rows, key=lambda row: (row.revisit.area.name, row.revisit_id, row.pk))
    number = len(rows)
    return {
        "person": person,
        "subject": f"Re-visits, {phrases.weekday(at.astimezone(LONDON).date())}: "
        f"{number} message{'' if number == 1 else 's'}",
        "sections": [
            _section(list(of_case)) for _, of_case in groupby(ordered, key=lambda row: row.revisit_id)
        ],
        "settings_link": settings.SITE_URL + reverse("what-you-are-sent"),
    }


def _section(rows: list[OutboxMessage]) -> Section:
    revisit = rows[0].revisit
    outside = Role(rows[0].recipient_role) in SIDES
    page = reverse("area-case", args=[revisit.reference]) if outside else revisit.get_absolute_url()
    items = [
        Item(
            row.subject,
            row.gist,
            f"{row.written_at.astimezone(LONDON):%-d %B, %-H:%M}",
            unsubscribe.link(row) if unsubscribe.is_optional(row) else "",
        )
        for row in rows
    ]
    return Section(
        f"{revisit.area.name}, from {phrases.weekday(revisit.first_day)}", settings.SITE_URL + page, items
    )
