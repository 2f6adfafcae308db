"""May this be written in the evidence base now? Every refusal carries the sentence that the person reads."""

from collections.abc import Iterable, Sequence

from inspections.access import bodies_of
from inspections.identifiers import Finding, find_identifiers, said
from inspections.models import EvidenceNote, EvidenceVersion, NoteVersion, Revisit, Weakness
from inspections.policies import Refused
from inspections.workflow import ENDED
from revisits.accounts.models import User


class NoteChanged(Refused):
    """The author changed the note elsewhere in between; `current` is what stands there now."""

    def __init__(self, current: NoteVersion) -> None:
        super().__init__(
            f"{current.written_by} changed this note while you were typing. What stands there now is shown here, "
            "and what you typed is below: send it again to set it on top."
        )
        self.current = current


class LooksLikeNames(Refused):
    """A note of parents' or children's views seems to name somebody (G21)."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            f"{said(findings)} Nobody is named in notes of parents' and children's views (G21): take it out, or "
            "confirm below that it identifies nobody."
        )
        self.findings = findings


def check_note(revisit: Revisit) -> None:
    """The evidence base is written while the case is open."""
    if revisit.state in ENDED:
        raise Refused("This re-visit is closed: nothing is added to its evidence base.")


def check_author(note: EvidenceNote, by: User) -> None:
    """A note says what its author saw: nobody else changes it."""
    if note.written_by_id != by.pk:
        raise Refused(f"Only {note.written_by} may change this note. Write a note of your own beside it.")


def check_nameless(revisit: Revisit, kind: str, text: str, confirmed: bool) -> None:
    """G21: no names in notes of parents' and children's views, unless the author confirms that it is none."""
    if kind in EvidenceNote.NAMELESS and not confirmed and (findings := identifying(revisit, text)):
        raise LooksLikeNames(findings)


def identifying(revisit: Revisit, text: str) -> list[Finding]:
    """What in a text looks as if it identified somebody, given who works on the case and what the area is called."""
    bodies = bodies_of(revisit.area_id)
    known = [
        *User.objects.filter(memberships__organisation__in=bodies).values_list("name", flat=True),
        *revisit.team.values_list("user__name", flat=True),
    ]
    return find_identifiers(text, known, allowed=[revisit.area_name, *bodies.values_list("name", flat=True)])


def check_of_case(
    revisit: Revisit, weaknesses: Iterable[Weakness], citations: Iterable[EvidenceVersion]
) -> None:
    """A note is about weaknesses of its own statement, and cites evidence of its own case (G3, G18)."""
    if any(weakness.wsoa_id != revisit.wsoa_id for weakness in weaknesses):
        raise Refused("This weakness is not one of the statement's (G3).")
    if any(version.document.revisit_id != revisit.pk for version in citations):
        raise Refused("This document is not evidence of this case.")
