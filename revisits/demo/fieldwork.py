"""What the inspectors of the demo's cases record of the on-site days: plainly invented, and short."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import partial

from inspections import fieldwork as reading
from inspections import judgements
from inspections.actions import fieldwork, schedule
from inspections.actions.fieldwork import Feedback, JudgementMeeting, Kit
from inspections.actions.schedule import Session
from inspections.models import Revisit, TeamMember
from inspections.timeline import times
from revisits.accounts.models import User
from revisits.acting import acting
from revisits.demo.people import person

Doing = tuple[datetime, Callable[[], object]]
LEADERS = (
    "Director of children's services\nDirector of nursing of the health body\nLocal area nominated officer"
)
FINDINGS = (
    "Invented for the demo. Leaders know their plan well. Families speak of long waits.",
    "Invented for the demo. Schools say that plans come sooner. Health advice is still late.",
    "Invented for the demo. What leaders say of joint commissioning is borne out by what providers say.",
    "Invented for the demo. Nothing new: what was seen on the days before holds.",
)
DISCUSSED = (
    "Invented for the demo. Each weakness in turn: what the area says, what was seen, what families and children say. "
    "The team agreed on each; quality assurance asked for the waiting times of the spring to be looked at again."
)
ENOUGH = "Invented for the demo. What was promised is done, and families feel it."
NOT_ENOUGH = "Invented for the demo. The work is under way, and too new for families to feel it."


def fieldwork_of(revisit: Revisit, lead: User) -> Iterator[Doing]:
    """A visit off site is added to the schedule; each day is recorded at its end; the last ends with the feedback."""
    days = reading.days(revisit)
    first = min(days.values())
    yield times.london(first, time(8)), partial(_off_site, revisit, times.london(first, time(8)))
    if reading.has_kit(revisit):
        for day, on in days.items():
            at = times.london(on, time(13, 30) if day == len(days) else time(17, 30))
            yield at, partial(_kit, revisit, day, person("cqc"), at)
    met, told = (times.london(max(days.values()), at) for at in (time(15), time(17)))
    yield met, partial(_meet, revisit, lead, met)
    yield told, partial(_tell, revisit, lead, told)


def _off_site(revisit: Revisit, at: datetime) -> None:
    session = Session(
        day=2,
        starts=time(12, 30),
        ends=time(13, 30),
        title="Visit to an early years setting",
        place="Meadow Nursery",
        off_site=True,
        travel="Taxi from County Hall at 12:00, 20 minutes",
        inspectors=list(revisit.team.filter(role=TeamMember.Role.CQC)),
    )
    schedule.add_session(revisit=revisit, session=session, by=person("lano"), at=at)


def _kit(revisit: Revisit, day: int, by: User, at: datetime) -> None:
    said = Kit(
        attended=LEADERS,
        shared="Invented for the demo. What was seen today, and what is to be seen next.",
        findings=FINDINGS[day - 1],
        actions="The nominated officer sends the waiting times of the spring." if day == 1 else "",
    )
    with acting(person=by.pk, at=at):
        fieldwork.record_kit(revisit=revisit, day=day, said=said, after=0, by=by, at=at)


def _meet(revisit: Revisit, lead: User, at: datetime) -> None:
    where = {member: "on_site" if member.on_site else "off_site" for member in revisit.team.all()}
    said = JudgementMeeting(held_at=_before(at), discussed=DISCUSSED, present=where)
    with acting(person=lead.pk, at=at):
        fieldwork.record_judgement_meeting(revisit=revisit, said=said, after=0, by=lead, at=at)


def _tell(revisit: Revisit, lead: User, at: datetime) -> None:
    """What was judged of each weakness, as far as it was."""
    judged = [(each.weakness, each.sufficient is not False) for each in judgements.of_case(revisit)]
    points = [(weakness, enough, ENOUGH if enough else NOT_ENOUGH) for weakness, enough in judged]
    said = Feedback(
        held_at=_before(at),
        told=LEADERS,
        points=points,
        asked="When the letter will be published. They were told: normally within 33 working days.",
    )
    with acting(person=lead.pk, at=at):
        fieldwork.record_feedback(revisit=revisit, said=said, after=0, by=lead, at=at)


def _before(at: datetime) -> datetime:
    """It is written down an hour after it began."""
    return at.replace(hour=at.hour - 1)
