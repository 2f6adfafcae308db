"""How far the letter to parents has got: who is to send it on, who has, and for how long it has waited."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from inspections import access as cases
from inspections import queries
from inspections.models import CaseEvent, Revisit
from inspections.timeline.times import LONDON
from inspections.workflow import GOING_ON
from letters.models import Circulation, Letter
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.models import Organisation
from revisits.accounts.permissions import Permission

FORUM, AUTHORITY = "forum", "authority"


@dataclass(frozen=True)
class Side:
    """One who may send it on. `days` are the working days it has waited with them, None once they have logged it."""

    code: str
    body: Organisation
    named: bool
    sent: Circulation | None
    days: int | None
    chased: CaseEvent | None


def newest(revisit: Revisit) -> Letter | None:
    """The letter to parents in force; None before it is issued.

    One for the new days of a postponed visit is in force once its area is notified of them.
    """
    issued = revisit.letters.filter(kind=Letter.Kind.PARENTS)
    return (issued.filter(issued_at__lt=revisit.stopped_at) if revisit.stopped_at else issued).first()


def in_force() -> QuerySet[Circulation]:
    """Entries that stand: neither corrected nor taken back."""
    return Circulation.objects.filter(corrected_by__isnull=True, never_sent=False)


def sides(revisit: Revisit, now: datetime) -> list[Side]:
    """The forum and the authority, as far as the area has them; empty before a letter is issued."""
    letter, area = newest(revisit), revisit.area
    if letter is None:
        return []
    bodies = [(FORUM, area.forum), (AUTHORITY, area.authority)]
    return [_side(revisit, letter, code, body, now) for code, body in bodies if body]


def is_named(letter: Letter, body: Organisation) -> bool:
    """Whether the letter says that this body circulates it; where it names neither, both are to."""
    area = letter.revisit.area
    names = {each.name.casefold() for each in (area.forum, area.authority) if each}
    said = str(letter.facts.get("circulated_by") or "").strip().casefold()
    return said == body.name.casefold() or said not in names


def to_circulate(person: Person, now: datetime) -> list[tuple[Letter, int]]:
    """Letters that wait for this person's body to send them on, each with the working days since its issue."""
    grants = access.held(person, Permission.LOG_CIRCULATION)
    if not grants:
        return []
    bodies = {grant.organisation for grant in grants}
    later = Letter.objects.filter(
        revisit=OuterRef("revisit"), kind=OuterRef("kind"), version__gt=OuterRef("version")
    )
    sent = in_force().filter(letter=OuterRef("pk"), body__in=bodies)
    theirs = cases.area_cases(person).filter(state__in=GOING_ON)
    waiting = Letter.objects.filter(kind=Letter.Kind.PARENTS, revisit__in=theirs.values("pk"))
    waiting = waiting.exclude(Exists(later)).exclude(Exists(sent)).defer("text")
    related = waiting.select_related("revisit__area__forum", "revisit__area__authority").order_by("issued_at")
    calendar = queries.calendar()
    return [
        (letter, calendar.count_between(_issued(letter), now.date()))
        for letter in related
        for body in (letter.revisit.area.forum, letter.revisit.area.authority)
        if body and body.pk in bodies and is_named(letter, body)
    ]


def _issued(letter: Letter) -> date:
    return letter.issued_at.astimezone(LONDON).date()


def _side(revisit: Revisit, letter: Letter, code: str, body: Organisation, now: datetime) -> Side:
    sent = in_force().filter(letter=letter, body=body).order_by("sent_at").first()
    chased = revisit.history.filter(
        kind=CaseEvent.Kind.CIRCULATION_CHASED, data__side=code, at__gte=letter.issued_at
    )
    days = queries.calendar().count_between(_issued(letter), now.date())
    return Side(
        code=code,
        body=body,
        named=is_named(letter, body),
        sent=sent,
        days=None if sent else days,
        chased=chased.select_related("by").first(),
    )
