"""One entry of the catalogue."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inspections.contacts import Contact
from notifications.cause import Cause, Stage


class Urgency(StrEnum):
    """How much a message may bend to its reader's wishes."""

    FORMAL = "formal"  # sent at once, to everybody it is for: nobody delays, gathers or stops it
    NEEDED = "needed"  # asks its reader to do something: it may be gathered, never stopped
    OPTIONAL = "optional"  # for information: its reader may have it gathered, or stop it


@dataclass(frozen=True)
class Message:
    """One entry: what sets it off, who gets it, and what its templates are told.

    Set off by case events of `kinds`, or by a reminder at `stage`. `recipients` may be empty. `facts` gives
    the context of `templates/emails/<code>.{subject.txt,txt,html}`, or None where that contact has nothing to
    be told. `readers` says in plain words who gets it.
    """

    code: str
    name: str
    recipients: Callable[[Cause], Iterable[Contact]]
    facts: Callable[[Cause, Contact], Mapping[str, Any] | None]
    kinds: frozenset[str] = frozenset()
    stages: frozenset[Stage] = frozenset()
    urgency: Urgency = Urgency.NEEDED
    readers: str = ""

    @property
    def may_wait(self) -> bool:
        """Whether its reader may have it gathered in a digest."""
        return self.urgency != Urgency.FORMAL

    @property
    def may_be_stopped(self) -> bool:
        """Whether its reader may do without it."""
        return self.urgency == Urgency.OPTIONAL
