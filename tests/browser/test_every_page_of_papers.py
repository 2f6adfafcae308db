"""The pages about papers, evidence and notes: see test_every_page.py."""

import pytest

from tests.browser.conftest import Site
from tests.browser.faults import assert_no_fault
from tests.browser.pages import PARTS
from tests.browser.scene import Scene

PAPERS = ("papers",)


@pytest.mark.parametrize("part", PAPERS)
def test_no_page_has_a_fault(part: str, scene: Scene, site: Site) -> None:
    assert_no_fault(PARTS[part](scene), site)
