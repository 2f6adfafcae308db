"""What waits for a person of outcome letters, stage by stage: to write, send, submit and sign them (G23 to G27).

What waits of a draft while its readers have it is in `letters.accuracy_waiting`, and of quality assurance in
`letters.quality`.
"""

from collections.abc import Collection, Iterable, Iterator

from inspections import access, queries
from inspections.addresses import address
from inspections.models import Revisit, TeamMember
from inspections.workflow import State
from letters import accuracy, accuracy_waiting, final, in_hand
from letters.accuracy_waiting import Waiting
from letters.in_hand import InHand
from letters.models import LetterVersion
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

Part, Purpose = TeamMember.Role, LetterVersion.Purpose
STAGES = (State.REPORTING, State.QUALITY, State.FINALISING, State.CHECKING)
# A thing to do, and the page on which it is done.
Doing = tuple[str, str]


def parts(person: User) -> list[TeamMember]:
    """Their parts in cases whose letter is in somebody's hands, the earliest visit first; one query."""
    stages = {*STAGES, *accuracy_waiting.STAGES}
    mine = access.team(person).filter(
        user=person, role__in=TeamMember.ON_SITE, revisit__state__in=stages, revisit__historical=False
    )
    return list(mine.select_related("revisit__area").order_by("revisit__first_day"))


def of(person: User, members: Collection[TeamMember]) -> list[Waiting]:
    """Across their `parts`, and for the office across all cases; two to four queries, and for each case whose area
    has answered a few more."""
    to_send = _checked(person)
    mine = [member for member in members if member.revisit.state in STAGES]
    hands = in_hand.of([*(member.revisit_id for member in mine), *(case.pk for case in to_send)])
    doings = [(member.revisit, doing) for member in mine for doing in _of_member(member, hands)]
    return [*(_waiting(case, doing) for case, doing in doings), *_sendable(to_send, hands)]


def _waiting(case: Revisit, doing: Doing) -> Waiting:
    title, page = doing
    return Waiting(title, address(page, case.reference), case.area.name, tag="Outcome letter")


def _of_member(member: TeamMember, hands: dict[int, InHand]) -> Iterator[Doing]:
    case, leads, letter = member.revisit, member.role == Part.LEAD, hands.get(member.revisit_id)
    match case.state:
        case State.REPORTING:
            yield _writing(letter, leads)
        case State.QUALITY if leads and letter and letter.approved:
            yield "Send the draft to the area", "draft-send"
        case State.FINALISING if leads:
            yield from _finalising(case, letter)
        case State.CHECKING if letter:
            yield from _signing(member, letter)


def _writing(letter: InHand | None, leads: bool) -> Doing:
    if letter is None:
        return "Begin the outcome letter", "outcome-letter"
    if letter.returned(Purpose.QUALITY):
        return "Change the outcome letter: quality assurance returned it", "quality"
    return (
        ("Write the outcome letter, and submit it to quality assurance", "outcome-letter")
        if leads
        else ("Write the outcome letter with the lead HMI", "outcome-letter")
    )


def _finalising(case: Revisit, letter: InHand | None) -> Iterator[Doing]:
    """The lead's, once every comment is answered and told; until then the answers are what waits."""
    round_ = accuracy.round_of(case)
    if round_ is None or accuracy.unanswered(round_):
        return
    if letter and letter.returned(Purpose.FINAL):
        yield "Change the final letter: quality assurance returned it", "quality"
    else:
        yield "Submit the final letter to quality assurance", "quality"


def _signing(member: TeamMember, letter: InHand) -> Iterator[Doing]:
    """G27: for their agency, once both approve the text."""
    agency = final.SIGNS.get(Part(member.role))
    if agency and letter.approved and agency not in letter.signed:
        yield f"Sign the final letter for {agency.label}", "final-sign"


def _checked(person: User) -> list[Revisit]:
    """G26: cases whose final letter is checked, for the office, which sends it in the rule."""
    grants = held.held(person, Permission.SEND_FINAL)
    if not grants or not held.may(person, Permission.WORK_ON_ANY_CASE):
        return []
    return list(
        queries.open_cases().filter(access.within(grants), state=State.CHECKING).select_related("area")
    )


def _sendable(cases: Iterable[Revisit], hands: dict[int, InHand]) -> Iterator[Waiting]:
    """Those that are approved and signed by both."""
    for case in cases:
        letter = hands.get(case.pk)
        if letter and letter.approved and letter.signed.issuperset(final.Agency):
            yield _waiting(case, ("Send the final letter to the area", "final-send"))
