"""What must hold of the outcome letter before the workflow goes on."""

from inspections.guards import guards
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import Guard, State
from letters import outcome, outcome_policies, quality_policies
from letters.models import LetterVersion

Purpose = LetterVersion.Purpose


@guards(Guard.COMPLETE)
def complete(revisit: Revisit) -> None:
    """G23: nothing is missing; a draft need not be dated yet."""
    letter = outcome.letter_of(revisit)
    if letter is None:
        raise Refused("Nobody has begun the letter yet.")
    draft = revisit.state in (State.REPORTING, State.QUALITY)
    outcome_policies.check_complete(letter, Purpose.QUALITY if draft else Purpose.FINAL)


@guards(Guard.IDENTIFIERS)
def identifiers(revisit: Revisit) -> None:
    """Nothing that identifies an individual is published: before quality assurance, and again on what was frozen."""
    quality_policies.check_identifiers(quality_policies.letter_of(revisit))


@guards(Guard.ASSURED)
def assured(revisit: Revisit) -> None:
    """G24: both agencies approve the newest version."""
    quality_policies.check_assured(revisit)


@guards(Guard.RETURNED)
def returned(revisit: Revisit) -> None:
    """G24: a reviewer returned it, with comments."""
    quality_policies.check_returned(revisit)
