"""Messages about the parents' survey (G16): that it opened, closed, is broken, mended, extended or replaced."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.contacts import Contact
from inspections.models import CaseEvent
from inspections.survey import NOON, address
from inspections.timeline import times
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import circulating
from letters.composing import phrases
from notifications.cause import Cause
from notifications.domain import audience, forum
from notifications.domain.facts import common


def told(cause: Cause) -> list[Contact]:
    """The lead HMI, the area and its forum, but for whoever did it; of a visit that is put off nobody."""
    if cause.revisit.stopped:
        return []
    found = [*forum.lead(cause), *audience.area(cause)]
    return [
        contact for contact in found if contact.user_id is None or contact.user_id != cause.happened[0].by_id
    ]


def window(cause: Cause, contact: Contact) -> dict[str, Any]:
    """Until when it is open, where it is, and what was said of it; the link leads where everybody reads it."""
    revisit, data = cause.revisit, cause.happened[0].data
    page = "survey"
    if audience.side(contact):
        # The public knows of a visit once its letter is issued.
        page = "public-visit" if circulating.newest(revisit) else "area-case"
    return common(cause, contact) | {
        "closes": _moment(data.get("closes")),
        "survey_url": address(revisit),
        "said": data.get("said", ""),
        "public": page == "public-visit",
        "link": settings.SITE_URL + reverse(page, args=[revisit.reference]),
    }


def lead_of_extended(cause: Cause) -> list[Contact]:
    """The lead HMI, where somebody else had it close later; the others hear of it as of any date."""
    if cause.revisit.stopped or _extension(cause) is None:
        return []
    return [contact for contact in forum.lead(cause) if contact.user_id != cause.happened[0].by_id]


def extended(cause: Cause, contact: Contact) -> dict[str, Any] | None:
    """Until when it is open now, why, and who said so."""
    event = _extension(cause)
    if event is None:
        return None
    return common(cause, contact) | {
        "closes": _moment(_closes(event).isoformat()),
        "said": event.data["reason"],
        "who": event.by,
        "link": settings.SITE_URL + reverse("survey", args=[cause.revisit.reference]),
    }


def _extension(cause: Cause) -> CaseEvent | None:
    """That the closing was set to a later day, or hour of it, once the area knew of the survey."""
    if cause.revisit.state == State.PLANNED:
        return None
    for event in cause.happened:
        day, before = event.data.get("to") or "", event.data.get("from") or ""
        if event.data.get("code") != "survey_closes" or day < before:
            continue
        if day > before or cause.revisit.survey_changes.filter(kind="extended", at=event.at).exists():
            return event
    return None


def _closes(event: CaseEvent) -> datetime:
    day = date.fromisoformat(event.data["to"])
    return times.london(day, times.clock_time(event.data.get("time") or "") or NOON)


def _moment(iso: str | None) -> str:
    """As messages write it: "Monday 16 May 2022, 12 noon"."""
    if not iso:
        return ""
    at = datetime.fromisoformat(iso).astimezone(LONDON)
    return f"{phrases.weekday(at.date())}, {phrases.clock(at.time())}"
