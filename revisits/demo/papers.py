"""The confidential papers of the demo's cases: plainly invented, and short."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from inspections import queries
from inspections.actions.draft_readers import open_draft
from inspections.actions.papers import write_draft
from inspections.draft_list import unopened
from inspections.models import Revisit
from inspections.timeline import times
from revisits.accounts.actions.memberships import appoint
from revisits.accounts.models import User
from revisits.accounts.roles import Role
from revisits.demo.evidence import evidence
from revisits.demo.notes import notes
from revisits.demo.people import REPRESENTATIVE, person

Doing = tuple[datetime, Callable[[], object]]

DRAFT = (
    "Invented for the demo.\n\nThe area has made sufficient progress in addressing some of the weaknesses.\n\n"
    "Leaders work together better than before. Families do not yet feel it everywhere."
)


def papers(revisit: Revisit, lead: User, drafted: date) -> Iterator[Doing]:
    """What is given, written and opened, and when: evidence when it is due, notes, the draft when sent."""
    yield from evidence(revisit)
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
