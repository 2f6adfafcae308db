"""What must hold of the area's comments before the letter goes on (G25)."""

from inspections.guards import guards
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import Guard
from letters import accuracy


@guards(Guard.ANSWERED)
def every_comment_answered(revisit: Revisit) -> None:
    """The draft was with the area; every comment is answered, agreed by CQC, and both parties told."""
    round_ = accuracy.round_of(revisit)
    if round_ is None:
        raise Refused("The draft was not sent to the area for accuracy yet (G24).")
    if missing := accuracy.unanswered(round_):
        raise Refused(" ".join(missing))
