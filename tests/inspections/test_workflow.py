"""The states of a re-visit: nothing but the table's rows ever moves one."""

from datetime import timedelta
from itertools import product

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from inspections import guards, states_page, workflow
from inspections.actions import timeline
from inspections.actions.moving import move
from inspections.actions.plans import cancel, postpone
from inspections.actions.taking_back import take_back
from inspections.models import CaseEvent
from inspections.policies import Refused
from inspections.workflow import TRANSITIONS, Event, Guard, NotAllowedNow, State
from tests.cast import NOW, Cast
from tests.properties import examples
from tests.stages import put

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
    assert before == states_page.as_markdown()
    call_command("states")
    assert page.read_text(encoding="utf-8") == before
    assert "states.md is up to date" in capsys.readouterr().out


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["notify", "done", "reopen", "back", "postpone", "cancel"]),
        st.sampled_from([*DOINGS, "kit"]),
    ),
    max_size=8,
)


@given(steps=STEPS)
@hypothesis_settings(max_examples=examples(15), deadline=None)
def _random_steps(cast: Cast, steps: list[tuple[str, str]]) -> None:
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
    elif step == "back":
        cast.revisit.refresh_from_db()
        take_back(revisit=cast.revisit, seen=cast.revisit.state, reason="Too early", by=cast.owner, at=NOW)
    elif step in ("postpone", "cancel"):
        change = postpone if step == "postpone" else cancel
        change(revisit=cast.revisit, reason="Snow", by=cast["support"], at=NOW)
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


MOVES = st.lists(
    st.tuples(
        st.sampled_from(list(Event)), st.sets(st.sampled_from(list(Guard))), st.sampled_from(["", "Why"])
    ),
    max_size=12,
)


@given(moves=MOVES, start=st.sampled_from(list(State)))
@hypothesis_settings(max_examples=examples(25), deadline=None)
def _random_moves(cast: Cast, moves: list[tuple[Event, set[Guard], str]], start: State) -> None:
    """From any stage, with any of the guards holding: a step is taken if and only if the table has it and all holds."""
    with transaction.atomic():
        put(start, cast.revisit)
        state, before = start, cast.revisit.history.count()
        for event, holding, why in moves:
            row = ROWS.get((state, event))
            for guard in Guard:
                guards._CHECKS[guard] = _holds if guard in holding else _refuses
            try:
                move(revisit=cast.revisit, event=event, by=None, at=NOW, reason=why)
                assert row and set(row.guards) <= holding and (why or not row.needs_reason)
                state = row.target
            except Refused:
                assert not row or not set(row.guards) <= holding or (row.needs_reason and not why)
            cast.revisit.refresh_from_db()
            assert cast.revisit.state == state and cast.revisit.stopped == (state in workflow.STOPPED)
        steps = cast.happened(CaseEvent.Kind.STATE_CHANGED)
        assert cast.revisit.history.count() == before + len(steps)
        way = [start, *(step.data["to"] for step in steps)]
        assert [step.data["from"] for step in steps] == way[:-1] and way[-1] == state
        transaction.set_rollback(True)


def _holds(revisit: object) -> None:
    return None


def _refuses(revisit: object) -> None:
    raise Refused("Not yet.")


def test_no_sequence_of_events_leaves_the_table_whatever_holds(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "_CHECKS", {})
    _random_moves(cast)


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
    later = NOW + timedelta(days=80)
    with pytest.raises(Refused, match="Final letter"):
        timeline.mark_done(event=cast.event(code), done_on=later.date(), by=cast.owner, at=later)
