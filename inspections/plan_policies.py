"""May the plan of a visit change now, and does its work go on? Every refusal is the sentence that the person reads."""

from collections.abc import Collection
from datetime import date

from inspections import suspending
from inspections.models import Deferral, Revisit, SuspendedCase
from inspections.timeline.times import LONDON
from inspections.workflow import STOPPED, TRANSITIONS, Event, State
from revisits.accounts.refusal import Refused

# The changes of plan, in the order in which they are offered.
PLANS = (Event.POSTPONE, Event.CANCEL)
# Work that waits until an area that was told of a postponement is notified of new dates.
WAITS = "It goes on once the area is notified of new dates."
OVER = "Nothing of it goes on."


def check_goes_on(revisit: Revisit) -> None:
    """Whether the visit is to take place as it was told: else its arrangements, questions and requests rest."""
    if revisit.state in STOPPED and revisit.stopped_at:
        since = revisit.stopped_at.astimezone(LONDON)
        postponed = revisit.state == State.POSTPONED
        said = "postponed" if postponed else "cancelled"
        raise Refused(f"This re-visit was {said} on {since:%-d %B %Y}. {WAITS if postponed else OVER}")


def plans(revisit: Revisit) -> list[Event]:
    """The changes of plan that the workflow knows from where the case stands."""
    known = {row.event for row in TRANSITIONS if row.source == revisit.state}
    return [event for event in PLANS if event in known]


def check_dates(revisit: Revisit) -> None:
    """What is cancelled keeps the dates that it had; what is postponed gets new ones."""
    if revisit.state == State.CANCELLED:
        check_goes_on(revisit)


def check_set_date(revisit: Revisit) -> None:
    """A date is set by hand for days that are to come: of a postponed visit once it has them."""
    if revisit.state == State.POSTPONED and not revisit.has_new_days:
        raise Refused(
            "Set the new on-site days first: what is set for the earlier days falls away with them."
        )
    check_dates(revisit)


def check_renotify(revisit: Revisit, today: date) -> None:
    """An area is notified anew of days that are still to come."""
    if revisit.first_day <= today:
        raise Refused(
            f"Set the new on-site days first: {revisit.first_day:%-d %B %Y}, when the visit was to begin, is past."
        )


def check_new_letter(revisit: Revisit) -> None:
    """A letter to parents is issued for a visit that is to take place: of a postponed one once it has new days."""
    if revisit.dates_hold:
        return
    if revisit.state == State.POSTPONED:
        raise Refused(
            "Set the new on-site days first: the letter would tell parents of days on which nobody comes."
        )
    check_goes_on(revisit)


def check_not_suspended(revisit: Revisit) -> None:
    """While all re-visits are suspended nobody is notified; each is taken up again by itself."""
    held = suspending.in_force(revisit)
    if held:
        raise Refused(
            f"{held.suspension}. Take this one up again first, on the page “Change of plan”: then it may be notified."
        )


def check_suspend_all(cases: Collection[int]) -> None:
    """There is something to suspend."""
    if not cases:
        raise Refused("There is no re-visit to suspend from that day on.")


def check_take_up(revisit: Revisit) -> SuspendedCase:
    """What is suspended, and was reached: before that its area hears of it first."""
    held = suspending.in_force(revisit)
    if held is None:
        raise Refused("This re-visit is not suspended.")
    if held.done_at is None:
        raise Refused("The suspension has not reached this re-visit yet: try again in a minute.")
    return held


def check_ask_deferral(revisit: Revisit) -> None:
    """An area asks once it was notified, before the visit begins; one request is decided before the next."""
    check_goes_on(revisit)
    if revisit.state == State.PLANNED:
        raise Refused("The area was not notified yet: it cannot have asked to defer the visit.")
    if revisit.state != State.NOTIFIED:
        raise Refused("The visit has begun: it can be postponed, but not deferred any more.")
    if revisit.deferrals.filter(decision="").exists():
        raise Refused("A request to defer waits for its decision already.")


def check_decide_deferral(deferral: Deferral) -> None:
    """A request is decided once, while the visit is still to come as it was told."""
    if deferral.decision:
        raise Refused(f"This request was decided already: {deferral.get_decision_display().lower()}.")
    check_goes_on(deferral.revisit)
    if deferral.revisit.state != State.NOTIFIED:
        raise Refused("The visit has begun: it can be postponed, but not deferred any more.")
