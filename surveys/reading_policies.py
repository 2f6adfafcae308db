"""May parents' own words be marked or quoted so? Every refusal is the sentence that the inspector reads (G16, G21)."""

from collections.abc import Iterable, Sequence

from inspections.identifiers import Finding, said
from inspections.models import Revisit, Weakness
from inspections.note_policies import check_note, identifying
from inspections.policies import Refused
from surveys.models import Answer, TextReading


class ReadChanged(Refused):
    """Another inspector marked the same words in between; `current` is what stands there now."""

    def __init__(self, current: TextReading) -> None:
        super().__init__(
            f"{current.by} marked these words while you were reading them. What stands there now is shown here, and "
            "what you chose is below: send it again to set it over theirs."
        )
        self.current = current


class MayIdentify(Refused):
    """What is to be quoted seems to name or number somebody."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            f"{said(findings)} Nothing that identifies somebody is quoted: choose another part of the words, or "
            "confirm below that it identifies nobody.",
            "excerpt",
        )


def check_reading(revisit: Revisit, weaknesses: Iterable[Weakness]) -> None:
    """The evidence base is written while the case is open, about the weaknesses of its own statement (G3)."""
    check_note(revisit)
    if any(weakness.wsoa_id != revisit.wsoa_id for weakness in weaknesses):
        raise Refused("This weakness is not one of the statement's (G3).", "weaknesses")


def check_quotable(revisit: Revisit, answer: Answer, excerpt: str, confirmed: bool) -> None:
    """Parents' words are quoted as they stand, and only what tells of nobody."""
    if excerpt and excerpt not in plain(answer.text):
        raise Refused("These words do not stand in the answer: copy a part of it, word for word.", "excerpt")
    findings = identifying(revisit, excerpt or answer.text)
    if findings and not confirmed:
        raise MayIdentify(findings)


def plain(text: str) -> str:
    """Words a blank apart, so that a part of them is found over the ends of lines."""
    return " ".join(text.split())
