"""What the staff page of messages shows of a case: nothing that its reader may not read elsewhere."""

import pytest

from notifications.catalogue import MESSAGES
from tests.conftest import SignedIn
from tests.leaks.scene import Scene


@pytest.mark.parametrize("name", ["support", "administrator", "colleague"])
def test_a_message_that_is_tried_shows_nobody_what_they_may_not_read(
    scene: Scene, signed_in: SignedIn, name: str
) -> None:
    browser, hidden = (
        signed_in(scene.cast[name]),
        [each for each in scene.markers if name not in each.readers],
    )
    assert hidden
    for code in MESSAGES:
        page = browser.get(f"/messages/{code}/?case={scene.cast.revisit.reference}").content.decode()
        assert scene.cast.area.name in page
        for marker in hidden:
            assert marker.tail not in page, f"{name} is shown {marker.stem} by {code}"
