"""What waits for a person of outcome letters, stage by stage: to write, send, submit and sign them (G23 to G27).

What waits of a draft while its readers have it is in `letters.accuracy_waiting`, and of quality assurance in
`letters.quality`.
"""

from collections.abc import Collection, Iterator
from functools import cache

from django.db.models import QuerySet

from inspections import access
from inspections.addresses import address
from inspections.models import Revisit, TeamMember
from inspections.to_do import OpenPart
from inspections.workflow import State
from letters import accuracy, final, in_hand
from letters.accuracy_waiting import Waiting
from letters.in_hand import InHand
from letters.models import LetterVersion
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.statements import Statement, write

Part, Purpose = TeamMember.Role, LetterVersion.Purpose
STAGES = (State.REPORTING, State.QUALITY, State.FINALISING, State.CHECKING)
# A thing to do, and the page on which it is done.
Doing = tuple[str, str]


def of(person: User, parts: Collection[OpenPart]) -> list[Waiting]:
    """Across the cases in which they have these parts, and for the office across all, the earliest visit first.

    At most five queries, and for each case whose area has answered a few more.
    """
    mine = {each.revisit: each for each in parts if each.role in TeamMember.ON_SITE and each.state in STAGES}
    to_send = _checked(person)
    found = []
    for letter in in_hand.of({*mine, *to_send}):
        part = mine.get(letter.case)
        found += [_waiting(letter, doing) for doing in (_of_part(part, letter) if part else ())]
        if letter.case in to_send and letter.approved and letter.signed.issuperset(final.Agency):
            found.append(_waiting(letter, ("Send the final letter to the area", "final-send")))
    return found


def _waiting(letter: InHand, doing: Doing) -> Waiting:
    title, page = doing
    return Waiting(title, address(page, letter.reference), letter.area, tag="Outcome letter")


def _of_part(part: OpenPart, letter: InHand) -> Iterator[Doing]:
    leads = part.role == Part.LEAD
    match part.state:
        case State.REPORTING:
            yield _writing(letter, leads)
        case State.QUALITY if leads and letter.approved:
            yield "Send the draft to the area", "draft-send"
        case State.FINALISING if leads:
            yield from _finalising(letter)
        case State.CHECKING:
            yield from _signing(part, letter)


def _writing(letter: InHand, leads: bool) -> Doing:
    if not letter.begun:
        return "Begin the outcome letter", "outcome-letter"
    if letter.returned(Purpose.QUALITY):
        return "Change the outcome letter: quality assurance returned it", "quality"
    return (
        ("Write the outcome letter, and submit it to quality assurance", "outcome-letter")
        if leads
        else ("Write the outcome letter with the lead HMI", "outcome-letter")
    )


def _finalising(letter: InHand) -> Iterator[Doing]:
    """The lead's, once every comment is answered and told; until then the answers are what waits."""
    round_ = accuracy.round_of(letter.case)
    if round_ is None or accuracy.unanswered(round_):
        return
    if letter.returned(Purpose.FINAL):
        yield "Change the final letter: quality assurance returned it", "quality"
    else:
        yield "Submit the final letter to quality assurance", "quality"


def _signing(part: OpenPart, letter: InHand) -> Iterator[Doing]:
    """G27: for their agency, once both approve the text."""
    agency = final.SIGNS.get(part.role)
    if agency and letter.approved and agency not in letter.signed:
        yield f"Sign the final letter for {agency.label}", "final-sign"


def _checked(person: User) -> set[int]:
    """G26: cases whose final letter is checked, for the office, which sends it in the rule."""
    grants = held.held(person, Permission.SEND_FINAL)
    if not grants or not held.may(person, Permission.WORK_ON_ANY_CASE):
        return set()
    if any(grant.everywhere for grant in grants):
        return {case for (case,) in _all_checked().rows({})}
    return set(_being_checked().filter(access.within(grants)).values_list("pk", flat=True))


def _being_checked() -> QuerySet[Revisit]:
    return Revisit.objects.filter(state=State.CHECKING, historical=False).order_by()


@cache
def _all_checked() -> Statement:
    return write(_being_checked(), "pk")
