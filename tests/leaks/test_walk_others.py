"""The area, its advisers, the administrator and nobody: what they come upon by every link, in every page and file."""

import pytest

from tests.conftest import SignedIn
from tests.leaks.going import assert_nobody_reads_too_much
from tests.leaks.scene import Scene

pytestmark = pytest.mark.walk


def test_a_marker_is_seen_by_its_readers_and_by_nobody_else_and_no_link_is_dead(
    scene: Scene, signed_in: SignedIn
) -> None:
    assert_nobody_reads_too_much(scene, scene.others(), signed_in)
