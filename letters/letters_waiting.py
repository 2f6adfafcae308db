"""What waits for a person of outcome letters, stage by stage: to write, send, submit and sign them (G23 to G27).

What waits of a draft while its readers have it is in `letters.accuracy_waiting`, and of quality assurance in
`letters.quality`.
"""

from collections.abc import Iterator

from inspections import access, queries
from inspections.addresses import address
from inspections.models import Revisit, TeamMember
from inspections.workflow import State
from letters import accuracy, final, outcome, quality
from letters.accuracy_waiting import Waiting
from letters.models import LetterVersion
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

Part, Purpose = TeamMember.Role, LetterVersion.Purpose
STAGES = (State.REPORTING, State.QUALITY, State.FINALISING, State.CHECKING)
# A thing to do, and the page on which it is done.
Doing = tuple[str, str]


def of(person: User) -> list[Waiting]:
    """Across their cases; nothing for who neither writes, signs nor sends."""
    if not held.may(person, Permission.VIEW_CASES):
        return []
    mine = access.team(person).filter(
        user=person, role__in=TeamMember.ON_SITE, revisit__state__in=STAGES, revisit__historical=False
    )
    members = mine.select_related("revisit__area").order_by("revisit__first_day")
    found = [_waiting(member.revisit, doing) for member in members for doing in _of_member(member)]
    return [
        *found,
        *(_waiting(case, ("Send the final letter to the area", "final-send")) for case in _to_send(person)),
    ]


def _waiting(case: Revisit, doing: Doing) -> Waiting:
    title, page = doing
    return Waiting(title, address(page, case.reference), case.area.name, tag="Outcome letter")


def _of_member(member: TeamMember) -> Iterator[Doing]:
    case, leads = member.revisit, member.role == Part.LEAD
    match case.state:
        case State.REPORTING:
            yield _writing(case, leads)
        case State.QUALITY if leads and _approved(case):
            yield "Send the draft to the area", "draft-send"
        case State.FINALISING if leads:
            yield from _finalising(case)
        case State.CHECKING:
            yield from _signing(member)


def _writing(case: Revisit, leads: bool) -> Doing:
    letter = outcome.letter_of(case)
    if letter is None:
        return "Begin the outcome letter", "outcome-letter"
    if _returned(case, Purpose.QUALITY):
        return "Change the outcome letter: quality assurance returned it", "quality"
    return (
        ("Write the outcome letter, and submit it to quality assurance", "outcome-letter")
        if leads
        else ("Write the outcome letter with the lead HMI", "outcome-letter")
    )


def _finalising(case: Revisit) -> Iterator[Doing]:
    """The lead's, once every comment is answered and told; until then the answers are what waits."""
    round_ = accuracy.round_of(case)
    if round_ is None or accuracy.unanswered(round_):
        return
    if _returned(case, Purpose.FINAL):
        yield "Change the final letter: quality assurance returned it", "quality"
    else:
        yield "Submit the final letter to quality assurance", "quality"


def _signing(member: TeamMember) -> Iterator[Doing]:
    """G27: for their agency, once both approve the text."""
    agency, version = final.SIGNS.get(Part(member.role)), final.version_of(member.revisit)
    if agency and version and quality.approved(version) and agency not in final.signed(version):
        yield f"Sign the final letter for {agency.label}", "final-sign"


def _to_send(person: User) -> list[Revisit]:
    """G26: cases whose final letter is approved and signed by both, for the office, which sends it in the rule."""
    grants = held.held(person, Permission.SEND_FINAL)
    if not grants or not held.may(person, Permission.WORK_ON_ANY_CASE):
        return []
    checked = queries.open_cases().filter(access.within(grants), state=State.CHECKING).select_related("area")
    standings = ((case, final.standing(case)) for case in checked)
    return [case for case, now in standings if now.approved and not now.unsigned]


def _approved(case: Revisit) -> bool:
    version = quality.with_quality(case)
    return version is not None and quality.approved(version)


def _returned(case: Revisit, purpose: LetterVersion.Purpose) -> bool:
    """Whether a reviewer returned what was submitted last."""
    letter = outcome.letter_of(case)
    version = outcome.newest(letter, purpose) if letter else None
    return version is not None and any(
        each.review and not each.approved for each in quality.standings(version)
    )
