"""Inspectors of the case, and support: what they come upon by every link, in every page, file, list and search."""

import pytest

from tests.conftest import SignedIn
from tests.leaks.going import assert_nobody_reads_too_much
from tests.leaks.scene import TEAM, Scene

pytestmark = pytest.mark.walk


def test_a_marker_is_seen_by_its_readers_and_by_nobody_else_and_no_link_is_dead(
    scene: Scene, signed_in: SignedIn
) -> None:
    passed_by = {"zqcoming", "zqcomment", "zqsaidarea", "zqsaidforum"}
    assert_nobody_reads_too_much(scene, TEAM, signed_in, passed_by=passed_by)
