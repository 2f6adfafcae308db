"""Pages by key, newest first: no counting and no skipping, so that a million rows cost the same as a hundred."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

PAGE = 50


@dataclass(frozen=True)
class KeyPage:
    """`older` is the key to go on from, None on the last page; `newest` is whether this is the first."""

    rows: list[Any]
    older: int | None
    newest: bool


def key_page(rows: QuerySet[Model], before: str, size: int = PAGE) -> KeyPage:
    """The rows with a key below `before`; what is no number is the first page."""
    start = int(before) if before.isdecimal() and len(before) < 19 else None
    found = list((rows.filter(pk__lt=start) if start else rows).order_by("-pk")[: size + 1])
    return KeyPage(found[:size], found[size - 1].pk if len(found) > size else None, start is None)
