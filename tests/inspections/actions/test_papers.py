"""Adding confidential papers, and the trace that it leaves."""

import pytest

from inspections.actions.papers import write_draft
from inspections.models import CaseEvent, Paper
from inspections.policies import DraftChanged, Refused
from inspections.workflow import State
from tests.cast import NOW, Cast
from tests.stages import put

Kind = CaseEvent.Kind


def test_g24_the_history_says_that_a_paper_came_and_not_a_word_of_it(cast: Cast) -> None:
    """Staff without a part in the case read the history, and may not read the papers."""
    secret = {"title": "Zebra title", "text": "Zebra text", "by": cast.owner, "at": NOW}
    write_draft(revisit=cast.revisit, after=None, **secret)  # type: ignore[arg-type]
    told = cast.happened(Kind.PAPER_ADDED)
    assert [event.text for event in told] == ["A draft of the outcome letter was written."]
    assert not any("Zebra" in f"{event.text} {event.data}" for event in told)


def test_g24_the_next_draft_is_a_new_paper_on_top(cast: Cast) -> None:
    first = write_draft(revisit=cast.revisit, title="Draft", text="One", after=None, by=cast.owner, at=NOW)
    second = write_draft(
        revisit=cast.revisit, title="Draft", text="Two", after=first.pk, by=cast["cqc"], at=NOW
    )
    assert [paper.text for paper in Paper.objects.filter(kind="draft")] == ["Two", "One"]
    with pytest.raises(DraftChanged, match="The cqc wrote a draft") as refused:
        write_draft(revisit=cast.revisit, title="D", text="Three", after=first.pk, by=cast.owner, at=NOW)
    assert refused.value.draft == second
    assert Paper.objects.count() == 2


def test_nothing_is_added_to_a_closed_case(cast: Cast) -> None:
    cast.notify()
    put(State.CLOSED)
    with pytest.raises(Refused, match="closed"):
        write_draft(revisit=cast.revisit, title="Late", text="Too late", after=None, by=cast.owner, at=NOW)
    assert not Paper.objects.exists()
    assert cast.happened(Kind.PAPER_ADDED) == []
