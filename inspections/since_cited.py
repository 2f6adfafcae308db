"""What has changed since in what a note cites: layers above say it, each of what it keeps."""

from collections.abc import Callable, Mapping, Sequence

Says = Callable[[Sequence[int]], Mapping[int, str]]
_SAYS: list[Says] = []


def says(found: Says) -> Says:
    """Register what a layer above knows: of notes, by their keys, a sentence for each that has changed."""
    _SAYS.append(found)
    return found


def of_notes(notes: Sequence[int]) -> dict[int, str]:
    """By the key of a note, what has changed since; nothing of the others."""
    found: dict[int, str] = {}
    for each in _SAYS if notes else ():
        found |= each(notes)
    return found
