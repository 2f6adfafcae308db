"""How the outcome letter of a case stands: its words, its sections, the whole, and what was frozen of it.

Nothing here asks who is asking: pages go through `letters.outcome_access` first.
"""

from dataclasses import replace

from inspections.models import Revisit
from letters import corrections
from letters.composing import outcome as composing
from letters.composing.outcome import OutcomeSection
from letters.composing.outcome_facts import OutcomeFacts
from letters.composing.outcome_written import WrittenBlocks
from letters.composing.text import LetterText, block_from_dict
from letters.models import LetterVersion, OutcomeLetter, SectionVersion
from letters.outcome_facts import outcome_facts

Purpose = LetterVersion.Purpose
# What composing calls it.
DATE = "date of the letter"


def letter_of(revisit: Revisit) -> OutcomeLetter | None:
    """The letter of the case; None until somebody started it."""
    return OutcomeLetter.objects.filter(revisit=revisit).first()


def newest_words(letter: OutcomeLetter) -> dict[str, SectionVersion]:
    """By section key, what was written last; one query."""
    found = SectionVersion.objects.filter(section__letter=letter).select_related("section", "written_by")
    newest = found.order_by("section_id", "-number").distinct("section_id")
    return {version.section.key: version for version in newest}


def blocks_of(version: SectionVersion) -> WrittenBlocks:
    """The words of one version of a section, as composing takes them."""
    return {version.section.key: tuple(block_from_dict(block) for block in version.blocks)}


def written(letter: OutcomeLetter) -> WrittenBlocks:
    """What was written last of each section, by its key."""
    return {
        key: blocks for version in newest_words(letter).values() for key, blocks in blocks_of(version).items()
    }


def facts_of(letter: OutcomeLetter) -> OutcomeFacts:
    """The facts of the letter, as its case stands; of one that is corrected, what was decided as it is published."""
    facts = outcome_facts(letter.revisit, dated=letter.dated)
    correction = corrections.open_of(letter.revisit)
    before = corrections.facts_before(letter.revisit) if correction else None
    if correction is None or before is None:
        return facts
    return replace(
        facts,
        dated=before.dated,
        addressees=before.addressees,
        weaknesses=before.weaknesses,
        concerns=before.concerns,
        corrections=(*before.corrections, corrections.printed(correction)),
    )


def shown(letter: OutcomeLetter) -> tuple[OutcomeSection, ...]:
    """The letter as it stands, section by section, with a gap for what it still needs."""
    return composing.sections(facts_of(letter), written(letter))


def text(letter: OutcomeLetter) -> LetterText:
    """The letter as it stands, whole."""
    return composing.compose(facts_of(letter), written(letter))


def missing(letter: OutcomeLetter, purpose: Purpose) -> list[str]:
    """What it still needs, in words; empty where nothing. A draft need not be dated yet."""
    labels = composing.missing(facts_of(letter), written(letter))
    return [label for label in labels if purpose != Purpose.QUALITY or label != DATE]


def newest(letter: OutcomeLetter, purpose: Purpose | None = None) -> LetterVersion | None:
    """What was frozen last, of one purpose or of any."""
    found = letter.versions.filter(purpose=purpose) if purpose else letter.versions.all()
    return found.order_by("-number").first()
