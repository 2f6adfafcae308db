"""What the tests of a visit's arrangements begin with: sessions, a group of children, and a request."""

from datetime import datetime, time
from typing import Any

from inspections.actions import childrens_session, requests, schedule
from inspections.actions.childrens_session import Group
from inspections.actions.schedule import Session
from inspections.models import ChildrensQuestions, ChildrensSession, InformationItem, SessionSlot
from inspections.timeline.times import LONDON
from tests.cast import NOW, Cast

# Tuesday, day -5 of the cast's visit, in the window of further requests (G17); and the end of day -2.
ASKED = datetime(2022, 5, 10, 9, 30, tzinfo=LONDON)
DUE = datetime(2022, 5, 13, 17, tzinfo=LONDON)
QUESTIONS = "What has changed for you at school?"


def said(cast: Cast, **changes: Any) -> Session:
    """A session of the first day, about the first weakness."""
    given: dict[str, Any] = {
        "day": 1, "starts": time(9), "ends": time(10), "title": "Leaders on commissioning", "place": "Room 1",
        "attendees": "Director of commissioning", "weaknesses": [cast.revisit.wsoa.weaknesses.all()[0]],
    }  # fmt: skip
    return Session(**(given | changes))


def session(cast: Cast, **changes: Any) -> SessionSlot:
    return schedule.add_session(revisit=cast.revisit, session=said(cast, **changes), by=cast["lano"], at=NOW)


def group_said(**changes: Any) -> Group:
    given: dict[str, Any] = {
        "kind": "school", "setting": "Riverside School", "number": 8, "youngest": 7, "oldest": 11, "consent": True,
        "signing": True,
    }  # fmt: skip
    return Group(**(given | changes))


def group(cast: Cast, **changes: Any) -> ChildrensSession:
    return childrens_session.arrange_group(
        revisit=cast.revisit, group=group_said(**changes), session=None, by=cast["lano"], at=NOW
    )


def questions(cast: Cast, text: str = QUESTIONS) -> ChildrensQuestions:
    return childrens_session.write_questions(
        revisit=cast.revisit, text=text, number=0, version=0, by=cast.owner, at=NOW
    )


def request(cast: Cast, side: str = "area", **changes: Any) -> InformationItem:
    given: dict[str, Any] = {
        "side": InformationItem.Side(side), "title": "Waiting times by month", "guidance": "From 2021 on.",
        "due_at": DUE, "by": cast.owner, "at": ASKED,
    }  # fmt: skip
    return requests.ask(revisit=cast.revisit, **(given | changes))
