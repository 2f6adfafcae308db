"""Receiving files, for the layers above: who takes them, and the part of a page on which they are chosen.

    @receiver("evidence")
    class EvidenceReceiver:
        def may(self, person, target): ...
        def received(self, *, stored, target, by, at): ...

A page has a form (post, multipart) around `{% include "files/upload.html" with offered=offered %}`, where `offered` is
what `offer` returns. Without JavaScript its view gives the posted files to `receive_form`; with it they come by
tus, and everything in `target` was in the browser's hands.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from revisits.files.receivers import Receiver, Target, receiver, receiver_of
from revisits.files.uploads.small import Outcome, has_files, receive_form, receive_small

__all__ = [
    "Offered", "Outcome", "Receiver", "Target", "has_files", "offer", "receive_form", "receive_small", "receiver",
    "receiver_of",
]  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """What the include shows; `done` is where all that was given is listed."""

    purpose: str
    target: str
    outcomes: Sequence[Outcome]
    done: str
    label: str
    hint: str

    @property
    def refused(self) -> list[Outcome]:
        return [each for each in self.outcomes if each.refused]

    @property
    def received(self) -> list[Outcome]:
        return [each for each in self.outcomes if each.receipt]

    @property
    def largest(self) -> int:
        """In bytes; with JavaScript."""
        return int(settings.MAX_UPLOAD_BYTES)

    @property
    def most_without_script(self) -> int:
        """In bytes, all files of the form together."""
        return int(settings.SMALL_UPLOAD_BYTES)


def offer(
    purpose: str,
    target: Target,
    *,
    outcomes: Sequence[Outcome] = (),
    done: str = "",
    label: str = "Choose files",
    hint: str = "",
) -> Offered:
    """What a page needs to take files of a purpose for a target (JSON values)."""
    receiver_of(purpose)
    return Offered(purpose, json.dumps(dict(target)), outcomes, done, label, hint)
