"""Whoever sends a form that is not theirs, on their own case or another area's, changes nothing and learns nothing."""

import pytest

from tests.conftest import SignedIn
from tests.leaks.scene import Scene
from tests.markers import Marker
from tests.people_once import bare_refusals, people_read_once
from tests.routes import ROWS
from tests.row import DIRECTOR, EVERYBODY, READERS
from tests.test_routes import is_tried_elsewhere, no_writes
from tests.walking import body

pytestmark = pytest.mark.walk


# In this scene health comments on the draft too, so its forms, and naming its readers, are this person's.
COMMENTS_HERE = "health_chief"


def forms(name: str, scene: Scene) -> list[tuple[str, str]]:
    """The name and address of each form that is not this person's."""
    here, there = scene.here, scene.there
    own = [(row, here) for row in ROWS]
    elsewhere = [
        (row.elsewhere, there)
        for row in ROWS
        if there[row.name] != here[row.name]
        and (name not in EVERYBODY or is_tried_elsewhere(row.name, name, row.post or ()))
    ]
    rows = [(row, where) for row, where in own + elsewhere if row.post is not None and name not in row.post]
    if name == COMMENTS_HERE:
        rows = [(row, where) for row, where in rows if row.post not in (READERS, DIRECTOR)]
    return [(row.name, where[row.name]) for row, where in rows]


def test_whoever_may_not_post_gets_404_changes_nothing_and_reads_nothing(
    scene: Scene, signed_in: SignedIn
) -> None:
    markers, wrong = scene.markers, []
    # Rows beside the cases, to which a part on either leads: `elsewhere` says nothing of them.
    beside = {each for each in scene.there.values() if "/kent-" not in each} - {*scene.here.values()}
    for person in sorted(EVERYBODY):
        browser = signed_in(scene.cast[person])
        with no_writes(), people_read_once(), bare_refusals():
            for name, address in forms(person, scene):
                answer = browser.post(address, {"q": markers[0].stem})
                if answer.status_code != 404 and address not in beside:
                    wrong.append(f"{person} is answered {answer.status_code} at {name}")
                wrong += told(person, name, body(answer), markers)
    assert not wrong


def test_no_answer_to_a_form_says_more_than_its_page(scene: Scene, signed_in: SignedIn) -> None:
    """Of those whom the table of routes leaves out, some are answered."""
    markers, leaks = scene.markers, []
    for person in sorted(set(scene.cast.people) - EVERYBODY):
        browser = signed_in(scene.cast[person])
        for name, address in forms(person, scene):
            leaks += told(person, name, body(browser.post(address, {"q": markers[0].stem})), markers)
    assert not leaks


def told(person: str, name: str, said: str, markers: list[Marker]) -> list[str]:
    """The leaks in an answer."""
    found = [each.stem for each in markers if each.tail in said and person not in each.readers]
    return [f"{person} read {stem} at {name}" for stem in found]
