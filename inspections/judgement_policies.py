"""What must be there before anybody judges (G13, G15)."""

from inspections import information
from inspections.models import EvidenceNote, Revisit
from inspections.policies import Refused


def outstanding(revisit: Revisit) -> list[str]:
    """What keeps the case from its judgement, each in one sentence; empty where nothing does."""
    found = []
    if not revisit.notes.filter(kind=EvidenceNote.Kind.ADVISER).exists():
        found.append(
            "The discussion with the DfE and NHS England advisers is not in the evidence base: add a note of it "
            "before judgement (G13)."
        )
    found += [
        f"“{item.title}” was neither given nor declared none (G15)."
        for item in information.outstanding(revisit)
    ]
    return found


def check_before_judgement(revisit: Revisit) -> None:
    """G13, G15: raises Refused with everything that is outstanding."""
    if missing := outstanding(revisit):
        raise Refused(" ".join(missing))
