"""What judgements must be before the letter moves on (G3, G13, G15, G23)."""

from inspections import judgements
from inspections.guards import guards
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import Guard


@guards(Guard.JUDGED)
def every_weakness_judged(revisit: Revisit) -> None:
    """Raises Refused with a sentence for each weakness that is not decided, agreed by both and confirmed."""
    if missing := judgements.unsettled(revisit):
        raise Refused(" ".join(missing))
