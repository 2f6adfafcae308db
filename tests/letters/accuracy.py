"""What tests of factual accuracy start from: the case with the area, past quality assurance, and what comes after.

Quality assurance and the identifier check have tests of their own: here their guards let the letter pass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from inspections import guards
from inspections.actions.moving import move
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import Event, Guard
from letters.actions.accuracy import close_comments, send_draft
from letters.actions.accuracy_answers import agree_answer, answer_comment
from letters.actions.accuracy_comments import add_comment, submit
from letters.actions.outcome import freeze, start_letter
from letters.models import AccuracyComment, AccuracyRound, Answer, LetterVersion, Side
from tests.cast import Cast
from tests.inspections.judging import LAST, settled

AUTHORITY, HEALTH = Side.AUTHORITY, Side.HEALTH
SENT = datetime(2022, 6, 14, 10, tzinfo=LONDON)
# Ten working days after Tuesday 14 June, to its last second.
DUE = datetime(2022, 6, 28, 23, 59, 59, tzinfo=LONDON)
BEFORE, AFTER = datetime(2022, 6, 20, 9, tzinfo=LONDON), datetime(2022, 6, 29, 9, tzinfo=LONDON)
BLOCK, WORDS = "weakness-1-p1", "Families wait less"


@contextmanager
def assured() -> Iterator[None]:
    """As if both agencies approved, and every possible identifier were settled."""
    before = dict(guards._CHECKS)
    for guard in (Guard.ASSURED, Guard.IDENTIFIERS):
        guards._CHECKS[guard] = lambda revisit: None
    try:
        yield
    finally:
        guards._CHECKS.clear()
        guards._CHECKS.update(before)


def with_quality(cast: Cast) -> LetterVersion:
    """Judged, written, and with quality assurance."""
    settled(cast)
    cast.done("feedback", LAST)
    cast.revisit.refresh_from_db()
    letter = start_letter(revisit=cast.revisit, by=cast.owner, at=LAST)
    with assured():
        move(revisit=cast.revisit, event=Event.SUBMIT, by=cast.owner, at=LAST)
    version = freeze(letter=letter, purpose=LetterVersion.Purpose.QUALITY, by=cast.owner, at=LAST)
    cast.revisit.refresh_from_db()
    return version


def sent(cast: Cast, at: datetime = SENT) -> AccuracyRound:
    """With the area: the director and the health chief executive read it."""
    with_quality(cast)
    return sent_now(cast, at)


def sent_now(cast: Cast, at: datetime = SENT) -> AccuracyRound:
    with assured():
        round_ = send_draft(revisit=cast.revisit, by=cast.owner, at=at)
    cast.compute(at)
    return fresh(round_)


def fresh(round_: AccuracyRound) -> AccuracyRound:
    """As it stands in the database, and its case."""
    return AccuracyRound.objects.select_related("version__letter__revisit").get(pk=round_.pk)


def comment(cast: Cast, round_: AccuracyRound, side: Side = AUTHORITY, **changes: Any) -> AccuracyComment:
    """By the director, or the health chief executive."""
    by = cast["dcs" if side == AUTHORITY else "health_chief"]
    said = {"quotation": WORDS, "correction": "Families wait four weeks less", "why": "Report of May, page 3"}
    given: dict[str, Any] = {"block": BLOCK, "by": by, "at": BEFORE, **said, **changes}
    return add_comment(round_=round_, side=side, **given)


def submitted(cast: Cast, round_: AccuracyRound, at: datetime = BEFORE) -> list[AccuracyComment]:
    """A comment of each side, submitted."""
    made = [comment(cast, round_, AUTHORITY), comment(cast, round_, HEALTH, correction="By half")]
    submit(round_=round_, side=AUTHORITY, none=False, by=cast["dcs"], at=at)
    submit(round_=round_, side=HEALTH, none=False, by=cast["health_chief"], at=at)
    return made


def closed(cast: Cast) -> list[AccuracyComment]:
    """A comment of each side, and the comments closed."""
    made = submitted(cast, sent(cast))
    close_comments(revisit=cast.revisit, by=cast.owner, at=AFTER)
    cast.revisit.refresh_from_db()
    return made


def answered(cast: Cast, said: AccuracyComment, *, agreed: bool = True, **changes: Any) -> Answer:
    given: dict[str, Any] = {"decision": "accepted", "reason": "The report says so.", "after": 0, **changes}
    answer = answer_comment(comment=said, by=cast.owner, at=AFTER, **given)
    if agreed:
        agree_answer(answer=answer, by=cast["cqc"], at=AFTER)
    return answer


def guard(revisit: Revisit) -> list[str]:
    """What Guard.ANSWERED says."""
    try:
        guards._CHECKS[Guard.ANSWERED](revisit)
    except Refused as refusal:
        return [str(refusal)]
    return []
