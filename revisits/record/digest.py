"""What of an entry and of a seal is hashed: canonical text, the same on every machine."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from revisits.record.models import Entry, Seal
from revisits.record.ranges import Ranges

PRINT = 8
FACTS = (
    "at",
    "operation",
    "table",
    "row",
    "case",
    "area",
    "person",
    "means",
    "why",
    "login",
    "was",
    "became",
)


def within(these: Ranges) -> Q:
    """Entries whose numbers are in these ranges."""
    found = Q(pk__in=[])
    for first, last in these:
        found |= Q(pk__range=(first, last))
    return found


def hashed(entries: QuerySet[Entry]) -> Iterator[tuple[int, bytes]]:
    """Number and SHA-256 of each entry, in their order; what was and became as PostgreSQL's own text of it."""
    as_text = {"was": Cast("before", TextField()), "became": Cast("after", TextField())}
    for number, *facts in entries.annotate(**as_text).values_list("pk", *FACTS):
        yield number, hashlib.sha256(canonical(facts).encode()).digest()


def canonical(facts: Any) -> str:
    return json.dumps(facts, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> str:
    assert isinstance(value, datetime)
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def digest(entries: list[tuple[int, bytes]]) -> str:
    """SHA-256 over number and hash of each entry, as hexadecimal."""
    whole = hashlib.sha256()
    for number, hash_ in entries:
        whole.update(number.to_bytes(8, "big") + hash_)
    return whole.hexdigest()


def seal_hash(seal: Seal) -> str:
    """SHA-256 over everything that a seal says, the hash of the one before included."""
    said = [
        seal.number,
        seal.previous,
        seal.ids,
        seal.gaps,
        seal.last,
        seal.horizon,
        seal.count,
        bytes(seal.prints).hex(),
        seal.digest,
        seal.at,
    ]
    return hashlib.sha256(canonical(said).encode()).hexdigest()
