"""The meetings of a re-visit as data (GT): what each is called, whom of the area it concerns, how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Side(StrEnum):
    """Whose people of the area: one side never sees what concerns the other alone."""

    AUTHORITY = "authority"
    HEALTH = "health"
    FORUM = "forum"


LEADERS = frozenset({Side.AUTHORITY, Side.HEALTH})
EVERYBODY = frozenset(Side)
FORUM = frozenset({Side.FORUM})
NOBODY: frozenset[Side] = frozenset()

OPEN_MEETING = "open_meeting"
# A meeting that the guidance's timeline does not hold: it brings its own title, date and sides.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class MeetingKind:
    """One kind. `code` is the event of the timeline that dates it; `minutes` how long it usually takes."""

    code: str
    title: str
    sides: frozenset[Side]
    minutes: int


KINDS: Mapping[str, MeetingKind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            MeetingKind("follow_up_call", "Call with the nominated officer", frozenset({Side.AUTHORITY}), 45),
            MeetingKind("planning_call", "Call about the draft schedule", LEADERS, 60),
            MeetingKind("adviser_call", "Call with the DfE and NHS England advisers", NOBODY, 60),
            MeetingKind("leaders_meeting", "Meeting with senior leaders", LEADERS, 90),
            MeetingKind("pcf_meeting", "Meeting with the parent carer forum", FORUM, 90),
            MeetingKind(OPEN_MEETING, "Open meeting for parents and carers", EVERYBODY, 90),
            MeetingKind("kit", "Keeping-in-touch meeting", LEADERS, 30),
            MeetingKind("judgement_meeting", "Provisional judgement meeting", NOBODY, 120),
            MeetingKind("feedback", "Feedback to leaders", LEADERS, 60),
            MeetingKind(OTHER, "Meeting", NOBODY, 60),
        )
    }
)


def kinds_of(side: Side) -> frozenset[str]:
    """The codes of the timeline's meetings that concern a side."""
    return frozenset(code for code, kind in KINDS.items() if side in kind.sides)
