"""The states of a re-visit: nothing but the table's rows ever moves one."""

from datetime import timedelta
from itertools import product

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from inspections import workflow
from inspections.actions import timeline
from inspections.models import CaseEvent
from inspections.policies import Refused
from inspections.workflow import TRANSITIONS, Event, Guard, NotAllowedNow, State
from tests.cast import NOW, Cast

ROWS = {(row.source, row.event): row for row in TRANSITIONS}
DOINGS = [row.set_off_by for row in TRANSITIONS if row.set_off_by]


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_what_the_table_does_not_have_is_not_allowed(state: State, event: Event) -> None:
    if (state, event) in ROWS:
        assert workflow.advance(state, event) == ROWS[state, event]
        return
    with pytest.raises(NotAllowedNow, match=state.label):
        workflow.advance(state, event)


def test_every_state_is_reached_and_only_published_and_cancelled_are_the_end() -> None:
    assert {row.target for row in TRANSITIONS} | {State.PLANNED} == set(State)
    assert set(State) - {row.source for row in TRANSITIONS} == {State.CLOSED, State.CANCELLED}


def test_g24_g27_no_way_leads_to_publication_around_a_guard() -> None:
    """Whatever is published was judged, complete, free of identifiers, answered, approved and signed."""
    publishing = ROWS[State.FINAL, Event.PUBLISH]
    assert set(publishing.guards) == set(Guard) - {Guard.RETURNED}
    leaves = [row for row in TRANSITIONS if row.event in (Event.SEND_DRAFT, Event.SEND_FINAL, Event.PUBLISH)]
    assert all(Guard.ASSURED in row.guards for row in leaves if row.set_off_by is None)


def test_what_is_taken_back_or_changed_after_notice_needs_a_reason() -> None:
    """Every row to an earlier stage, but for the reviewers' return: their comments are the reason."""
    order = list(State)
    back = {row for row in TRANSITIONS if order.index(row.target) < order.index(row.source)}
    excepted = {Event.RETURN, Event.RENOTIFY}
    assert {row for row in back if not row.needs_reason} == {row for row in back if row.event in excepted}
    assert all(row.needs_reason for row in TRANSITIONS if row.event in (Event.POSTPONE, Event.CANCEL))


@given(state=st.sampled_from(list(State)), done=st.sets(st.sampled_from(DOINGS)))
def test_what_is_done_moves_along_rows_of_the_table_and_comes_to_rest(state: State, done: set[str]) -> None:
    steps = 0
    while row := workflow.set_off_by(state, done):
        assert (row, row.set_off_by in done) == (ROWS[state, row.event], True)
        state, steps = row.target, steps + 1
        assert steps <= len(TRANSITIONS)


def test_the_page_of_states_is_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    page = settings.BASE_DIR / "docs" / "states.md"
    before = page.read_text(encoding="utf-8")
    assert before == workflow.as_markdown()
    call_command("states")
    assert page.read_text(encoding="utf-8") == before
    assert "states.md is up to date" in capsys.readouterr().out


STEPS = st.lists(
    st.tuples(st.sampled_from(["notify", "done", "reopen"]), st.sampled_from([*DOINGS, "kit"])), max_size=8
)


@given(steps=STEPS)
@hypothesis_settings(max_examples=15, deadline=None)
def _random_steps(cast: Cast, steps: list[tuple[str, str]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        for step, code in steps:
            try:
                _take(cast, step, code)
            except Refused:
                continue
        _follows_the_table(cast)
        connection.check_constraints()
        transaction.set_rollback(True)


def _take(cast: Cast, step: str, code: str) -> None:
    if step == "notify":
        cast.notify()
    elif step == "done":
        cast.done(code, NOW + timedelta(days=1))
    else:
        timeline.reopen(event=cast.event(code), by=cast.owner, at=NOW)


def _follows_the_table(cast: Cast) -> None:
    """The history's steps are rows of the table, end to end, from planned to where the case stands."""
    state = State.PLANNED
    for event in cast.happened(CaseEvent.Kind.STATE_CHANGED):
        assert event.data["from"] == state
        state = State(event.data["to"])
        assert (event.data["from"], state) in {(row.source, row.target) for row in TRANSITIONS}
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == state


def test_no_sequence_of_actions_reaches_a_state_outside_the_table(cast: Cast) -> None:
    _random_steps(cast)


def test_the_whole_way_of_a_case(cast: Cast) -> None:
    cast.notify()
    for code, state in zip(DOINGS, (State.ON_SITE, State.REPORTING), strict=True):
        cast.done(code, NOW + timedelta(days=80))
        cast.revisit.refresh_from_db()
        assert cast.revisit.state == state


def test_events_recorded_in_another_order_still_bring_the_case_on(cast: Cast) -> None:
    later = NOW + timedelta(days=80)
    cast.done("feedback", later)
    cast.notify()
    assert cast.revisit.state == State.NOTIFIED
    cast.done("leaders_meeting", later)
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.REPORTING
    assert len(cast.happened(CaseEvent.Kind.STATE_CHANGED)) == 3


@pytest.mark.parametrize("code", ["final_sent", "published"])
def test_g26_what_the_letter_goes_through_is_not_marked_done_by_hand(code: str, cast: Cast) -> None:
    cast.notify()
    with pytest.raises(Refused, match="Final letter"):
        cast.done(code, NOW + timedelta(days=80))
