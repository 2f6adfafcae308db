"""What tests of writing the outcome letter start from: a case whose visit is over, and its letter."""

from datetime import datetime
from typing import Any

from inspections.models import JudgementVersion, Revisit
from inspections.workflow import State
from letters import outcome
from letters.actions.outcome import start_letter, type_section
from letters.actions.section_comments import add_comment
from letters.composing.text import passages
from letters.models import (
    IgnoredHint,
    LetterSection,
    LetterVersion,
    OutcomeLetter,
    SectionComment,
    SectionVersion,
)
from letters.outcome_page import standing
from revisits.accounts.models import User
from tests.cast import NOW, Cast
from tests.stages import put

KEY = "weakness-1"
FIRST = "Leaders work together.\n\nThey meet each month."


def reporting(cast: Cast, state: State = State.REPORTING) -> Revisit:
    """The visit is over; past what comes before, as no test here is about that."""
    put(state, cast.revisit)
    return cast.revisit


def begun(cast: Cast) -> OutcomeLetter:
    return start_letter(revisit=reporting(cast), by=cast.owner, at=NOW)


def typed(letter: OutcomeLetter, by: Any, text: str = FIRST, **changes: Any) -> SectionVersion:
    """The next version of a section, after the newest."""
    key = changes.pop("key", KEY)
    newest = standing(letter).newest.get(key)
    given = {"after": newest.number if newest else 0, "at": NOW, **changes}
    return type_section(letter=letter, key=key, text=text, by=by, **given)


def names(version: SectionVersion) -> list[str]:
    """Of its paragraphs and items, in their order."""
    blocks = outcome.blocks_of(version)[version.section.key]
    return [passage.name for block in blocks for passage in passages(block)]


def said(letter: OutcomeLetter, by: Any, block: str = "weakness-1-p1", **changes: Any) -> SectionComment:
    given = {"key": KEY, "text": "Say how you know.", "at": NOW, **changes}
    return add_comment(letter=letter, block=block, by=by, **given)


def judged(
    revisit: Revisit, number: int, by: Any, *, sufficient: bool, summary: str, at: datetime = NOW
) -> JudgementVersion:
    """A judgement's next version, as if its policies had let it pass."""
    weakness = revisit.wsoa.weaknesses.get(number=number)
    judgement, _ = revisit.judgements.get_or_create(weakness=weakness)
    last = judgement.versions.order_by("-number").first()
    words = {"sufficient": sufficient, "summary": summary, "reason": "It was weighed anew."}
    return JudgementVersion.objects.create(
        judgement=judgement, number=last.number + 1 if last else 1, by=by, at=at, **words
    )


def plant_outcome_letter(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """Rows of the letter that are about one person; the words are no copy's to hold."""
    letter = OutcomeLetter.objects.create(revisit=case, started_by=person, started_at=at)
    section = LetterSection.objects.create(letter=letter, key=KEY)
    line = {"kind": "paragraph", "name": f"{KEY}-p1", "lines": [[{"text": secret}]]}
    SectionVersion.objects.create(section=section, number=1, blocks=[line], written_by=person, written_at=at)
    SectionComment.objects.create(section=section, text=secret, by=person, at=at)
    IgnoredHint.objects.create(section=section, key="0" * 16, by=person, at=at)
    LetterVersion.objects.create(
        letter=letter, number=1, purpose="quality", facts={}, text={"blocks": [secret]}, sha256="0" * 64,
        frozen_by=person, frozen_at=at,
    )  # fmt: skip


def addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """For `tests.routes`: a letter with one section in two versions, and a comment on it."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    begun: dict[str, Any] = {"started_by": cast.owner, "started_at": NOW}
    letter, _ = OutcomeLetter.objects.get_or_create(revisit=cast.revisit, defaults=begun)
    section = LetterSection.objects.create(letter=letter, key=KEY)
    for number, text in enumerate(("Leaders work together.", "Leaders worked together."), start=1):
        line = {"kind": "paragraph", "name": f"{KEY}-p1", "lines": [[{"text": text}]]}
        SectionVersion.objects.create(
            section=section, number=number, blocks=[line], written_by=cast.owner, written_at=NOW
        )
    comment = SectionComment.objects.create(
        section=section, block=f"{KEY}-p1", quoted="x", text="y", by=cast.owner, at=NOW
    )
    of_section, of_comment = {**case, "key": KEY}, {**case, "comment_id": comment.pk}
    pages = ("section", "write", "here", "hints", "versions", "compare")
    return {
        **dict.fromkeys(["outcome-letter", "outcome-begin", "outcome-date"], case),
        "outcome-preview": {**case, "code": "text"},
        **{f"outcome-{page}": of_section for page in pages},
        "outcome-again": {**of_section, "number": 1},
        "outcome-comment": {**of_section, "on": f"{KEY}-p1"},
        **dict.fromkeys(["outcome-reply", "outcome-settle"], of_comment),
    }
