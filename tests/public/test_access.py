"""Whether one re-visit is announced, and which are: the same answer."""

from datetime import timedelta

from inspections.models import Outcome, Revisit
from letters.models import Letter
from revisits.public.access import announced, is_announced
from tests.cast import NOW, make_cast
from tests.conftest import StandingClock
from tests.factories import make
from tests.snapshots import kept

TODAY = NOW.date()


def agree(revisit: Revisit, expected: bool) -> None:
    revisit.refresh_from_db()
    assert announced(TODAY).filter(pk=revisit.pk).exists() is is_announced(revisit, TODAY) is expected


def test_g8_the_one_and_the_many_agree_from_planning_to_the_outcome(
    db: None, standing_clock: StandingClock
) -> None:
    cast = kept("cast", make_cast)
    agree(cast.revisit, False)
    make(Letter, revisit=cast.revisit)
    agree(cast.revisit, False)
    cast.notify()
    agree(cast.revisit, True)
    other = make(Revisit)
    outcome = {"revisit": other, "sufficient": 1, "not_sufficient": 0}
    row = Outcome.objects.create(published_on=TODAY + timedelta(days=1), **outcome)
    agree(other, False)
    Outcome.objects.filter(pk=row.pk).update(published_on=TODAY)
    agree(other, True)
