"""The ways by which messages leave: SMTP, and GOV.UK Notify for e-mail and text messages; `chosen.py` says which."""

from dataclasses import dataclass
from typing import Protocol

from notifications.models import OutboxMessage


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: taken (`error` empty), refused for good (`permanent`), or to try again.

    `line_dead`: the next message would fare no better. `unsure`: it broke off where nobody can tell whether the
    message was taken, so that it may come twice. `certain`: the provider has it once, whatever was unsure before.
    `bounced`: refused for good, as there is no such address.
    """

    error: str = ""
    permanent: bool = False
    line_dead: bool = False
    unsure: bool = False
    certain: bool = False
    bounced: bool = False

    @property
    def sent(self) -> bool:
        return not self.error


class Channel(Protocol):
    """One line to a provider, used by one process for one run."""

    def send(self, row: OutboxMessage) -> Outcome:
        """Hand over one message. Raises nothing but what the database raises."""

    def close(self) -> None:
        """Hang up; that the line was broken already is no news."""
