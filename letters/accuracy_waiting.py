"""What waits for a person of the drafts that are with the area (G25): to comment, to answer, to agree, to tell."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from inspections.addresses import address
from inspections.models import TeamMember
from inspections.to_do import OpenPart
from inspections.workflow import State
from letters import accuracy, accuracy_access
from letters.accuracy_words import due_words
from letters.models import AccuracyRound
from revisits.accounts.models import User

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


def of_reader(person: User, now: datetime) -> list[Waiting]:
    """For whoever reads a draft what their side has still to do."""
    found = _rounds(person).filter(version__letter__revisit__state=State.ACCURACY)
    return [each for round_ in found for each in _for_readers(person, round_, now)]


def of_team(person: User, open_parts: Collection[OpenPart], now: datetime) -> list[Waiting]:
    """For a person with these parts in cases what they have to do; no query where no draft is with its area."""
    parts = {each.revisit: each.role for each in open_parts if each.state in STAGES}
    found = _rounds(person).filter(version__letter__revisit__in=parts) if parts else ()
    return [
        each for round_ in found for each in _for_team(parts[round_.version.letter.revisit_id], round_, now)
    ]


def _rounds(person: User) -> QuerySet[AccuracyRound]:
    found = accuracy_access.rounds(person).select_related("version__letter__revisit__area")
    return found.order_by("due_at")


def _for_readers(person: User, round_: AccuracyRound, now: datetime) -> Iterator[Waiting]:
    revisit = round_.version.letter.revisit
    side = accuracy_access.side_of(person, revisit)
    if side is None:
        return
    own = accuracy.of_side(round_, side)
    if own.open(round_, now):
        said = due_words(accuracy.last_moment(own, round_), now)
        yield Waiting(
            f"Comment on the draft letter {said}", address("draft", revisit.reference), revisit.area.name
        )


def _for_team(part: TeamMember.Role, round_: AccuracyRound, now: datetime) -> Iterator[Waiting]:
    revisit = round_.version.letter.revisit
    where, area = address("accuracy", revisit.reference), revisit.area.name
    standing = accuracy.standing(round_)
    if part == Part.LEAD:
        if asked := sum(each.request is not None for each in standing):
            yield Waiting(f"Answer {_many(asked, 'late request')}", where, area, late=True)
        elif revisit.state == State.ACCURACY and not any(each.open(round_, now) for each in standing):
            yield Waiting("Close the comments on the draft letter", where, area)
    if revisit.state != State.FINALISING:
        return
    counts = accuracy.waiting(accuracy.submitted(round_))
    if part == Part.LEAD and counts["unanswered"]:
        yield Waiting(f"Answer {_many(counts['unanswered'], 'comment')}", where, area)
    if part == Part.CQC and counts["unagreed"]:
        yield Waiting(f"Agree {_many(counts['unagreed'], 'answer')} for CQC", where, area)
    if part == Part.LEAD and not any(counts.values()) and accuracy.untold(round_):
        yield Waiting("Tell both parties the outcome of their comments", where, area)


def _many(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"
