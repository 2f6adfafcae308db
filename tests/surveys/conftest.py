"""The survey of Essex with its answers: still open, or closed and counted an hour ago."""

import pytest

from tests.cast import Cast
from tests.conftest import StandingClock
from tests.snapshots import kept
from tests.surveys.answered import answered_anew, closed_anew, closing, opening


@pytest.fixture
def polled(db: None, standing_clock: StandingClock) -> Cast:
    cast = kept("survey answered", answered_anew)
    standing_clock.now = opening(cast)
    return cast


@pytest.fixture
def counted(db: None, standing_clock: StandingClock) -> Cast:
    cast = kept("survey counted", closed_anew)
    standing_clock.now = closing(cast)
    return cast
