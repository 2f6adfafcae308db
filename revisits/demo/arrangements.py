"""How the visits of the demo's cases are arranged: plainly invented, and short."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial

from inspections.actions import childrens_session, requests, schedule
from inspections.actions.childrens_session import Group
from inspections.actions.schedule import Session
from inspections.models import InformationItem, Revisit
from inspections.schedule import current, edition
from inspections.timeline import times
from revisits.accounts.models import User
from revisits.demo.people import person

Doing = tuple[datetime, Callable[[], object]]
# Day, hours, title, place, who attends, and how many of the first weaknesses it is about.
SESSIONS = (
    (
        1,
        9,
        10,
        "Leaders responsible for the statement of action",
        "Room 1",
        "Director of children's services",
        0,
    ),
    (1, 11, 12, "Joint commissioning", "Room 1", "Commissioners of health and the authority", 1),
    (2, 10, 11, "Meeting pupils", "Riverside School", "A group of pupils, with a teacher nearby", 0),
    (
        2,
        14,
        15,
        "Education, health and care plans",
        "Room 2",
        "Heads of SEND and of educational psychology",
        2,
    ),
)
QUESTIONS = "Invented for the demo.\nWho helps you at school?\nWhat has changed in the last two years?"


def arrangements(revisit: Revisit, lead: User) -> Iterator[Doing]:
    """The schedule is drafted before the planning call and agreed in it; one request is made, written on and closed."""
    call, ask = (_day(revisit, code) for code in ("planning_call", "further_requests"))
    if call:
        drafted, shared, agreed = (times.london(call, time(hour)) for hour in (11, 15, 17))
        yield drafted, partial(_draft, revisit, drafted)
        yield shared, partial(_share, revisit, lead, shared)
        yield agreed, partial(_agree, revisit, lead, agreed)
    if ask:
        asked = times.london(ask, time(10))
        yield asked, partial(_ask, revisit, lead, asked)


def _draft(revisit: Revisit, at: datetime) -> None:
    weaknesses, officer = list(revisit.wsoa.weaknesses.all()), person("lano")
    slots = [
        schedule.add_session(
            revisit=revisit,
            session=Session(
                day=day,
                starts=time(starts),
                ends=time(ends),
                title=title,
                place=place,
                attendees=attendees,
                weaknesses=weaknesses[:about],
            ),
            by=officer,
            at=at,
        )
        for day, starts, ends, title, place, attendees, about in SESSIONS
    ]
    group = Group(kind="school", setting="Riverside School", number=8, youngest=9, oldest=11, consent=True)
    childrens_session.arrange_group(revisit=revisit, group=group, session=slots[2], by=officer, at=at)


def _share(revisit: Revisit, lead: User, at: datetime) -> None:
    written = childrens_session.write_questions(
        revisit=revisit, text=QUESTIONS, number=0, version=0, by=lead, at=at
    )
    childrens_session.share_questions(questions=written, version=written.version, by=lead, at=at)


def _agree(revisit: Revisit, lead: User, at: datetime) -> None:
    schedule.agree_schedule(revisit=revisit, read=edition(current(revisit)), by=lead, at=at)


def _ask(revisit: Revisit, lead: User, at: datetime) -> None:
    last = revisit.timeline.get(code="further_requests").last_on
    assert last
    item = requests.ask(
        revisit=revisit,
        side=InformationItem.Side.AREA,
        title="Waiting times for assessment, month by month",
        guidance="Invented for the demo. Of the last twelve months, as you have them.",
        due_at=times.london(last, time(12)),
        by=lead,
        at=at,
    )
    body = revisit.area.authority
    requests.write_message(
        item=item, text="Is a sheet by quarter enough?", body=body, by=person("lano"), at=at
    )


def _day(revisit: Revisit, code: str) -> date | None:
    event = revisit.timeline.filter(code=code).first()
    return event.planned_on if event else None
