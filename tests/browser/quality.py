"""Pages of quality assurance: a letter that was returned once and is with both reviewers again, and their errors."""

from typing import Any

from django.urls import reverse

from inspections.workflow import State
from letters import identifier_check, outcome
from letters.actions.issue import digest
from letters.actions.outcome import start_letter, write_section
from letters.actions.quality import review
from letters.composing.outcome_written import from_words
from letters.models import LetterVersion, OutcomeLetter
from tests import stages
from tests.browser.scene import NOW, Scene, visited
from tests.browser.visits import Visit

REFERENCE, NOT_BEGUN = "lancashire-2020", "essex-2022"
SENIOR = "Demo Senior HMI"
WORDS = (
    "Leaders have worked closely with parents. Ring 01245 555 011 for two pupils of Meadow School.\n\n"
    "Inspectors found:\n- waiting times that are shorter\n- plans in plain words"
)
CHANGED = WORDS.replace("worked closely", "met each month").replace("Inspectors found", "They saw")
COMMENTS = "Say how you know that waits are shorter.\n\nThe second list item needs its evidence."


def given() -> LetterVersion:
    """Version 2 with quality assurance, returned as version 1; call it in the loaded demo."""
    case = visited(REFERENCE)
    lead = case.team.get(role="lead").user
    stages.put(State.REPORTING, case)
    letter = start_letter(revisit=case, by=lead, at=NOW)
    first = _frozen(letter, WORDS)
    returned: dict[str, Any] = {"decision": "return", "comments": COMMENTS, "on_site": True}
    review(version=first, by=case.team.get(role="qa_ofsted").user, at=NOW, **returned)
    return _frozen(letter, CHANGED)


def _frozen(letter: OutcomeLetter, words: str) -> LetterVersion:
    """The next version, as if its policies had let it pass."""
    by = letter.started_by
    before = outcome.newest_words(letter).get("weakness-1")
    blocks, after = from_words("weakness-1", words), before.number if before else 0
    write_section(letter=letter, key="weakness-1", blocks=blocks, after=after, by=by, at=NOW)
    text, last = outcome.text(letter).as_dict(), outcome.newest(letter)
    version = LetterVersion.objects.create(
        letter=letter, number=last.number + 1 if last else 1, purpose="quality", facts={}, text=text,
        sha256=digest(text), frozen_by=by, frozen_at=NOW,
    )  # fmt: skip
    stages.put(State.QUALITY, letter.revisit)
    return version


def visits(scene: Scene) -> list[Visit]:
    version = given()
    lead = version.frozen_by.name
    found = identifier_check.unsettled(version.letter)[0]
    of_version, one = [REFERENCE, version.number], [REFERENCE, found.fingerprint]
    pages: tuple[tuple[str, list[Any], str, str], ...] = (
        ("quality", [REFERENCE], lead, ""),
        ("quality", [REFERENCE], SENIOR, ""),
        ("quality", [NOT_BEGUN], SENIOR, ""),
        ("quality-version", of_version, SENIOR, ""),
        ("quality-version", of_version, SENIOR, "Record your decision"),
        ("quality-version", [REFERENCE, 1], lead, ""),
        ("quality-withdraw", [REFERENCE], lead, "Withdraw it"),
        ("identifiers", [REFERENCE], lead, ""),
        ("identifiers", [NOT_BEGUN], SENIOR, ""),
        ("identifier-accept", one, lead, "Accept these words"),
        ("home", [], SENIOR, ""),
    )
    return [Visit(name, reverse(name, args=args), who=who, press=press) for name, args, who, press in pages]
