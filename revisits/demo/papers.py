"""The confidential papers of the demo's cases: plainly invented, and short."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from inspections import queries
from inspections.actions.draft_readers import open_draft
from inspections.actions.papers import give_evidence, write_draft
from inspections.draft_list import unopened
from inspections.models import Revisit
from inspections.timeline import times
from revisits.accounts.actions.memberships import appoint
from revisits.accounts.demo_people import MAIL_DOMAIN
from revisits.accounts.models import User
from revisits.accounts.roles import Role
from revisits.demo.notes import notes
from revisits.demo.people import REPRESENTATIVE

Doing = tuple[datetime, Callable[[], object]]

IMPACT = "Invented for the demo. Waiting times for an assessment fell from 14 to 9 weeks in a year."
FORUM = "Invented for the demo. Of 40 parents who answered us, 26 said that plans are better than a year ago."
DRAFT = (
    "Invented for the demo.\n\nThe area has made sufficient progress in addressing some of the weaknesses.\n\n"
    "Leaders work together better than before. Families do not yet feel it everywhere."
)


def papers(revisit: Revisit, lead: User, drafted: date) -> Iterator[Doing]:
    """What is written and opened, and when: evidence on the day it is due, notes, the draft when sent."""
    area = revisit.area
    due = _day(revisit, "evidence_due")
    for body, giver, text in ((area.authority, "lano", IMPACT), (area.forum, "forum", FORUM)):
        if due and body:
            at = times.london(due, time(14))
            given: dict[str, Any] = {
                "title": "Evidence of impact",
                "text": text,
                "by": person(giver),
                "at": at,
            }
            yield at, partial(give_evidence, revisit=revisit, body=body, **given)
    yield from notes(revisit, lead)
    yield from _draft(revisit, lead, drafted)


def _draft(revisit: Revisit, lead: User, on: date) -> Iterator[Doing]:
    """Written and opened to the directors on one day; a working day later a representative is named (G24)."""
    title, written, opened = "Draft outcome letter", times.london(on, time(10)), times.london(on, time(11))
    given: dict[str, Any] = {"title": title, "text": DRAFT, "after": None, "by": lead, "at": written}
    yield written, partial(write_draft, revisit=revisit, **given)
    yield opened, partial(_open, revisit, lead, opened)
    named = times.london(queries.calendar().after(on, 1), time(10))
    yield named, partial(_name, revisit, named)


def _open(revisit: Revisit, lead: User, at: datetime) -> None:
    people = [each.user for each in unopened(revisit, on=at.date())]
    open_draft(revisit=revisit, people=people, by=lead, at=at)


def _name(revisit: Revisit, at: datetime) -> None:
    """As accepting the director's invitation would."""
    authority = revisit.area.authority
    assert authority
    appoint(
        user=person(REPRESENTATIVE),
        role=Role.REPRESENTATIVE,
        organisation=authority,
        revisit=revisit,
        by=person("dcs"),
        at=at,
    )


def _day(revisit: Revisit, code: str) -> date | None:
    event = revisit.timeline.filter(code=code).first()
    return event.planned_on if event else None


def person(mailbox: str) -> User:
    """A demo person by their mailbox, as they are now."""
    return User.objects.get(email=f"{mailbox}@{MAIL_DOMAIN}")
