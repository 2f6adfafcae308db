"""What tests of quality assurance start from: every weakness judged, the visit over, the letter written."""

from datetime import datetime
from typing import Any

from inspections.models import Revisit
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import identifier_check, outcome
from letters.actions import quality as actions
from letters.actions.issue import digest
from letters.actions.outcome import start_letter, write_section
from letters.composing.outcome_written import from_words
from letters.models import LetterSection, LetterVersion, OutcomeLetter, QualityReview, SectionVersion
from tests.cast import Cast, make_cast
from tests.inspections.judging import at_stage, settled
from tests.snapshots import kept

AT = datetime(2022, 5, 24, 10, tzinfo=LONDON)
WORDS = "Leaders worked together. Families waited less."
REVIEWERS = {"ofsted": "senior_hmi", "cqc": "cqc_qa"}


def written() -> Cast:
    """The visit is over and every section has words: the letter may be submitted."""
    return kept("letter written", _write_all)


def given() -> Cast:
    """With quality assurance for the first time."""
    return kept("letter submitted", _submit_all)


def _write_all() -> Cast:
    cast = make_cast()
    settled(cast)
    cast.done("feedback", AT)
    cast.revisit.refresh_from_db()
    start_letter(revisit=cast.revisit, by=cast.owner, at=AT)
    for key in ("activities", "weakness-1", "weakness-2"):
        write(cast, key, WORDS)
    return cast


def _submit_all() -> Cast:
    cast = _write_all()
    submit(cast)
    return cast


def letter_of(cast: Cast) -> OutcomeLetter:
    return OutcomeLetter.objects.get(revisit=cast.revisit)


def newest(cast: Cast) -> LetterVersion:
    return LetterVersion.objects.filter(letter__revisit=cast.revisit).latest("number")


def write(cast: Cast, key: str, text: str) -> SectionVersion:
    """The next version of a section, after whatever stands there."""
    letter = letter_of(cast)
    before = outcome.newest_words(letter).get(key)
    after = before.number if before else 0
    blocks = from_words(key, text)
    return write_section(letter=letter, key=key, blocks=blocks, after=after, by=cast.owner, at=AT)


def submit(cast: Cast) -> LetterVersion:
    version = actions.submit(revisit=cast.revisit, by=cast.owner, at=AT)
    cast.revisit.refresh_from_db()
    return version


def reviewed(
    cast: Cast, agency: str, decision: str = "approve", version: LetterVersion | None = None, **changes: Any
) -> QualityReview:
    """The newest version, or another, by the agency's reviewer of the cast."""
    said: dict[str, Any] = {
        "comments": "Say how you know." if decision == "return" else "",
        "on_site": False,
        "by": cast[REVIEWERS[agency]],
        "at": AT,
    }
    made = actions.review(version=version or newest(cast), decision=decision, **(said | changes))
    cast.revisit.refresh_from_db()
    return made


def finalising(cast: Cast) -> None:
    """The draft is approved and came back from the area: as the stage is set in a test of what follows."""
    for agency in REVIEWERS:
        reviewed(cast, agency)
    for state in (State.ACCURACY, State.FINALISING):
        at_stage(cast, state)


def state_of(cast: Cast) -> str:
    return Revisit.objects.get(pk=cast.revisit.pk).state


def addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """For `tests.routes`: a frozen version, and words in the letter that look like a name."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    letter = letter_row(cast)
    section, _ = LetterSection.objects.get_or_create(letter=letter, key="weakness-2")
    blocks = [block.as_dict() for block in from_words("weakness-2", "Ring 01245 555 011.")]
    SectionVersion.objects.create(
        section=section, number=1, blocks=blocks, written_by=cast.owner, written_at=AT
    )
    (found,) = identifier_check.unsettled(letter)
    version = {**case, "number": version_row(letter, cast).number}
    return {
        **dict.fromkeys(["quality", "quality-submit", "quality-withdraw", "identifiers"], case),
        "quality-version": version,
        "quality-file": {**version, "code": "text"},
        "identifier-accept": {**case, "fingerprint": found.fingerprint},
    }


def letter_row(cast: Cast) -> OutcomeLetter:
    """A letter, at whatever stage the case is."""
    started = {"started_by": cast.owner, "started_at": AT}
    return OutcomeLetter.objects.get_or_create(revisit=cast.revisit, defaults=started)[0]


def version_row(letter: OutcomeLetter, cast: Cast) -> LetterVersion:
    """The next frozen version of it, as it stands."""
    last = outcome.newest(letter)
    text = outcome.text(letter).as_dict()
    return LetterVersion.objects.create(
        letter=letter, number=last.number + 1 if last else 1, purpose="quality", facts={}, text=text,
        sha256=digest(text), frozen_by=cast.owner, frozen_at=AT,
    )  # fmt: skip
