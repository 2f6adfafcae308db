"""Taking a re-visit back to the stage before."""

from datetime import timedelta

import pytest

from inspections.actions.taking_back import take_back
from inspections.actions.timeline import reopen
from inspections.models import CaseEvent
from inspections.policies import Refused
from inspections.workflow import State
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


def back(cast: Cast, who: str = "owner", reason: str = "The visit goes on tomorrow.") -> None:
    cast.revisit.refresh_from_db()
    take_back(revisit=cast.revisit, seen=cast.revisit.state, reason=reason, by=cast[who], at=LATER)
    cast.revisit.refresh_from_db()


def test_back_on_site_and_back_again_with_the_doing_that_led_there(cast: Cast) -> None:
    cast.notify()
    cast.done("leaders_meeting", LATER)
    cast.done("feedback", LATER)
    back(cast)
    assert cast.revisit.state == State.ON_SITE and not cast.event("feedback").done_on
    back(cast, "support", "Nobody was there.")
    assert cast.revisit.state == State.NOTIFIED and not cast.event("leaders_meeting").done_on
    moved = cast.happened(CaseEvent.Kind.STATE_CHANGED)[-2:]
    assert [event.data["reason"] for event in moved] == ["The visit goes on tomorrow.", "Nobody was there."]
    cast.done("leaders_meeting", LATER)
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.ON_SITE


def test_it_needs_a_reason_the_permission_and_the_stage_that_was_seen(cast: Cast) -> None:
    cast.notify()
    with pytest.raises(Refused, match="nothing is taken back here"):
        back(cast)
    cast.done("leaders_meeting", LATER)
    for who, reason, said in (("cqc", "Because", "permission to take"), ("owner", " ", "Say why")):
        with pytest.raises(Refused, match=said):
            back(cast, who, reason)
    with pytest.raises(Refused, match="has moved on: it is at the stage “On site” now"):
        take_back(revisit=cast.revisit, seen="reporting", reason="Because", by=cast.owner, at=LATER)
    assert cast.event("leaders_meeting").done_on


def test_what_brought_the_case_to_its_stage_is_not_reopened_without_it(cast: Cast) -> None:
    cast.notify()
    cast.done("leaders_meeting", LATER)
    with pytest.raises(Refused, match="take the re-visit back, and say why"):
        reopen(event=cast.event("leaders_meeting"), by=cast.owner, at=LATER)
    cast.done("feedback", LATER)
    reopen(event=cast.event("leaders_meeting"), by=cast.owner, at=LATER)
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.REPORTING and not cast.event("leaders_meeting").done_on
