"""May this be recorded of the on-site days now? Every refusal carries the sentence that the person reads (G22)."""

from collections.abc import Collection
from datetime import date, datetime

from inspections import fieldwork, judgement_policies
from inspections.fieldwork import Version
from inspections.models import Revisit, TeamMember, TimelineEvent
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import ENDED, State


class RecordChanged(Refused):
    """A colleague recorded the same in between; `current` is what stands there now."""

    def __init__(self, current: Version) -> None:
        super().__init__(
            f"{current.written_by} recorded this while you were typing. What stands there now is shown here, and what "
            "you typed is below: send it again to set it on top."
        )
        self.current = current


def check_kit(revisit: Revisit, day: int, *, at: datetime) -> None:
    """G22: of a day of a visit of more than two, once it has come."""
    _check_open(revisit)
    if not fieldwork.has_kit(revisit):
        raise Refused("Keeping-in-touch meetings are held on visits of more than two on-site days (G22).")
    on = fieldwork.days(revisit).get(day)
    if on is None:
        raise Refused(f"The re-visit has {revisit.days} on-site days: choose one of them.")
    if on > at.astimezone(LONDON).date():
        raise Refused(f"Day {day} is {on:%A %-d %B %Y}: its meeting is recorded once it has been held.")


def check_judgement_meeting(
    revisit: Revisit, *, held_at: datetime, present: Collection[TeamMember], first: bool, at: datetime
) -> None:
    """G13, G15: what must be there before judgement is. `first`: nothing was recorded of it yet."""
    _check_open(revisit)
    _check_held(revisit, held_at, at)
    if not any(member.role in TeamMember.ON_SITE for member in present):
        raise Refused("Say who of the inspectors was there.")
    if any(member.revisit_id != revisit.pk for member in present):
        raise Refused("Choose people of this re-visit's team.")
    if first:
        _check_on_site(revisit)
        judgement_policies.check_before_judgement(revisit)


def check_feedback(
    revisit: Revisit, *, held_at: datetime, weaknesses: Collection[int], first: bool, at: datetime
) -> None:
    """G22: leaders are told of each weakness (by its key), after the judgement meeting."""
    _check_open(revisit)
    _check_held(revisit, held_at, at)
    if sorted(weaknesses) != sorted(revisit.wsoa.weaknesses.values_list("pk", flat=True)):
        raise Refused("Say of each weakness what leaders were told, once.")
    if first:
        _check_on_site(revisit)
        meeting = revisit.timeline.filter(code="judgement_meeting").first()
        if meeting and not meeting.done_on:
            raise Refused(
                "Record the provisional judgement meeting first: leaders are told what was judged there (G22)."
            )


def check_marks(event: TimelineEvent, on: date) -> None:
    """The day on which something is recorded as done, in words that the timeline's own pages use."""
    if event.done_on and event.done_on != on:
        raise Refused(
            f"The timeline has {event.title[0].lower()}{event.title[1:]} as done on {event.done_on:%-d %B %Y}. "
            "Take that back there first, or enter the same day."
        )


def _check_open(revisit: Revisit) -> None:
    if revisit.state == State.PLANNED:
        raise Refused("The area has not been notified yet.")
    if revisit.state == State.POSTPONED:
        raise Refused("The visit is postponed: nothing of it takes place until the area is told of new days.")
    if revisit.state in ENDED:
        raise Refused(f"This re-visit is at “{revisit.get_state_display()}”: its records stay as they are.")


def _check_on_site(revisit: Revisit) -> None:
    if revisit.state == State.NOTIFIED:
        raise Refused(
            "The case is not on site yet: record the meeting with senior leaders as done on the timeline first."
        )
    if revisit.state != State.ON_SITE:
        raise Refused(
            f"This is recorded while the visit goes on. The case is at “{revisit.get_state_display()}”."
        )


def _check_held(revisit: Revisit, held_at: datetime, at: datetime) -> None:
    if held_at > at:
        raise Refused("It cannot have been held in the future.", "held_on")
    if held_at.astimezone(LONDON).date() < revisit.first_day:
        raise Refused(f"The visit starts on {revisit.first_day:%-d %B %Y}: enter a day of it.", "held_on")
