"""Messages about the parents' survey (G16): that it opened, closed, is broken or mended."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.contacts import Contact
from inspections.survey import address
from inspections.timeline.times import LONDON
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


def _moment(iso: str | None) -> str:
    """As messages write it: "Monday 16 May 2022, 12 noon"."""
    if not iso:
        return ""
    at = datetime.fromisoformat(iso).astimezone(LONDON)
    return f"{phrases.weekday(at.date())}, {phrases.clock(at.time())}"
