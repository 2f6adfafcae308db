"""Everybody of another area: what they come upon by every link, in every page, file, list and search."""

import pytest

from tests.conftest import SignedIn
from tests.leaks.going import assert_nobody_reads_too_much
from tests.leaks.scene import ELSEWHERE, Scene

pytestmark = pytest.mark.walk


def test_a_marker_is_seen_by_its_readers_and_by_nobody_else_and_no_link_is_dead(
    scene: Scene, signed_in: SignedIn
) -> None:
    passed_by = {"zqcoming", "zqcomment", "zqvisit"}
    assert_nobody_reads_too_much(scene, ELSEWHERE, signed_in, passed_by=passed_by)
