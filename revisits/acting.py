"""Who acts, by what means, and why: what the record writes beside every change.

Requests, tasks and commands say it once, at their door; an action that has a reason adds it. Nothing here knows
the database: `revisits.record.telling` hands it on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

Who = int | None | Callable[[], int | None]


@dataclass(frozen=True, kw_only=True)
class Acting:
    """The person's id (or a function that finds it when something is written), the means, and the reason.

    `at` (aware) is set where the demo plays the past: else a change has the time at which it is made.
    """

    person: Who = None
    means: str = "program"
    why: str = ""
    at: datetime | None = None

    @property
    def person_id(self) -> int | None:
        return self.person() if callable(self.person) else self.person


NOBODY = Acting()
_acting: ContextVar[Acting] = ContextVar("acting", default=NOBODY)


def current() -> Acting:
    return _acting.get()


@contextmanager
def acting(**given: Any) -> Iterator[None]:
    """`with acting(person=5, means="web", why="…"):` what is not given stays as it is around it."""
    token = _acting.set(replace(current(), **given))
    try:
        yield
    finally:
        _acting.reset(token)


def begin(means: str) -> None:
    """A worker starts something: nobody acts, by these means."""
    _acting.set(Acting(means=means))


def end() -> None:
    """The worker is done with it."""
    _acting.set(NOBODY)
