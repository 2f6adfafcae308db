"""Who takes files of which purpose. The layers above register themselves, when their app is ready."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.http import Http404

from revisits.accounts.models import User
from revisits.files.models import StoredFile

Target = Mapping[str, Any]


class Receiver(Protocol):
    """The layer above, which knows what files of a purpose are for."""

    def may(self, person: User, target: Target) -> None:
        """Asked before the first byte, and again before the file is kept.

        Raises Http404 where the person may not see what it is for, Refused where it may not be given now.
        """

    def received(self, *, stored: StoredFile, target: Target, by: User, at: datetime) -> str:
        """Called once for each file that is kept, inside its transaction; the address of the receipt.

        `at` is when the last byte came. Refused refuses the file; any other error has it tried again later.
        """


_RECEIVERS: dict[str, Receiver] = {}
Made = TypeVar("Made", bound=Receiver)


def receiver(purpose: str) -> Callable[[type[Made]], type[Made]]:
    """Register a class as what takes the files of a purpose."""

    def register(made: type[Made]) -> type[Made]:
        _RECEIVERS[purpose] = made()
        return made

    return register


def receiver_of(purpose: str) -> Receiver:
    """Http404 where nothing takes files of that purpose."""
    if purpose not in _RECEIVERS:
        raise Http404
    return _RECEIVERS[purpose]
