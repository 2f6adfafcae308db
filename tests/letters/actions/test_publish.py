"""Publishing: when it is due, once; never early but by hand with a reason; waiting for its files (G26)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import ProgrammingError, transaction

from inspections.models import CaseEvent, Outcome
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import publishing, tasks
from letters.actions.final import set_publication
from letters.actions.publish import publish_due
from letters.models import LetterFile, Publication
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import finals
from tests.letters.assuring import state_of
from tests.letters.finals import AT, DUE, answered, publish_now

Kind = CaseEvent.Kind
JUST_BEFORE = DUE - timedelta(seconds=1)


@pytest.fixture
def sent(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = AT
    return finals.sent()


def publication(cast: Cast) -> Publication:
    return Publication.objects.get(letter__revisit=cast.revisit)


def sweep(clock: StandingClock, at: datetime) -> None:
    clock.now = at
    with answered():
        tasks.publish_what_is_due()


def test_g26_at_its_moment_and_not_before_it_is_published_once(
    sent: Cast, standing_clock: StandingClock
) -> None:
    sweep(standing_clock, JUST_BEFORE)
    assert state_of(sent) == State.FINAL and publication(sent).published_at is None
    for at in (DUE, DUE, DUE + timedelta(minutes=1)):
        sweep(standing_clock, at)
    made = publication(sent)
    assert (made.published_at, made.published_by) == (DUE, None)
    assert state_of(sent) == State.CLOSED
    assert sent.event("published").done_on == DUE.date()
    outcome = Outcome.objects.get(revisit=sent.revisit)
    assert (outcome.sufficient, outcome.not_sufficient, outcome.published_on) == (2, 0, DUE.date())
    assert len(sent.happened(Kind.PUBLISHED)) == len(sent.happened(Kind.OUTCOME_FOLLOWED)) == 1
    assert not sent.happened(Kind.PUBLICATION_HELD)


def test_g26_by_hand_before_its_moment_it_needs_a_reason_and_the_permission(sent: Cast) -> None:
    with pytest.raises(Refused, match="The embargo ends at 9:30 on Thursday 7 July 2022: say why"):
        publish_now(sent, AT)
    with pytest.raises(Refused, match="You may not do this"):
        publish_now(sent, AT, by="cqc", reason="Why not")
    assert publication(sent).due_at == DUE
    made = publish_now(sent, AT, by="owner", reason="It was leaked.")
    assert (made.published_at, made.published_by, made.reason) == (AT, sent.owner, "It was leaked.")
    assert state_of(sent) == State.CLOSED
    with pytest.raises(Refused, match="No final letter waits"):
        publish_now(sent, AT, by="owner", reason="Again")


def test_it_waits_for_its_files_and_those_who_can_help_are_told_once(
    sent: Cast, standing_clock: StandingClock
) -> None:
    letter = publication(sent).letter
    made = list(LetterFile.objects.filter(letter=letter))
    with pgtrigger.ignore("letters.LetterFile:letter_file_append_only"):
        LetterFile.objects.filter(letter=letter, format="pdf").delete()
    for minute in range(3):
        sweep(standing_clock, DUE + timedelta(minutes=minute))
    assert state_of(sent) == State.FINAL
    (held,) = sent.happened(Kind.PUBLICATION_HELD)
    assert "files of the letter are still being made" in held.text
    tasks.render_unrendered()
    assert LetterFile.objects.filter(letter=letter).count() == len(made)
    sweep(standing_clock, DUE + timedelta(minutes=4))
    assert publication(sent).published_at == DUE + timedelta(minutes=4)


def test_what_was_recalled_or_put_off_is_not_published_by_a_job_that_comes_late(
    sent: Cast, standing_clock: StandingClock
) -> None:
    waiting = publication(sent)
    later = DUE + timedelta(days=1)
    about: dict[str, Any] = {"revisit": sent.revisit, "by": sent["support"], "at": AT}
    set_publication(due_at=later, reason="A day later.", **about)
    standing_clock.now = DUE
    assert publish_due(publication_id=waiting.pk, at=DUE) is False
    finals.recall(sent)
    sweep(standing_clock, later)
    assert publish_due(publication_id=waiting.pk, at=later) is False
    assert state_of(sent) == State.FINALISING and not sent.happened(Kind.PUBLISHED)


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (date(2022, 10, 30), time(0, 30), datetime(2022, 10, 29, 23, 30, tzinfo=UTC)),
        # Comes twice: the first.
        (date(2022, 10, 30), time(1, 30), datetime(2022, 10, 30, 0, 30, tzinfo=UTC)),
        (date(2022, 10, 30), time(2, 30), datetime(2022, 10, 30, 2, 30, tzinfo=UTC)),
        (date(2023, 3, 26), time(0, 30), datetime(2023, 3, 26, 0, 30, tzinfo=UTC)),
        (date(2023, 3, 26), time(2, 0), datetime(2023, 3, 26, 1, 0, tzinfo=UTC)),
    ],
)
def test_g26_in_the_nights_when_the_clocks_change_it_is_published_at_that_moment_and_once(
    day: date, at: time, utc: datetime, sent: Cast, standing_clock: StandingClock
) -> None:
    moment = publishing.moment_of(day, at)
    assert moment == utc
    set_publication(revisit=sent.revisit, due_at=moment, reason="By night.", by=sent["support"], at=AT)
    sweep(standing_clock, (utc - timedelta(seconds=1)).astimezone(LONDON))
    assert state_of(sent) == State.FINAL
    # An hour and a half of sweeps, over the change.
    for minutes in range(0, 91, 15):
        sweep(standing_clock, (utc + timedelta(minutes=minutes)).astimezone(LONDON))
    assert publication(sent).published_at == utc
    assert len(sent.happened(Kind.PUBLISHED)) == 1
    assert sent.event("published").done_on == day == Outcome.objects.get(revisit=sent.revisit).published_on


def test_an_hour_that_the_clocks_leave_out_is_refused_and_one_that_comes_twice_is_told() -> None:
    with pytest.raises(Refused, match=r"There is no 1:30 on 26 March 2023: the clocks go forward"):
        publishing.moment_of(date(2023, 3, 26), time(1, 30))
    twice = publishing.moment_of(date(2022, 10, 30), time(1, 30))
    assert publishing.happens_twice(twice)
    assert not publishing.happens_twice(publishing.moment_of(date(2022, 10, 30), time(0, 30)))
    assert not publishing.happens_twice(publishing.moment_of(date(2023, 3, 26), time(2, 30)))
    assert Publication(due_at=twice).due == "1:30 BST on Sunday 30 October 2022"


def test_g26_the_default_is_half_past_nine_on_day_33_or_the_next_working_day(sent: Cast) -> None:
    assert publishing.default_moment(sent.revisit, AT) == DUE
    friday = datetime(2022, 7, 8, 12, tzinfo=LONDON)
    assert publishing.default_moment(sent.revisit, friday) == datetime(2022, 7, 11, 9, 30, tzinfo=LONDON)
    assert publishing.warnings(sent.revisit, DUE) == []
    assert publishing.warnings(sent.revisit, datetime(2022, 7, 9, 9, 30, tzinfo=LONDON)) == [
        "Saturday 9 July 2022 is no working day.",
        "This is later than 33 working days after the visit, 7 July 2022 (G26).",
    ]
    saturday = datetime(2022, 7, 9, 9, 30, tzinfo=LONDON)
    assert publishing.warnings(sent.revisit, saturday, corrects=True) == [
        "Saturday 9 July 2022 is no working day."
    ]


def test_behind_the_form_what_is_published_stays(sent: Cast, standing_clock: StandingClock) -> None:
    standing_clock.now = DUE
    publish_now(sent, DUE)
    row = Publication.objects.filter(letter__revisit=sent.revisit)
    for changes in ({"published_at": DUE + timedelta(days=1)}, {"published_at": None}):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            row.update(**changes)


@pytest.mark.parametrize("place", ["move", "complete", "follow_publication", "record"])
def test_a_job_that_dies_at_any_step_leaves_nothing_and_the_next_one_publishes(
    place: str, sent: Cast, standing_clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*args: object, **named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(f"letters.actions.publish.{place}", die)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            sweep(standing_clock, DUE)
    assert state_of(sent) == State.FINAL and publication(sent).published_at is None
    assert not sent.happened(Kind.PUBLISHED) and sent.event("published").done_on is None
    sweep(standing_clock, DUE)
    assert state_of(sent) == State.CLOSED and len(sent.happened(Kind.PUBLISHED)) == 1
