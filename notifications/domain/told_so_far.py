"""What of a visit is known outside already: what a change of plan must undo."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from inspections.meeting_kinds import OPEN_MEETING
from inspections.models import CaseEvent, MeetingRegistration, Revisit, TimelineEvent
from inspections.timeline.times import LONDON
from letters import circulating
from letters.models import Letter
from notifications.domain import dates
from notifications.models import OutboxMessage, ToldMeeting
from notifications.models.outbox import Channel


@dataclass(frozen=True)
class Known:
    """Who knows, and what of it, in one line."""

    who: str
    what: str


def dates_that_fall_away(revisit: Revisit) -> list[TimelineEvent]:
    """What is still to happen of the visit, with its date; the letter's own dates follow from the visit."""
    waiting = revisit.timeline.filter(done_on__isnull=True, planned_on__isnull=False, day__isnull=False)
    return list(waiting)


def known(revisit: Revisit) -> list[Known]:
    """Everybody who was told something, the first told first; nothing before the area was notified."""
    notified = revisit.history.filter(kind=CaseEvent.Kind.NOTIFIED).first()
    if notified is None:
        return []
    notices = OutboxMessage.objects.filter(case_event=notified, message="notify", channel=Channel.EMAIL)
    names = ", ".join(notices.order_by("pk").values_list("recipient_name", flat=True))
    told = dates.on_site(revisit.told_first_day, None, revisit.told_last_day)
    found = [Known(names or "The area", f"were notified on {_day(notified.at)} of the visit {told}.")]
    return [*found, *_letter(revisit), *_meetings(revisit), *_registered(revisit)]


def _letter(revisit: Revisit) -> list[Known]:
    letter = revisit.letters.filter(kind=Letter.Kind.PARENTS).first()
    if letter is None:
        return []
    found = [
        Known("The public", f"can read the letter to parents of {_day(letter.issued_at)} on the public page.")
    ]
    for entry in (
        circulating.in_force().filter(letter__revisit=revisit).select_related("body").order_by("sent_at")
    ):
        found.append(Known(str(entry.body), f"sent the letter to parents on, on {_day(entry.sent_at)}."))
    return found


def _meetings(revisit: Revisit) -> list[Known]:
    told = ToldMeeting.objects.filter(revisit=revisit).order_by()
    people = told.values("outbox__recipient_key").distinct().count()
    if not people:
        return []
    number = told.values("code", "occurrence").distinct().count()
    meetings = f"{number} meeting{'' if number == 1 else 's'}"
    who = f"{people} {'person has' if people == 1 else 'people have'}"
    return [Known("Calendars", f"{who} {meetings} of the visit in theirs.")]


def _registered(revisit: Revisit) -> list[Known]:
    """Parents leave an address with the forum or on the public page: this program writes to none of them."""
    states = (MeetingRegistration.State.REGISTERED, MeetingRegistration.State.WAITING)
    places = revisit.registrations.filter(state__in=states).aggregate(Sum("places"))["places__sum"]
    if not places:
        return []
    meeting = revisit.timeline.filter(code=OPEN_MEETING).first()
    on = f" on {meeting.planned_on:%-d %B %Y}" if meeting and meeting.planned_on else ""
    return [
        Known(
            "Parents and carers",
            f"{places} registered for the open meeting{on}. They are not written to: ask the forum to tell them.",
        )
    ]


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%-d %B %Y}"
