"""May this happen now? Every refusal carries the sentence that the person reads."""

from datetime import date

from inspections.models import Revisit, TeamMember, TimelineEvent
from inspections.workflow import Event, NotAllowedNow, State, advance
from revisits.accounts.refusal import Refused as Refused


class Conflict(Exception):
    """Somebody changed the same thing in between; `current` is what stands there now."""

    def __init__(self, current: Revisit) -> None:
        super().__init__("Somebody else changed this re-visit while you were editing it.")
        self.current = current


def check_notify(revisit: Revisit) -> None:
    """G6, G8: the area is told once, by a complete team."""
    try:
        advance(State(revisit.state), Event.NOTIFY)
    except NotAllowedNow:
        raise Refused("The area has been notified already.") from None
    roles = set(revisit.team.values_list("role", flat=True))
    if TeamMember.Role.LEAD not in roles:
        raise Refused("Name the lead HMI first: a re-visit is led by one of His Majesty's Inspectors (G6).")
    if TeamMember.Role.CQC not in roles:
        raise Refused("Add a CQC inspector to the team first: the lead HMI is accompanied by one (G6).")


def check_done(event: TimelineEvent, done_on: date, today: date) -> None:
    """An event is done once, and not in the future."""
    if event.done_on:
        raise Refused(
            f"{event.done_by or 'The program'} recorded this as done on {event.done_on:%-d %B %Y} already."
        )
    if done_on > today:
        raise Refused("The day cannot be in the future.")
    if event.code == "notify":
        raise Refused("Use “Notify the area”: it sends the notices.")


def check_reschedule(revisit: Revisit) -> None:
    """The days may still change on site: a visit may end a day later than was told."""
    if revisit.state in (State.REPORTING, State.CLOSED):
        raise Refused("The visit is over: its on-site days stay as they were.")


class EventChanged(Refused):
    """Somebody set the same event in between; `event` is what stands there now."""

    def __init__(self, event: TimelineEvent) -> None:
        who = event.overridden_by or "The program"
        reason = f" ({event.override_reason})" if event.override_reason else ""
        super().__init__(
            f"{who} set this to {event.planned_on:%A %-d %B %Y}{reason} while you were typing. "
            "What you typed is below: send it again to set it over theirs."
            if event.planned_on
            else "This changed while you were typing. What you typed is below: send it again to set it."
        )
        self.event = event


def check_same(event: TimelineEvent, edition: str | None) -> None:
    """Whoever comes second is told; no edition means that nobody typed (an import)."""
    if edition is not None and edition != event.edition:
        raise EventChanged(event)


def check_override(event: TimelineEvent) -> None:
    if event.done_on:
        raise Refused("This has happened already, so its planned date stays as it was.")
