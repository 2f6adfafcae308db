"""The one action that moves a re-visit along the table."""

import pytest

from inspections.actions.moving import move
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from inspections.workflow import Event, State
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_a_row_needs_its_permission_and_its_reason(cast: Cast) -> None:
    cast.notify()
    with pytest.raises(Refused, match="permission to postpone"):
        move(revisit=cast.revisit, event=Event.POSTPONE, by=cast.people["colleague"], at=NOW, reason="Snow.")
    with pytest.raises(Refused, match="Say why") as refused:
        move(revisit=cast.revisit, event=Event.POSTPONE, by=cast.owner, at=NOW, reason="  ")
    assert refused.value.field == "reason"
    row = move(revisit=cast.revisit, event=Event.POSTPONE, by=cast.owner, at=NOW, reason="Snow.")
    assert (row.target, cast.revisit.state) == (State.POSTPONED, State.POSTPONED)
    happened = cast.happened(CaseEvent.Kind.STATE_CHANGED)[-1]
    assert (happened.by, happened.data["reason"], happened.data["event"]) == (
        cast.owner,
        "Snow.",
        Event.POSTPONE,
    )


def test_what_the_table_does_not_have_is_refused_whatever_was_read_before(cast: Cast) -> None:
    cast.notify()
    stale = Revisit.objects.get(pk=cast.revisit.pk)
    stale.state = State.FINAL
    with pytest.raises(Refused, match="Area notified"):
        move(revisit=stale, event=Event.PUBLISH, by=None, at=NOW)
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.NOTIFIED
