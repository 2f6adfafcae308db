"""From any reachable stage no sequence of calls by anybody publishes a letter that lacks what it must have.

Two approvals of its very words, every comment answered and agreed, every possible identifier settled, every weakness
judged and agreed by both agencies, both signatures (G3, G7, G23 to G27). Nor does a case come to a stage in a way that
the workflow's table does not know.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from inspections.models import CaseEvent, Outcome
from inspections.policies import Refused
from inspections.workflow import TRANSITIONS, Event, State
from letters.models import LetterFile, Publication
from revisits.accounts.models import User
from revisits.public import access
from tests.cast import PEOPLE
from tests.conftest import StandingClock
from tests.letters.calls import NAMED, NEWCOMER, NUMBERS, PLAIN, SIDES, TELLING, Calls
from tests.letters.carrying import WAY, Carried, carried_to
from tests.letters.lacking import SECTIONS, lacking, unsettled
from tests.properties import examples

pytestmark = pytest.mark.django_db
MOVES = {(row.source, row.target) for row in TRANSITIONS}
EVERYBODY = [name for name, *_ in PEOPLE] + ["stranger", "representative"]


@dataclass(frozen=True)
class Call:
    """One of `tests.letters.calls`, and with what."""

    name: str
    named: dict[str, Any]

    def of(self, calls: Calls) -> Callable[[], None]:
        return partial(getattr(calls, self.name), **self.named)


def call(name: str, **named: st.SearchStrategy[Any]) -> tuple[str, st.SearchStrategy[Call]]:
    return name, st.builds(Call, st.just(name), st.fixed_dictionaries(named))


def made_by(*usually: str) -> st.SearchStrategy[str]:
    """Whoever usually does it, as often as anybody at all."""
    return st.one_of(st.sampled_from(usually), st.sampled_from(EVERYBODY))


LEAD, OFFICE, TEAM = made_by("owner"), made_by("support"), made_by("owner", "cqc")
NUMBER, SIDE = st.sampled_from(NUMBERS), st.sampled_from(list(SIDES))
OF_AREA = made_by("dcs", "health_chief")
REASON = st.sampled_from(["", "It was leaked."])
# A sequence that fails is told as it was found: to make it smaller would take many minutes. The guards of the
# identifiers, the answers and the signatures, taken away, are each missed by the sixth sequence; those of judgements,
# completeness and assurance, taken away one at a time, by none of twelve.
BOUNDS = settings(
    max_examples=examples(12),
    stateful_step_count=6,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    print_blob=False,
)
CALLS = dict(
    [
        call("wait", days=st.sampled_from([1, 5, 30])),
        call("propose", number=NUMBER, sufficient=st.booleans(), by=TEAM),
        call("agree", number=NUMBER, by=TEAM),
        call("meet", by=LEAD),
        call("forget", code=st.sampled_from(["judgement_meeting", "feedback", "final_sent"]), by=LEAD),
        call("take_back", by=LEAD),
        call("move", event=st.sampled_from(list(Event)), reason=REASON, by=LEAD),
        call(
            "join",
            person=made_by("colleague"),
            part=st.sampled_from(["lead", "cqc", "hmi", "qa_ofsted"]),
            by=LEAD,
        ),
        call("come_to_the_area"),
        call(
            "write",
            key=st.sampled_from(SECTIONS),
            words=st.sampled_from([PLAIN, *TELLING.values()]),
            by=TEAM,
        ),
        call("accept", by=TEAM),
        call("submit", by=LEAD),
        call("withdraw", by=LEAD),
        call(
            "review",
            decision=st.sampled_from(["approve", "return"]),
            by=made_by("senior_hmi", "cqc_qa"),
            older=st.booleans(),
        ),
        call("send_draft", by=LEAD),
        call("comment", side=SIDE, by=OF_AREA),
        call("submit_comments", side=SIDE, by=OF_AREA),
        call("ask_late", side=SIDE, by=OF_AREA),
        call("answer_late", accepted=st.booleans(), by=LEAD),
        call("open_comments_again", side=SIDE, by=LEAD),
        call("close_comments", by=LEAD),
        call("answer", decision=st.sampled_from(["accepted", "not"]), again=st.booleans(), by=LEAD),
        call("agree_answer", by=TEAM),
        call("tell", by=LEAD),
        call("sign", by=TEAM),
        call("send_final", by=OFFICE),
        call("recall", by=OFFICE),
        call("put_off", by=OFFICE),
        call("publish", reason=REASON, by=OFFICE),
        call("publish_due"),
    ]
)
ANYTHING = st.one_of(list(CALLS.values()))
# What somebody may well call at a stage; the rest is refused there.
FITTING = {
    State.ON_SITE: "propose agree meet forget take_back",
    State.REPORTING: "propose agree forget take_back write accept submit join",
    State.QUALITY: "review withdraw send_draft forget move join",
    State.ACCURACY: "comment submit_comments ask_late answer_late close_comments wait",
    State.FINALISING: "propose agree write accept answer agree_answer tell submit"
    " ask_late answer_late open_comments_again",
    State.CHECKING: "review sign withdraw send_final join come_to_the_area",
    State.FINAL: "recall put_off publish publish_due come_to_the_area accept forget wait",
}


def calls_at(stage: State) -> st.SearchStrategy[Call]:
    """Twice in three what fits the stage, else anything."""
    fitting = st.one_of([CALLS[name] for name in FITTING.get(stage, "").split()] or [ANYTHING])
    return st.one_of(fitting, fitting, ANYTHING)


# Where a sequence begins, oftener where the letter is finalised; and what goes wrong there at once.
BEGINNINGS = (*WAY[:-1], *[State.FINALISING] * 4)
SLIPS = (
    Call("write", {"key": "weakness-1", "words": next(iter(TELLING.values()))}),
    Call("propose", {"number": 1, "sufficient": False}),
)


class Workings(RuleBasedStateMachine):
    """The case from any stage on: honest people go on with it, and in between anybody calls anything."""

    clock: ClassVar[StandingClock]

    def __init__(self) -> None:
        super().__init__()
        self.published: set[int] = set()
        self.undone = ExitStack()
        self.undone.enter_context(transaction.atomic())

    def teardown(self) -> None:
        """Each sequence starts from the same rows."""
        transaction.set_rollback(True)
        self.undone.close()

    @initialize(stage=st.sampled_from(BEGINNINGS), slip=st.sampled_from(SLIPS))
    def begin(self, stage: State, slip: Call) -> None:
        cast, self.clock.now = carried_to(stage)
        self.calls = Carried(cast, self.clock)
        self.tried(slip.of(self.calls))

    @rule(goes_on=st.integers(1, 7), haste=st.none() | st.integers(0, 999), data=st.data())
    def somebody_calls(self, goes_on: int, haste: int | None, data: st.DataObject) -> None:
        for _ in range(goes_on):
            if self.calls.stage != State.CLOSED:
                self.tried(partial(self.calls.go_on, haste))
        self.tried(data.draw(calls_at(self.calls.stage)).of(self.calls))

    def tried(self, made: Callable[[], None]) -> None:
        """Made, or refused: then nothing changed. Whatever else is raised fails the test."""
        before = self.calls.stage
        try:
            with transaction.atomic():
                made()
        except (Refused, PermissionDenied):
            return
        after = self.calls.stage
        assert before == after or (before, after) in MOVES
        self.what_is_published_lacks_nothing()

    def telling(self) -> list[str]:
        """What may identify somebody, as the case stands."""
        came = User.objects.filter(name=NEWCOMER).exists()
        return [*TELLING, *([NAMED] if came else [])]

    def what_is_published_lacks_nothing(self) -> None:
        published = Publication.objects.filter(published_at__isnull=False).select_related("letter__revisit")
        for each in published:
            assert lacking(each.letter) == []
            assert LetterFile.objects.filter(letter=each.letter).count() == 4
            if each.pk not in self.published:
                assert unsettled(each.letter, self.telling()) == []
                self.published.add(each.pk)
        shown = set(access.published_letters().values_list("pk", flat=True))
        assert shown <= {each.letter_id for each in published} and bool(shown) == bool(published)
        assert Outcome.objects.exists() == bool(shown)


def test_no_sequence_of_calls_publishes_a_letter_that_lacks_anything(standing_clock: StandingClock) -> None:
    class ByThisClock(Workings):
        clock = standing_clock

    run_state_machine_as_test(ByThisClock, settings=BOUNDS)


def test_honest_calls_alone_publish_from_the_first_day_on_site(standing_clock: StandingClock) -> None:
    """So the property above is not true of a case that nobody could publish."""
    cast, standing_clock.now = carried_to(State.ON_SITE)
    calls, stages = Carried(cast, standing_clock), [State.ON_SITE]
    while calls.stage != State.CLOSED:
        calls.go_on()
        if calls.stage != stages[-1]:
            stages.append(calls.stage)
    assert tuple(stages) == WAY
    published = Publication.objects.get()
    assert published.published_at and lacking(published.letter) == []
    assert [letter.pk for letter in access.published_letters()] == [published.letter_id]
    moved = cast.revisit.history.filter(kind=CaseEvent.Kind.STATE_CHANGED).order_by("pk")
    assert [event.data["to"] for event in moved] == [State.NOTIFIED, *WAY]
