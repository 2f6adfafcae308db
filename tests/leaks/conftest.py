"""The scene; and pages without their contexts, which nobody reads here."""

import pytest

from tests.conftest import StandingClock
from tests.leaks.scene import Scene, make_scene
from tests.rendering import plainly_rendered
from tests.snapshots import kept

__all__ = ["plainly_rendered"]


@pytest.fixture
def scene(db: None, standing_clock: StandingClock, plainly_rendered: None) -> Scene:
    return kept("leaks", make_scene)
