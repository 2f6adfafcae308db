"""A person's data as one JSON file, written while it is read."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from revisits.accounts.models import User
from revisits.accounts.personal_data import Holding, holdings

ABOUT = (
    "What Re-visits holds on you. Each part says what it is, why it is held and how long. The words of confidential "
    "papers, letters, messages and reasons are left out: they are about a case and other people. Times are London "
    "time; dates are year-month-day."
)


def as_json(person: User, *, at: datetime) -> Iterator[str]:
    """The file in pieces: {"about", "name", "made", "parts": [{"what", "why", "how_long", "records": [...]}]}."""
    head = {"about": ABOUT, "name": person.name, "made": at.isoformat(timespec="seconds")}
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "parts": ['
    for number, holding in enumerate(holdings()):
        yield from _part(holding, person, first=number == 0)
    yield "\n ]\n}\n"


def _part(holding: Holding, person: User, *, first: bool) -> Iterator[str]:
    head = {"what": holding.what, "why": holding.why, "how_long": holding.how_long}
    yield ("" if first else ",") + "\n  " + json.dumps(head, ensure_ascii=False)[:-1] + ', "records": ['
    separator = ""
    for row in holding.copy(person):
        yield separator + "\n   " + json.dumps(row, ensure_ascii=False, default=_said)
        separator = ","
    yield "\n  ]}" if separator else "]}"


def _said(value: Any) -> str:
    """Dates and times by ISO 8601, times as London has them."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
