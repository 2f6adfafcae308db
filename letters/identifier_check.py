"""The identifier check of a case's outcome letter: what may identify somebody, and what was decided of it.

Nothing here asks who is asking: pages go through `letters.outcome_access` first.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from inspections.access import bodies_of
from inspections.models import DraftReader, Revisit, TeamMember
from inspections.workflow import State
from letters import corrections, identifying, outcome
from letters.composing.text import LetterText
from letters.correction_states import Stage
from letters.models import IdentifierDecision, OutcomeLetter
from letters.outcome_facts import outcome_facts
from revisits.accounts.models import User

# From here on others read the frozen text, so that is what is looked at.
FROZEN = (State.QUALITY, State.ACCURACY, State.CHECKING, State.FINAL, State.CLOSED)


@dataclass(frozen=True)
class Checked:
    """A finding, and why it was accepted where it was."""

    found: identifying.Found
    decision: IdentifierDecision | None

    @property
    def settled(self) -> bool:
        return self.decision is not None


def checked(letter: OutcomeLetter) -> list[Checked]:
    """Every finding in the text that goes on from here, open ones first."""
    decisions = {each.fingerprint: each for each in letter.identifier_decisions.select_related("by")}
    rows = [Checked(found, decisions.get(found.fingerprint)) for found in findings(letter, text_of(letter))]
    return sorted(rows, key=lambda row: row.settled)


def unsettled(letter: OutcomeLetter) -> list[identifying.Found]:
    """The findings that nobody has accepted."""
    return [row.found for row in checked(letter) if not row.settled]


def text_of(letter: OutcomeLetter) -> LetterText:
    """What others read of it, or are to read next: as it was frozen while they have it, else as it stands."""
    frozen = letter.revisit.state in FROZEN and not corrections.at(letter.revisit, Stage.WRITING)
    version = outcome.newest(letter) if frozen else None
    return version.composed if version else outcome.text(letter)


def findings(letter: OutcomeLetter, text: LetterText) -> list[identifying.Found]:
    """What in a text of this letter may identify somebody."""
    revisit = letter.revisit
    signing = _signing(letter)
    known = [name for name in names_on(revisit) if name not in signing]
    bodies = [revisit.area_name, *bodies_of(revisit.area_id).values_list("name", flat=True)]
    return identifying.find(text, known=known, signing=signing, bodies=bodies)


def names_on(revisit: Revisit) -> list[str]:
    """Everybody known on the case: who works or worked on it, the area's people, readers, authors and registrants."""
    names = set(_people(revisit).values_list("name", flat=True))
    names.update(revisit.registrations.values_list("name", flat=True))
    return sorted(name for name in names if name.strip())


def _people(revisit: Revisit) -> QuerySet[User]:
    team = TeamMember.everybody.filter(revisit=revisit).values("user")
    readers = DraftReader.objects.filter(revisit=revisit).values("user")
    given = revisit.evidence.values("versions__added_by")
    written = revisit.notes.values("written_by")
    of_area = Q(memberships__organisation__in=bodies_of(revisit.area_id).values("pk"))
    inspected = Q(pk__in=revisit.wsoa.inspection.inspectors.values("pk"))
    parts = Q(pk__in=team) | Q(pk__in=readers) | Q(pk__in=given) | Q(pk__in=written)
    return User.objects.filter(parts | of_area | inspected)


def _signing(letter: OutcomeLetter) -> set[str]:
    """Those whom the letter names itself: who signs it, and to whom it is addressed."""
    facts = outcome_facts(letter.revisit, dated=letter.dated)
    signatories = [each.name for each in (facts.ofsted, facts.cqc) if each]
    return {name for name in (*signatories, *(to.name for to in facts.addressees)) if name.strip()}
