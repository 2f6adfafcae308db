"""Formal notices that go at a moment that somebody set: once, by the same action as by hand, or held up and said so."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections import access
from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from notifications.domain.compose import Composed
from notifications.domain.formal import NOTICES, FormalNotice, Words
from notifications.models import ScheduledNotice
from revisits.accounts.models import User
from revisits.acting import acting

log = logging.getLogger(__name__)
State, Kind = ScheduledNotice.State, CaseEvent.Kind
LEFT = (State.WAITING, State.HELD)
PAST = "Set a moment that is still to come."


def all_waiting(revisit: Revisit) -> list[ScheduledNotice]:
    """What is scheduled in a case, and has neither gone nor been called off; what goes first, first."""
    found = ScheduledNotice.objects.filter(revisit=revisit, state__in=LEFT)
    return list(found.select_related("scheduled_by").order_by("send_at", "pk"))


def waiting(revisit: Revisit, notice: FormalNotice) -> ScheduledNotice | None:
    """What is scheduled of one notice."""
    return next((each for each in all_waiting(revisit) if each.notice == notice.code), None)


def as_seen(composed: list[Composed]) -> list[dict[str, str]]:
    """Who gets what, to be compared with later."""
    return [
        {
            "key": each.key,
            "who": f"{each.contact.name}, {each.contact.role_label}",
            "email": each.contact.email,
            "subject": each.words.subject,
            "text": each.words.text,
        }
        for each in composed
    ]


@transaction.atomic
def schedule(
    *, revisit: Revisit, notice: FormalNotice, words: Words, send_at: datetime, by: User, at: datetime
) -> ScheduledNotice:
    """Have a notice go at `send_at` (aware), in the name of `by`; one that waits already gets these words and moment.

    Raises Refused where it might not go now either, for whoever may not send it, for one that cannot wait, and for a
    moment that is past.
    """
    held = Revisit.objects.select_for_update().get(pk=revisit.pk)
    _may(by, notice, held)
    if not notice.may_wait:
        raise Refused(f"{notice.title}: it cannot be scheduled.")
    _check(notice, held, at)
    if send_at <= at:
        raise Refused(PAST, "send_day")
    kept = waiting(held, notice) or ScheduledNotice(revisit=held, notice=notice.code)
    kept.words, kept.send_at = dict(words), send_at
    kept.seen = as_seen(notice.preview(revisit, words, by=by, at=send_at))
    kept.scheduled_by, kept.scheduled_at = by, at
    kept.state, kept.why = State.WAITING, ""
    kept.save()
    _trace(kept, Kind.NOTICE_SCHEDULED, f"{notice.title}: it goes at {kept.when}.", by=by, at=at)
    return kept


@transaction.atomic
def call_off(*, revisit: Revisit, notice: FormalNotice, by: User, at: datetime) -> ScheduledNotice:
    """What was scheduled does not go. Raises Refused where it went already, or nothing waits."""
    held = Revisit.objects.select_for_update().get(pk=revisit.pk)
    _may(by, notice, held)
    kept = waiting(held, notice)
    if kept is None:
        raise Refused("Nothing is scheduled any more: look at what was sent.")
    _end(kept, State.CALLED_OFF, by=by, at=at)
    _trace(kept, Kind.NOTICE_CALLED_OFF, f"{notice.title}, for {kept.when}.", by=by, at=at)
    return kept


@transaction.atomic
def send_now(*, revisit: Revisit, notice: FormalNotice, words: Words, by: User, at: datetime) -> None:
    """Send it by hand; what was scheduled of it is done by this. Raises Refused as the action does."""
    Revisit.objects.select_for_update().get(pk=revisit.pk)
    kept = waiting(revisit, notice)
    notice.act(revisit=revisit, by=by, at=at, **words)
    if kept:
        _end(kept, State.SENT, by=by, at=at)


def send_due(*, at: datetime) -> int:
    """Send what is due at `at`; returns how many went. What may not go is held up, and those who can help are told."""
    due = ScheduledNotice.objects.filter(state=State.WAITING, send_at__lte=at).order_by("send_at", "pk")
    sent = 0
    for pk in due.values_list("pk", flat=True):
        try:
            sent += send_scheduled(pk=pk, at=at)
        except Refused as refusal:
            hold_up(pk=pk, why=str(refusal), at=at)
        except Exception:
            log.exception("scheduled notice %s failed", pk)
    return sent


@transaction.atomic
def send_scheduled(*, pk: int, at: datetime) -> bool:
    """Send one in the name of whoever scheduled it; whether this run did. Raises Refused where it may not go now."""
    kept = _locked(pk)
    if kept is None or kept.state != State.WAITING or kept.send_at > at:
        return False
    notice, by = NOTICES[kept.notice], kept.scheduled_by
    _may(by, notice, kept.revisit)
    _check(notice, kept.revisit, at)
    with acting(person=by.pk):
        notice.act(revisit=kept.revisit, by=by, at=at, **kept.words)
    _end(kept, State.SENT, by=None, at=at)
    return True


@transaction.atomic
def hold_up(*, pk: int, why: str, at: datetime) -> None:
    """Write down that a notice could not go when it was due; the lead and inspection support are told why."""
    kept = _locked(pk)
    if kept is None or kept.state != State.WAITING:
        return
    kept.state, kept.why = State.HELD, why
    kept.save()
    text = f"{NOTICES[kept.notice].title}: it was to go at {kept.when}, and did not. {why}"
    title = NOTICES[kept.notice].title
    _trace(kept, Kind.NOTICE_HELD, text, by=None, at=at, why=why, title=title)


def _locked(pk: int) -> ScheduledNotice | None:
    """Under the lock of its case first, as the action takes it."""
    found = ScheduledNotice.objects.filter(pk=pk).first()
    if found is None:
        return None
    Revisit.objects.select_for_update().get(pk=found.revisit_id)
    rows = ScheduledNotice.objects.select_related("revisit__area", "scheduled_by")
    return rows.select_for_update(of=("self",)).get(pk=pk)


def _check(notice: FormalNotice, revisit: Revisit, at: datetime) -> None:
    if notice.check:
        notice.check(revisit, at.date())


def _may(person: User, notice: FormalNotice, revisit: Revisit) -> None:
    if not person.is_active or not access.may(person, notice.permission, revisit):
        raise Refused(f"{person} may not {notice.permission} in this case.")


def _end(kept: ScheduledNotice, state: ScheduledNotice.State, *, by: User | None, at: datetime) -> None:
    kept.state, kept.ended_at, kept.ended_by, kept.why = state, at, by, ""
    # Who was to get what stands in the messages, if they went; here nobody asks for it any more.
    kept.words, kept.seen = {}, []
    kept.save()


def _trace(
    kept: ScheduledNotice, kind: CaseEvent.Kind, text: str, *, by: User | None, at: datetime, **more: Any
) -> None:
    data = {"notice": kept.notice, "send_at": kept.send_at.isoformat(), "scheduled": kept.pk, **more}
    record(kept.revisit, kind, by=by, at=at, text=text, data=data)
