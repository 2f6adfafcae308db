"""What waits for a person of the drafts that are with the area (G25): to comment, to answer, to agree, to tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from inspections.addresses import address
from inspections.models import TeamMember
from inspections.workflow import State
from letters import accuracy, accuracy_access
from letters.accuracy_words import due_words
from letters.models import AccuracyRound
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

STAGES = (State.ACCURACY, State.FINALISING)
Part = TeamMember.Role


@dataclass(frozen=True)
class Waiting:
    """One thing to do: its words, where it is done, of which area, and by when."""

    title: str
    address: str
    area: str
    hint: str = ""
    late: bool = False
    tag: str = "Draft letter"


def of(person: User, now: datetime) -> list[Waiting]:
    """For readers of a draft what their side has still to do; for its team what they have."""
    if not held.may(person, Permission.READ_DRAFT):
        return []
    rounds = accuracy_access.rounds(person).filter(version__letter__revisit__state__in=STAGES)
    found = rounds.select_related("version__letter__revisit__area").order_by("due_at")
    staff = held.may(person, Permission.VIEW_CASES)
    each_of = _for_team if staff else _for_readers
    return [each for round_ in found for each in each_of(person, round_, now)]


def _for_readers(person: User, round_: AccuracyRound, now: datetime) -> Iterator[Waiting]:
    revisit = round_.version.letter.revisit
    side = accuracy_access.side_of(person, revisit)
    if side is None or revisit.state != State.ACCURACY:
        return
    own = accuracy.of_side(round_, side)
    if own.open(round_, now):
        said = due_words(accuracy.last_moment(own, round_), now)
        yield Waiting(
            f"Comment on the draft letter {said}", address("draft", revisit.reference), revisit.area.name
        )


def _for_team(person: User, round_: AccuracyRound, now: datetime) -> Iterator[Waiting]:
    revisit = round_.version.letter.revisit
    parts = set(revisit.team.filter(user=person).values_list("role", flat=True))
    where, area = address("accuracy", revisit.reference), revisit.area.name
    standing = accuracy.standing(round_)
    if Part.LEAD in parts:
        if asked := sum(each.request is not None for each in standing):
            yield Waiting(f"Answer {_many(asked, 'late request')}", where, area, late=True)
        elif revisit.state == State.ACCURACY and not any(each.open(round_, now) for each in standing):
            yield Waiting("Close the comments on the draft letter", where, area)
    if revisit.state != State.FINALISING:
        return
    counts = accuracy.waiting(accuracy.submitted(round_))
    if Part.LEAD in parts and counts["unanswered"]:
        yield Waiting(f"Answer {_many(counts['unanswered'], 'comment')}", where, area)
    if Part.CQC in parts and counts["unagreed"]:
        yield Waiting(f"Agree {_many(counts['unagreed'], 'answer')} for CQC", where, area)
    if Part.LEAD in parts and not any(counts.values()) and accuracy.untold(round_):
        yield Waiting("Tell both parties the outcome of their comments", where, area)


def _many(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"
