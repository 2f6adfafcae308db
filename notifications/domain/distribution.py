"""The distribution log: how far each formal notice of a case has got with each of its recipients, and who has not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from inspections.models import CaseEvent, Revisit
from inspections.timeline.times import LONDON
from notifications.catalogue import CATALOGUE, MESSAGES, Urgency
from notifications.models import OutboxMessage
from notifications.models.outbox import TAGS, Channel, Status

FORMAL = tuple(message.code for message in CATALOGUE if message.urgency is Urgency.FORMAL)


@dataclass(frozen=True)
class Line:
    """One notice and one recipient. `newest`: no later notice of the kind went to them, so that this one counts."""

    row: OutboxMessage
    newest: bool
    chased: CaseEvent | None

    @property
    def missing(self) -> str:
        """What has not happened yet; empty where nothing is missed of it."""
        if not self.newest or self.row.opened_at:
            return ""
        if self.row.standing.status == Status.NO_ADDRESS:
            return "Has no e-mail address"
        if self.row.standing.status in (Status.FAILED, Status.SET_ASIDE):
            return "Did not get it"
        if self.row.standing.status != Status.SENT:
            return "Not sent yet"
        # A mailbox has nobody who signs in: that its server took the notice is all that can be known.
        return "Has not opened it" if self.row.recipient_user_id else ""

    @property
    def tag(self) -> str:
        """The colour of what is missing."""
        return "yellow" if self.row.standing.status == Status.SENT else TAGS[Status(self.row.standing.status)]


@dataclass(frozen=True)
class Notice:
    """One formal notice, by its cause."""

    name: str
    prepared_at: datetime
    lines: tuple[Line, ...]


def rows(revisit: Revisit) -> "list[OutboxMessage]":
    """The formal notices of a case, the newest first; without those that were withdrawn before they left."""
    found = OutboxMessage.objects.filter(revisit=revisit, message__in=FORMAL, channel=Channel.EMAIL).exclude(
        status=Status.SUPERSEDED
    )
    return list(
        found.select_related("digest")
        .defer("text", "html", "digest__text", "digest__html")
        .order_by("-written_at", "-id")
    )


def lines(revisit: Revisit) -> list[Line]:
    """Each of `rows` with its chasing: two questions in all."""
    chased = {
        event.data["outbox"]: event
        for event in revisit.history.filter(kind=CaseEvent.Kind.NOTICE_CHASED)
        .select_related("by")
        .order_by("id")
    }
    found, seen = [], set[tuple[str, str]]()
    for row in rows(revisit):
        key = (row.message, row.recipient_key)
        found.append(Line(row, key not in seen, chased.get(row.pk)))
        seen.add(key)
    return found


def notices(of: Iterable[Line]) -> list[Notice]:
    """The lines by what caused them."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in of:
        groups.setdefault((line.row.cause, line.row.message), []).append(line)
    return [
        Notice(MESSAGES[code].name, found[0].row.written_at, tuple(found))
        for (_, code), found in groups.items()
    ]


def chased_on(line: Line, now: datetime) -> bool:
    """Whether somebody reminded them today."""
    return bool(line.chased and line.chased.at.astimezone(LONDON).date() == now.astimezone(LONDON).date())
