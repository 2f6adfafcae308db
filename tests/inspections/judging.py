"""What tests of judgements start from: the case on site with all that must be there before judgement, and further."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from inspections.actions.judgements import Grounds, agree_judgement, propose_judgement, write_concern
from inspections.actions.timeline import complete
from inspections.models import (
    ConcernVersion,
    EvidenceVersion,
    JudgementVersion,
    NoteVersion,
    Weakness,
)
from inspections.timeline.times import LONDON
from inspections.workflow import State
from tests.cast import NOW, Cast
from tests.inspections.evidence_base import given, note
from tests.stages import put

FIRST, LAST = datetime(2022, 5, 17, 9, tzinfo=LONDON), datetime(2022, 5, 19, 15, tzinfo=LONDON)
SUMMARY = "Leaders changed how they plan together. Families wait less."


def on_site(cast: Cast) -> EvidenceVersion:
    """On the first day, with what G13 and G15 ask for, and a document about the first weakness."""
    cast.notify()
    answer_what_is_asked(cast)
    version = given(cast, weaknesses=[1])
    arrive(cast)
    return version


def answer_what_is_asked(cast: Cast) -> None:
    note(cast, kind="adviser", title="Call with the advisers")
    cast.revisit.items.filter(mandatory=True).update(none_at=NOW, none_by=cast["lano"])


def arrive(cast: Cast) -> None:
    cast.done("leaders_meeting", FIRST)
    cast.revisit.refresh_from_db()


def weakness(cast: Cast, number: int = 1) -> Weakness:
    return cast.revisit.wsoa.weaknesses.get(number=number)


def everything(cast: Cast) -> Grounds:
    """Every document and note of the case, to rest on."""
    documents = EvidenceVersion.objects.filter(document__revisit=cast.revisit)
    return Grounds(
        [(each, "page 3") for each in documents],
        list(NoteVersion.objects.filter(note__revisit=cast.revisit)),
    )


def proposed(cast: Cast, number: int = 1, by: str = "owner", **changes: Any) -> JudgementVersion:
    said: dict[str, Any] = {"sufficient": True, "summary": SUMMARY, "grounds": everything(cast)}
    return propose_judgement(
        revisit=cast.revisit, weakness=weakness(cast, number), by=cast[by], at=LAST, **(said | changes)
    )


def agreed(cast: Cast, number: int = 1, **changes: Any) -> JudgementVersion:
    """Proposed by the lead, and agreed by both agencies."""
    version = proposed(cast, number, **changes)
    for person in ("owner", "cqc"):
        agree_judgement(version=version, by=cast[person], at=LAST)
    return version


def meet(cast: Cast) -> None:
    """The judgement meeting is recorded, whatever the stage."""
    complete(cast.event("judgement_meeting"), done_on=LAST.date(), by=cast.owner, at=LAST)


def settled(cast: Cast, sufficient: Sequence[bool] = (True, True)) -> None:
    """On site with every weakness judged, agreed by both and confirmed."""
    on_site(cast)
    for number, each in enumerate(sufficient, start=1):
        agreed(cast, number, sufficient=each)
    meet(cast)


def published(cast: Cast, sufficient: Sequence[bool] = (True, True)) -> None:
    """Settled, and the letter published."""
    settled(cast, sufficient)
    at_stage(cast, State.CLOSED)


def at_stage(cast: Cast, state: State) -> None:
    """As the stage is set in a test that looks at it alone."""
    put(state, cast.revisit)
    cast.revisit.refresh_from_db()


def concern(cast: Cast, by: str = "owner", **changes: Any) -> ConcernVersion:
    said: dict[str, Any] = {
        "title": "Home education",
        "text": "Children without a school place are not known to the area.",
        "grounds": everything(cast),
    }
    return write_concern(revisit=cast.revisit, by=cast[by], at=LAST, **(said | changes))
