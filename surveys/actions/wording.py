"""Translating the texts of the survey's pages, and checking what was translated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from inspections.policies import Refused
from revisits.accounts.models import User
from surveys.models import PageWording
from surveys.wording import ENGLISH, placeholders

MEANWHILE = "Somebody changed a text while you were reading: look at the page again, then check it."
ALONE = (
    "You wrote some of these yourself. Somebody else who reads the language checks them, or name the translation "
    "service that did."
)


class WordingWrong(Refused):
    """Some of what was typed cannot be kept; `by_key` says why."""

    def __init__(self, by_key: Mapping[str, str]) -> None:
        super().__init__("Nothing is kept yet: look at the texts that are marked.")
        self.by_key = by_key


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one text, and what stood there when its writer began (empty: nothing)."""

    text: str
    seen: str


@transaction.atomic
def write_wording(*, language: str, typed: Mapping[str, Typed], by: User, at: datetime) -> int:
    """Keep what was typed, by the key of the text; what is new is unchecked. Returns how many changed.

    Raises WordingWrong, and keeps nothing, where a placeholder is lost or invented, or somebody changed a text
    meanwhile. Nothing typed takes a text away.
    """
    known = _known(language, typed)
    wanted = {
        key: given
        for key, given in typed.items()
        if key in ENGLISH and given.text != (known[key].text if key in known else "")
    }
    found = {key: _fault(key, given, known.get(key)) for key, given in wanted.items()}
    if faults := {key: fault for key, fault in found.items() if fault}:
        raise WordingWrong(faults)
    for key, given in wanted.items():
        if not given.text:
            known[key].delete()
            continue
        row = known.get(key) or PageWording(language=language, key=key)
        row.text, row.written_by, row.written_at = given.text, by, at
        row.checked_by = row.checked_at = None
        row.checked_service = ""
        row.save()
    return len(wanted)


@transaction.atomic
def check_wording(*, language: str, seen: Mapping[str, str], service: str, by: User, at: datetime) -> int:
    """Say that texts not checked yet are right, of those that were read: `seen` has their words by key.

    `service` names a translation service that checked them, empty where `by` did. Returns how many. Raises Refused
    where somebody changed one since, and where `by` wrote one and names no service.
    """
    rows = [row for row in _known(language, seen).values() if row.checked_at is None]
    if not rows:
        raise Refused("There is nothing left to check.")
    if not service and any(row.written_by_id == by.pk for row in rows):
        raise Refused(ALONE, "service")
    if any(row.text != seen[row.key] for row in rows):
        raise Refused(MEANWHILE)
    for row in rows:
        row.checked_by, row.checked_at, row.checked_service = by, at, service
        row.save(update_fields=["checked_by", "checked_at", "checked_service"])
    return len(rows)


def _known(language: str, keys: Mapping[str, object]) -> dict[str, PageWording]:
    rows = PageWording.objects.select_for_update().filter(language=language, key__in=list(keys))
    return {row.key: row for row in rows}


def _fault(key: str, given: Typed, row: PageWording | None) -> str:
    """Why it cannot be kept; empty where it can."""
    if (row.text if row else "") != given.seen:
        theirs = row.text if row else "nothing"
        return (
            f"Somebody changed this text while you were typing. It says now: “{theirs}”. Yours is kept here: send it "
            "again to set it over theirs."
        )
    return placeholder_fault(key, given.text) if given.text else ""


def placeholder_fault(key: str, text: str) -> str:
    """What is wrong with the placeholders of a translation; empty where each of the English is there, and no other."""
    wanted = placeholders(ENGLISH[key])
    try:
        found = placeholders(text)
    except ValueError:
        return "The braces { } do not pair, or hold more than a name: copy them from the English."
    lost, more = sorted(wanted - found), sorted(found - wanted)
    said = [f"{{{name}}} is missing: the program puts words in its place." for name in lost]
    said += [f"{{{name}}} is not in the English: take it out." for name in more]
    return " ".join(said)
