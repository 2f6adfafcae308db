"""What must hold before a row of the workflow is taken: each guard's check, registered by the app that knows it.

A guard that nobody registered refuses, so a row is never taken because a check is missing.
"""

from collections.abc import Callable, Iterable

from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import Guard, Transition

Check = Callable[[Revisit], None]
_CHECKS: dict[Guard, Check] = {}


def guards(guard: Guard) -> Callable[[Check], Check]:
    """Register the check of a guard: it raises Refused with the sentence that the person reads, or returns."""

    def register(check: Check) -> Check:
        _CHECKS[guard] = check
        return check

    return register


def refusals(revisit: Revisit, row: Transition) -> list[str]:
    """Why a row may not be taken now: a sentence for each guard that does not hold."""
    return unmet(revisit, row.guards)


def unmet(revisit: Revisit, needed: Iterable[Guard]) -> list[str]:
    """A sentence for each of these guards that does not hold."""
    found = []
    for guard in needed:
        try:
            _check(revisit, guard)
        except Refused as refusal:
            found.append(str(refusal))
    return found


def check(revisit: Revisit, row: Transition) -> None:
    """Raises Refused with all that does not hold."""
    if missing := refusals(revisit, row):
        raise Refused(" ".join(missing))


def _check(revisit: Revisit, guard: Guard) -> None:
    if guard not in _CHECKS:
        raise Refused(f"The program cannot tell whether {guard}.")
    _CHECKS[guard](revisit)
