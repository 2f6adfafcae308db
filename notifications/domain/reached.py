"""How many people a suspension would tell, case by case."""

from collections.abc import Iterable

from inspections.models import CaseEvent, Revisit
from inspections.workflow import State
from notifications.cause import Cause
from notifications.domain import audience
from revisits import clock

# Who hears of it, by the stage of the case; of what is postponed already nobody.
TOLD = {
    State.PLANNED: audience.team_and_support,
    State.NOTIFIED: audience.everybody_told,
    State.ON_SITE: audience.everybody_told,
}


def told_of(cases: Iterable[Revisit]) -> dict[int, int]:
    """By the key of each case of which somebody would hear: the number of people."""
    return {case.pk: len(TOLD[State(case.state)](_cause(case))) for case in cases if case.state in TOLD}


def _cause(case: Revisit) -> Cause:
    at = clock.now()
    event = CaseEvent(revisit=case, kind=CaseEvent.Kind.POSTPONED, at=at)
    return Cause(key="preview", revisit=case, at=at, happened=(event,))
