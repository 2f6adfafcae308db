"""What must hold of the final letter before it is sent, and before it is published (G26, G27)."""

from inspections.guards import guards
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import Guard
from letters import final
from revisits import clock


@guards(Guard.SIGNED)
def both_signed(revisit: Revisit) -> None:
    """The final text that was frozen last is signed by both agencies."""
    version = final.version_of(revisit)
    if version is None:
        raise Refused("The final letter has not been submitted yet.")
    there = final.signed(version)
    missing = [final.WHO[agency] for agency in final.Agency if agency not in there]
    if missing:
        raise Refused(f"The {' and the '.join(missing)} still {_has(missing)} to sign the letter (G27).")


@guards(Guard.EMBARGO)
def embargo_over(revisit: Revisit) -> None:
    """The moment that was set has come, and what is published has the words that were signed."""
    publication, version = final.waiting(revisit), final.version_of(revisit)
    if publication is None or version is None or publication.letter.sha256 != version.sha256:
        raise Refused("No final letter with the signed words waits to be published.")
    if publication.due_at > clock.now():
        raise Refused(f"The letter is under embargo until {publication.due} (G26).")


def _has(missing: list[str]) -> str:
    return "has" if len(missing) == 1 else "have"
