"""What of a scheduled notice is another than whoever scheduled it saw: who gets it, where, and in which words."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from notifications.domain.compose import Composed
from notifications.domain.scheduling import as_seen
from notifications.models import ScheduledNotice

Seen = dict[str, str]


@dataclass(frozen=True)
class Change:
    """Whose notice, what became of it, and the lines that are gone and come."""

    who: str
    what: str
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


def changes(kept: ScheduledNotice, composed: list[Composed]) -> list[Change]:
    """In the order of the notices as they are now; whoever gets none any more at the end."""
    before = {each["key"]: each for each in kept.seen}
    now = as_seen(composed)
    found = [change for each in now for change in _of(before.get(each["key"]), each)]
    keys = {each["key"] for each in now}
    gone = [each for each in kept.seen if each["key"] not in keys]
    return [*found, *(Change(each["who"], "gets no notice any more.") for each in gone)]


def _of(before: Seen | None, now: Seen) -> list[Change]:
    if before is None:
        return [Change(now["who"], "gets a notice now, and did not when it was scheduled.")]
    found = []
    if before["email"] != now["email"]:
        said = (
            f"is written to at {now['email'] or 'no address'} now, not at {before['email'] or 'no address'}."
        )
        found.append(Change(now["who"], said))
    gone, come = _lines(before["subject"] + "\n" + before["text"], now["subject"] + "\n" + now["text"])
    if gone or come:
        found.append(Change(now["who"], "reads other words.", gone, come))
    return found


def _lines(before: str, now: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of the one that are not in the other."""
    left, right = before.splitlines(), now.splitlines()
    gone: list[str] = []
    come: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += [line for line in left[a:b] if line.strip()]
            come += [line for line in right[c:d] if line.strip()]
    return tuple(gone), tuple(come)
