"""Cases that were closed on a day, and lists of what is due."""

from datetime import date, datetime, time

from inspections.models import Revisit, TeamMember, TimelineEvent
from inspections.timeline.times import LONDON
from inspections.workflow import State
from revisits.privacy.actions.propose import propose
from revisits.privacy.models import Disposal
from revisits.privacy.schedules import SCHEDULES
from tests.factories import AT, make
from tests.stages import put


def closed_case(published: date | None, **values: object) -> Revisit:
    """A closed case whose letter was published on that day; without one, only its last day is known."""
    case = make(Revisit, **values)
    make(TeamMember, revisit=case, role=TeamMember.Role.LEAD)
    make(TeamMember, revisit=case, role=TeamMember.Role.CQC)
    put(State.CLOSED, case)
    if published:
        make(TimelineEvent, revisit=case, code="published", done_on=published, recorded_at=AT)
    return case


def on(day: date, at: time = time(2, 30)) -> datetime:
    """London wall time, when the nightly list is made."""
    return datetime.combine(day, at, LONDON)


def proposed(record_type: str, day: date) -> Disposal | None:
    """The list that is open after that night."""
    return propose(schedule=SCHEDULES[record_type], at=on(day))


def listed(record_type: str, day: date) -> list[str]:
    """What is on it, the oldest first."""
    disposal = proposed(record_type, day)
    return [item.reference for item in disposal.items.all()] if disposal else []
