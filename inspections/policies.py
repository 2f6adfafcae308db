"""May this happen now? Every refusal carries the sentence that the person reads."""

from datetime import date

from inspections import access, draft_list
from inspections.meetings import Arranged
from inspections.models import MonitoringVisit, Revisit, TeamMember, TimelineEvent
from inspections.plan_policies import (
    check_dates,
    check_goes_on,
    check_not_suspended,
    check_renotify,
    check_set_date,
)
from inspections.registering import Registering
from inspections.workflow import ENDED, OVER, SENT, State, undone_with, way_back
from revisits.accounts.models import Organisation, User
from revisits.accounts.permissions import Permission
from revisits.accounts.refusal import Refused as Refused

# What is done by being recorded, and the name of the page on which it is (G22); that of a day asks for the day.
RECORDED = {"kit": "kit-write", "judgement_meeting": "judgement-meeting-write", "feedback": "feedback-write"}
# The letter has gone to others, so what it rests on was held: nobody could record it again, as the visit is over.
READ_BY_OTHERS = (State.QUALITY, *SENT, State.CLOSED)
# What is done by what the letter goes through, and how (G24, G25, G26).
FOLLOWS = {
    "draft_sent": "Send the draft on the page “Draft with the area”: that marks it done.",
    "comments_due": "Close the comments on the page “Draft with the area”: that marks it done.",
    "response_told": "Tell both parties on the page “Draft with the area”: that marks it done.",
    "final_sent": "Send it on the page “Final letter”: that marks it done.",
    "published": "The letter is published on its day and hour, or by hand on the page “Final letter”.",
}


class Conflict(Exception):
    """Somebody changed the same thing in between; `current` is what stands there now."""

    def __init__(self, current: Revisit) -> None:
        super().__init__("Somebody else changed this re-visit while you were editing it.")
        self.current = current


def check_notify(revisit: Revisit, today: date) -> None:
    """G6, G8: the area is told once, by a complete team; after a postponement, once more."""
    check_not_suspended(revisit)
    if revisit.state == State.POSTPONED:
        check_renotify(revisit, today)
    elif revisit.state == State.CANCELLED:
        check_goes_on(revisit)
    elif revisit.state != State.PLANNED:
        raise Refused("The area has been notified already.")
    roles = set(revisit.team.values_list("role", flat=True))
    if TeamMember.Role.LEAD not in roles:
        raise Refused("Name the lead HMI first: a re-visit is led by one of His Majesty's Inspectors (G6).")
    if TeamMember.Role.CQC not in roles:
        raise Refused("Add a CQC inspector to the team first: the lead HMI is accompanied by one (G6).")


def check_done(event: TimelineEvent, done_on: date, today: date) -> None:
    """An event is done once, and not in the future; nothing of a visit is done while it is put off."""
    check_goes_on(event.revisit)
    if event.done_on:
        raise Refused(
            f"{event.done_by or 'The program'} recorded this as done on {event.done_on:%-d %B %Y} already."
        )
    if done_on > today:
        raise Refused("The day cannot be in the future.")
    if event.code == "notify":
        raise Refused("Use “Notify the area”: it sends the notices.")
    if event.code in RECORDED:
        raise Refused("Record it on the page “On site”: that marks it done.")
    if event.code in FOLLOWS:
        raise Refused(FOLLOWS[event.code])


def check_reschedule(revisit: Revisit) -> None:
    """The days may still change on site: a visit may end a day later than was told."""
    check_dates(revisit)
    if revisit.state in OVER:
        raise Refused("The visit is over: its on-site days stay as they were.")


def check_reopen(event: TimelineEvent) -> None:
    """What was done by mistake is undone, but for what went out, and for what moved the case on."""
    check_goes_on(event.revisit)
    if event.code == "notify":
        raise Refused("The notices have gone out: this cannot be taken back.")
    if event.code in FOLLOWS:
        raise Refused("This follows from what the letter went through: it is not taken back by hand.")
    if event.code in RECORDED and event.revisit.state in READ_BY_OTHERS:
        raise Refused(
            "The letter that others read by now rests on this: it stays done, whatever is corrected in it."
        )
    back = way_back(State(event.revisit.state))
    if back and undone_with(back) == event.code:
        raise Refused(
            f"This brought the re-visit to the stage “{back.source.label}”: take the re-visit back, and say why."
        )


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
    check_set_date(event.revisit)
    if event.done_on:
        raise Refused("This has happened already, so its planned date stays as it was.")


def check_open_case(revisit: Revisit) -> None:
    """Papers are added while the case is open; late is not too late."""
    if revisit.state in ENDED:
        raise Refused("This re-visit is closed: nothing is added to its papers.")


def check_open_draft(revisit: Revisit) -> None:
    """The draft has left quality assurance, and is not yet published (G24)."""
    if revisit.state in ENDED:
        raise Refused("This re-visit is closed: its draft is opened to nobody any more.")
    if revisit.state not in SENT:
        raise Refused("The draft has not been sent yet: sending it opens it to the area's directors (G24).")


def check_name_reader(revisit: Revisit, body: Organisation, by: User) -> None:
    """A director or chief executive who may read the draft names representatives of their own body (G24)."""
    if not access.bodies_for(by, Permission.NAME_READERS, revisit).filter(pk=body.pk).exists():
        raise Refused(f"You name nobody for {body}: its own director or chief executive does (G24).")
    if not draft_list.on_list(revisit, by.pk):
        raise Refused("The draft is not open to you: so you name nobody to read it.")
    if revisit.state in ENDED:
        raise Refused("This re-visit is closed: nobody is named any more.")


class VisitChanged(Refused):
    """Somebody recorded the same monitoring visit in between; `visit` is what stands there now."""

    def __init__(self, visit: MonitoringVisit) -> None:
        when = f"{visit.took_place_on:%-d %B %Y}" if visit.took_place_on else "no day"
        super().__init__(
            f"Somebody recorded this visit while you were typing ({when}: {visit.note or 'no note'}). "
            "What you typed is below: send it again to set it over theirs."
        )
        self.visit = visit


def check_monitoring(took_place_on: date, today: date) -> None:
    """A visit is recorded once it has taken place (G5)."""
    if took_place_on > today:
        raise Refused("The day cannot be in the future.")


class MeetingChanged(Refused):
    """Somebody changed the same meeting in between; `meeting` is what stands there now."""

    def __init__(self, meeting: Arranged) -> None:
        where = meeting.place or meeting.link or "place to follow"
        when = f"{meeting.on:%A %-d %B %Y} {meeting.time}".strip() if meeting.on else "no date yet"
        super().__init__(
            f"Somebody changed this meeting while you were typing ({when}, {where}). "
            "What you typed is below: send it again to set it over theirs."
        )
        self.meeting = meeting


def check_meeting(revisit: Revisit) -> None:
    """Meetings are arranged while the case is open; of a postponed visit for its new days."""
    check_dates(revisit)
    if revisit.historical or revisit.state in ENDED:
        raise Refused("This re-visit is closed: its meetings stay as they were.")


def check_cancel_meeting(meeting: Arranged) -> None:
    """What has happened is not cancelled, and nothing is cancelled twice."""
    if meeting.cancelled:
        raise Refused("This meeting is cancelled already.")
    if meeting.event and meeting.event.done_on:
        raise Refused("This meeting has taken place: it cannot be cancelled.")


def check_invite(meeting: Arranged) -> None:
    """The area hears of a re-visit by its notice first (G8), and of nothing that will not take place."""
    if meeting.revisit.state == State.PLANNED:
        raise Refused("Notify the area first: an invitation would tell it of the re-visit (G8).")
    check_goes_on(meeting.revisit)
    if meeting.cancelled:
        raise Refused("This meeting is cancelled: nobody is invited to it.")
    if meeting.on is None:
        raise Refused("Set the date first: an invitation needs one.")


def check_register(now: Registering, *, email: str, phone: str) -> None:
    """Parents register from the announcement until the meeting begins, and leave a way to reach them."""
    if now.closed:
        raise Refused(now.closed)
    if not email and not phone:
        raise Refused("Give an e-mail address or a telephone number, so that you can be told of changes.")
