"""Writing the outcome letter, and freezing it for those who read it next."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from letters import outcome, outcome_policies
from letters.actions.issue import digest
from letters.composing import outcome as composing
from letters.composing.outcome_proposal import propose
from letters.composing.outcome_typed import from_typed, names_of
from letters.composing.outcome_written import check_blocks
from letters.composing.text import Block
from letters.models import LetterSection, LetterVersion, OutcomeLetter, SectionVersion
from letters.outcome_facts import outcome_facts
from revisits.accounts.models import User


@transaction.atomic
def start_letter(*, revisit: Revisit, by: User, at: datetime) -> OutcomeLetter:
    """Begin the letter with first words from the case; where it was begun already, that one.

    Raises Refused before the visit is over (G23).
    """
    revisit = _locked(revisit)
    if found := outcome.letter_of(revisit):
        return found
    outcome_policies.check_write(revisit)
    letter = OutcomeLetter.objects.create(revisit=revisit, started_by=by, started_at=at)
    for key, blocks in propose(outcome_facts(revisit)).items():
        section = LetterSection.objects.create(letter=letter, key=key)
        if blocks:
            _write(section, 1, blocks, by, at)
    record(revisit, CaseEvent.Kind.LETTER_STARTED, by=by, at=at, text="The outcome letter was begun.")
    return letter


@transaction.atomic
def write_section(
    *, letter: OutcomeLetter, key: str, blocks: Sequence[Block], after: int, by: User, at: datetime
) -> SectionVersion:
    """Write the next version of a section. `after` is the number of the version that the writer started from, 0 for
    none.

    Raises SectionChanged where somebody wrote in between, Refused at a stage in which nobody writes, UnfitBlocks.
    """
    revisit = _locked(letter.revisit)
    outcome_policies.check_write(revisit)
    outcome_policies.check_section(letter, key)
    check_blocks(key, blocks)
    section, _ = LetterSection.objects.get_or_create(letter=letter, key=key)
    newest = section.versions.select_related("written_by", "section").first()
    outcome_policies.check_same(newest, after)
    if newest and newest.blocks == [block.as_dict() for block in blocks]:
        return newest
    return _write(section, newest.number + 1 if newest else 1, blocks, by, at)


@transaction.atomic
def type_section(
    *, letter: OutcomeLetter, key: str, text: str, after: int, by: User, at: datetime
) -> SectionVersion:
    """Write the next version of a section from what somebody typed. Raises as `write_section` does.

    Its names are found from version `after`: where another version came in between, this one is refused anyway.
    """
    versions = SectionVersion.objects.filter(section__letter=letter, section__key=key).select_related(
        "section"
    )
    ever = {version.number: outcome.blocks_of(version)[key] for version in versions}
    taken = [name for blocks in ever.values() for name in names_of(blocks)]
    blocks = from_typed(key, text, ever.get(after, ()), taken)
    return write_section(letter=letter, key=key, blocks=blocks, after=after, by=by, at=at)


def use_again(*, version: SectionVersion, after: int, by: User, at: datetime) -> SectionVersion:
    """A new version with the words of an earlier one, under the names that they had. Raises as `write_section` does."""
    key, letter = version.section.key, version.section.letter
    blocks = outcome.blocks_of(version)[key]
    return write_section(letter=letter, key=key, blocks=blocks, after=after, by=by, at=at)


def write_again(version: SectionVersion, *, after: SectionVersion, by: User, at: datetime) -> SectionVersion:
    """The words of an earlier version once more, where a correction is given up; inside the caller's transaction."""
    blocks = outcome.blocks_of(version)[version.section.key]
    return _write(version.section, after.number + 1, blocks, by, at)


@transaction.atomic
def set_date(*, letter: OutcomeLetter, dated: date | None, by: User, at: datetime) -> OutcomeLetter:
    """The day that the letter prints; None while it is open. Raises Refused. Who and when is on record."""
    revisit = _locked(letter.revisit)
    outcome_policies.check_write(revisit)
    outcome_policies.check_dated(revisit, dated)
    letter.dated = dated
    letter.save(update_fields=["dated"])
    return letter


def freeze(*, letter: OutcomeLetter, purpose: LetterVersion.Purpose, by: User, at: datetime) -> LetterVersion:
    """Freeze the letter as it stands, for others to read; inside the transaction of what it is frozen for.

    Raises Refused where it lacks anything; a draft need not be dated yet.
    """
    outcome_policies.check_complete(letter, purpose)
    facts, words = outcome.facts_of(letter), outcome.written(letter)
    text = composing.compose(facts, words).as_dict()
    newest = outcome.newest(letter)
    return LetterVersion.objects.create(
        letter=letter,
        number=newest.number + 1 if newest else 1,
        purpose=purpose,
        facts=facts.as_dict(),
        text=text,
        sha256=digest(text),
        frozen_by=by,
        frozen_at=at,
    )


def _write(
    section: LetterSection, number: int, blocks: Sequence[Block], by: User, at: datetime
) -> SectionVersion:
    return SectionVersion.objects.create(
        section=section,
        number=number,
        blocks=[block.as_dict() for block in blocks],
        written_by=by,
        written_at=at,
    )


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)
