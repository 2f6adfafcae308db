"""How many people a suspension would tell, case by case."""

from collections.abc import Iterable

from inspections.models import CaseEvent, Revisit
from inspections.workflow import State
from notifications.cause import Cause
from notifications.domain import audience
from revisits import clock


def told_of(cases: Iterable[Revisit]) -> dict[int, int]:
    """By the key of each case that would be postponed: the number of people who hear of it."""
    stopped = [case for case in cases if case.state in (State.NOTIFIED, State.ON_SITE)]
    return {case.pk: len(audience.everybody_told(_cause(case))) for case in stopped}


def _cause(case: Revisit) -> Cause:
    at = clock.now()
    event = CaseEvent(revisit=case, kind=CaseEvent.Kind.POSTPONED, at=at)
    return Cause(key="preview", revisit=case, at=at, happened=(event,))
