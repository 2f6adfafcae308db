"""A case carried on its way to the published letter, by the calls that honest people make next, or people in haste."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from random import Random

from inspections import judgements
from inspections.policies import Refused
from inspections.workflow import State
from letters import final, outcome
from letters.models import Side
from tests.cast import Cast, make_cast
from tests.conftest import StandingClock
from tests.inspections.judging import FIRST, on_site, weakness
from tests.letters.calls import NUMBERS, SIDES, TELLING, Calls, refuse, there
from tests.snapshots import kept

# On the way to the published letter, in their order.
WAY = (
    State.ON_SITE, State.REPORTING, State.QUALITY, State.ACCURACY, State.FINALISING, State.CHECKING, State.FINAL,
    State.CLOSED,
)  # fmt: skip


def carried_to(stage: State) -> tuple[Cast, datetime]:
    """The case carried honestly to a stage, by the calls alone; and what time it is there."""
    return kept(f"carried to {stage}", lambda: _carry(stage))


def _carry(stage: State) -> tuple[Cast, datetime]:
    if stage == State.ON_SITE:
        cast = make_cast()
        on_site(cast)
        return cast, FIRST
    before = WAY[WAY.index(stage) - 1]
    cast, now = carried_to(before)
    case = Carried(cast, StandingClock(now))
    while case.stage != stage:
        case.go_on()
    return cast, case.clock.now


class Carried(Calls):
    """What is usually called next at each stage."""

    def go_on(self, haste: int | None = None) -> None:
        """Make the first of the usual calls at this stage that may be made. Refused where there is none.

        In haste people try first what takes the case to the next stage, then the others in an order of `haste`; and
        they settle nothing that may identify somebody.
        """
        usual = self._usual(in_haste=haste is not None).get(self.stage, [])
        if haste is not None:
            usual = [self._forward(), *Random(haste).sample(usual, len(usual))]
        for call in usual:
            try:
                call()
            except Refused:
                continue
            return
        raise Refused("Nothing is left to be done.")

    def _forward(self) -> Callable[[], None]:
        forward = {
            State.NOTIFIED: self.arrive,
            State.ON_SITE: self.feed_back,
            State.QUALITY: self.send_draft,
            State.ACCURACY: self.close_comments,
            State.CHECKING: self.send_final,
            State.FINAL: self._publish_now,
        }
        return forward.get(self.stage, self.submit)

    def _usual(self, *, in_haste: bool) -> dict[State, list[Callable[[], None]]]:
        """By stage, in their order; each is refused once it was made."""
        written: list[Callable[[], None]] = [self._start_first, self.write_what_lacks]
        if in_haste:
            written.append(self._write_what_tells)
        back = [] if in_haste else [self.take_back]
        settling = [] if in_haste else [self.accept]
        submitting = [self.submit, *settling]
        reviewing = [partial(self.review, "approve", by) for by in ("senior_hmi", "cqc_qa")]
        signing = [partial(self.sign, by) for by in ("owner", "cqc")]
        having_read: list[Callable[[], None]] = [
            self._comment_first,
            *(partial(self.submit_comments, side) for side in SIDES),
        ]
        heeding: list[Callable[[], None]] = [self.answer, self.agree_answer, self.tell]
        return {
            State.NOTIFIED: [self.arrive],
            State.ON_SITE: [self._meet_first, self._judge_next, self.feed_back],
            State.REPORTING: [*written, *submitting, self._judge_next, *back],
            State.QUALITY: [*reviewing, self.send_draft, *settling],
            State.ACCURACY: [*having_read, self.close_comments],
            State.FINALISING: [self.date, *heeding, *submitting, self._judge_next, *written],
            State.CHECKING: [*reviewing, *signing, self.send_final, *settling],
            State.FINAL: [self.render, self._wait_until_due, self._publish_now, *settling],
        }

    def _judge_next(self) -> None:
        """The first weakness that is not judged, or not agreed, as it stands."""
        newest = judgements.newest_versions(self.case)
        for number in NUMBERS:
            version = newest.get(weakness(self.cast, number).pk)
            if version is None:
                self.propose(number, True)
                return
            agreed = {each.agency for each in version.agreements.all()}
            for agency, by in (("ofsted", "owner"), ("cqc", "cqc")):
                if agency not in agreed:
                    self.agree(number, by)
                    return
        refuse(True)

    def _meet_first(self) -> None:
        refuse(judgements.meeting_recorded(self.case))
        self.meet()

    def _start_first(self) -> None:
        refuse(outcome.letter_of(self.case) is not None)
        self.start()

    def _comment_first(self) -> None:
        refuse(self.round.comments.exists())
        self.comment(Side.AUTHORITY)

    def _write_what_tells(self) -> None:
        words = self.letter.sections.filter(versions__blocks__icontains=next(iter(TELLING)))
        refuse(words.exists())
        self.write("weakness-1", next(iter(TELLING.values())))

    def _wait_until_due(self) -> None:
        waits = there(final.waiting(self.case))
        refuse(waits.due_at <= self.clock.now)
        self.clock.now = waits.due_at

    def _publish_now(self) -> None:
        self.publish_due()
        refuse(self.stage == State.FINAL)
