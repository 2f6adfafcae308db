"""The outcome letter (G23): composed from the facts of a case and from what was written by hand, section by section.

Order: what was corrected, heading, introduction, overall outcome, what inspectors did, each weakness, other serious
concerns, next steps, signatures, copies. Generated blocks come from facts alone; written ones stand between them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from letters.composing import outcome_decisions, outcome_opening
from letters.composing.facts import LetterIncomplete
from letters.composing.outcome_closing import copies, signatures
from letters.composing.outcome_facts import OutcomeFacts, WeaknessFacts
from letters.composing.outcome_opening import blank_facts
from letters.composing.outcome_wording import WORDINGS, OutcomeWording
from letters.composing.outcome_written import WrittenBlocks, has_words
from letters.composing.phrases import fill
from letters.composing.text import Block, LetterText, Line, Passage, Run

ACTIVITIES, CONCERNS, CORRECTION = "activities", "concerns", "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSection:
    """One part of the letter with all its blocks; `title` is for those who write it."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    editable: bool = False
    weakness: int | None = None


def compose(facts: OutcomeFacts, written: WrittenBlocks) -> LetterText:
    """The letter as it stands, with a visible gap for each thing that it still needs (see `missing`)."""
    return LetterText(
        title=_document_title(facts),
        language="en-GB",
        template_version=WORDINGS[facts.guidance].template_version,
        dated=facts.dated,
        blocks=tuple(block for section in sections(facts, written) for block in section.blocks),
    )


def check(facts: OutcomeFacts, written: WrittenBlocks) -> None:
    """Raise LetterIncomplete when the letter cannot be issued yet; it names what it waits for."""
    if labels := missing(facts, written):
        raise LetterIncomplete(labels)


def missing(facts: OutcomeFacts, written: WrittenBlocks) -> list[str]:
    """What the letter still needs, in words, in its order; empty when it can be issued."""
    labels = blank_facts(facts)
    if facts.undecided:
        labels += [f"decision on weakness {number}" for number in facts.undecided]
    return labels + [_asked_for(key) for key in editable_keys(facts) if not has_words(written.get(key, ()))]


def sections(facts: OutcomeFacts, written: WrittenBlocks) -> tuple[OutcomeSection, ...]:
    """The letter's sections in their order. Words for a section that nobody may write are left out."""
    words = WORDINGS[facts.guidance]
    return (
        *_corrections(facts, words),
        OutcomeSection(
            key="heading", title="Heading and addressees", blocks=outcome_opening.heading(facts, words)
        ),
        OutcomeSection(
            key="introduction", title="Introduction", blocks=outcome_opening.introduction(facts, words)
        ),
        OutcomeSection(
            key="overall",
            title="Overall outcome",
            blocks=(
                _subheading("overall-heading", words.outcome),
                _paragraph("overall", outcome_decisions.overall(facts, words)),
                _paragraph("overall-findings", fill(words.findings)),
            ),
        ),
        _activities(words, written),
        *(_weakness(facts, weakness, words, written) for weakness in facts.weaknesses),
        *_concerns(facts, words, written),
        OutcomeSection(
            key="next-steps",
            title="Next steps",
            blocks=(
                _subheading("next-steps-heading", words.next_steps),
                _paragraph("next-steps", outcome_decisions.next_steps(facts, words)),
            ),
        ),
        OutcomeSection(key="signatures", title="Signatures", blocks=signatures(facts, words)),
        OutcomeSection(key="copies", title="Copies", blocks=copies(facts, words)),
    )


def editable_keys(facts: OutcomeFacts) -> tuple[str, ...]:
    """The keys of the sections into which somebody writes, in their order."""
    return tuple(_editable_keys(facts))


def weakness_key(number: int) -> str:
    """The key of the section on one weakness: "weakness-2"."""
    return f"weakness-{number}"


def _editable_keys(facts: OutcomeFacts) -> Iterator[str]:
    yield ACTIVITIES
    yield from (weakness_key(weakness.number) for weakness in facts.weaknesses)
    if facts.concerns:
        yield CONCERNS


def _corrections(facts: OutcomeFacts, words: OutcomeWording) -> tuple[OutcomeSection, ...]:
    """At the very top of a corrected letter."""
    blocks = outcome_opening.corrections(facts, words)
    return (OutcomeSection(key=CORRECTION, title="Correction", blocks=blocks),) if blocks else ()


def _activities(words: OutcomeWording, written: WrittenBlocks) -> OutcomeSection:
    heading = _subheading("activities-heading", words.activities)
    return OutcomeSection(
        key=ACTIVITIES,
        title=words.activities,
        blocks=(heading, *_by_hand(ACTIVITIES, written)),
        editable=True,
    )


def _weakness(
    facts: OutcomeFacts, weakness: WeaknessFacts, words: OutcomeWording, written: WrittenBlocks
) -> OutcomeSection:
    """Heading, summary, and the one sentence that decides (G23). Of some weaknesses the number alone is on file."""
    key = weakness_key(weakness.number)
    number = f" {weakness.number}" if len(facts.weaknesses) > 1 else ""
    text = weakness.text.strip().rstrip(".")
    named = f": {text}" if text != f"Weakness {weakness.number}" else ""
    heading = f"{words.kind.capitalize()} weakness{number}{named}"
    decision = outcome_decisions.decision(weakness, words)
    return OutcomeSection(
        key=key,
        title=f"Weakness {weakness.number}",
        blocks=(
            _subheading(f"{key}-heading", heading),
            *_by_hand(key, written),
            _paragraph(f"{key}-decision", decision),
        ),
        editable=True,
        weakness=weakness.number,
    )


def _concerns(facts: OutcomeFacts, words: OutcomeWording, written: WrittenBlocks) -> Iterator[OutcomeSection]:
    """Other serious concerns with their evidence, and where they go (G3, G23); nothing where there are none."""
    if not facts.concerns:
        return
    one = len(facts.concerns) == 1
    yield OutcomeSection(
        key=CONCERNS,
        title=words.concern if one else words.concerns,
        blocks=(
            _subheading("concerns-heading", words.concern if one else words.concerns),
            *_by_hand(CONCERNS, written),
            _paragraph("concerns-go", fill(words.concern_goes if one else words.concerns_go)),
        ),
        editable=True,
    )


def _by_hand(key: str, written: WrittenBlocks) -> tuple[Block, ...]:
    blocks = tuple(written.get(key, ()))
    gap = Run(f"[{_asked_for(key)} to follow]", gap=True)
    return blocks if has_words(blocks) else (_paragraph(f"{key}-gap", (gap,)),)


def _asked_for(key: str) -> str:
    if key == ACTIVITIES:
        return "what inspectors did"
    if key == CONCERNS:
        return "other serious concerns, with their evidence"
    return f"summary of weakness {key.rpartition('-')[2]}"


def _document_title(facts: OutcomeFacts) -> str:
    words = WORDINGS[facts.guidance]
    return words.document_title.format(area=facts.area, days=outcome_opening.days(facts).text)


def _subheading(name: str, text: str) -> Passage:
    return Passage("subheading", name, (fill("{text}", text=text),))


def _paragraph(name: str, line: Line) -> Passage:
    return Passage("paragraph", name, (line,))
