"""Everybody of a group goes everywhere: what they read, where a link was dead, and whether the table lets them in."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests.conftest import SignedIn
from tests.leaks.scene import Scene
from tests.markers import Marker
from tests.people_once import bare_refusals, people_read_once
from tests.routes import ROWS
from tests.row import EVERYBODY, Row
from tests.test_routes import no_writes
from tests.walking import Stop, walk

# What every marker begins with: a search for it finds them all.
BEGINNING = "zq"
SEARCH = f"/revisits/?q={BEGINNING}"
OFFICE = frozenset({"support", "area_support", "administrator"})


@dataclass
class Walked:
    """What a group came upon."""

    leaks: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    undeclared: list[str] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    found: set[Marker] = field(default_factory=set)

    def note(self, name: str, stop: Stop, markers: list[Marker]) -> None:
        if stop.address.startswith("/office/inspections/revisit/") and stop.status == 200:
            self.offices.add(name)
        if stop.linked and stop.status >= 400:
            self.dead.append(f"{name} is led to {stop.address}: {stop.status}")
        for marker in (marker for marker in markers if marker.tail in stop.said):
            self.found.add(marker)
            if name not in marker.readers:
                self.leaks.append(f"{name} read {marker.stem} at {stop.address}")


def assert_nobody_reads_too_much(
    scene: Scene, group: Collection[str], signed_in: SignedIn, *, passed_by: Collection[str] = ()
) -> None:
    """No marker but by its readers, no dead link; each marker by somebody of the group who may.

    But for those `passed_by`: a walk looks at few pages of a kind, and the others' comes upon these. What the table
    of routes opens to somebody answers as it declares, and looking writes nothing.
    """
    walked, people = Walked(), scene.everybody()
    assert all(marker.stem.startswith(BEGINNING) for marker in scene.markers)
    for name in sorted(group):
        declared = open_to(name, scene)
        start = sorted(declared or {*scene.here.values(), *scene.there.values()})
        browser = signed_in(people[name])
        with people_read_once(), bare_refusals():
            for stop in walk(looking(browser, declared), [*start, SEARCH]):
                walked.note(name, stop, scene.markers)
                row = declared.get(stop.address)
                if row and stop.status != row.to_get(name):
                    walked.undeclared.append(f"{name} is answered {stop.status} at {stop.address}")
    assert not walked.undeclared, walked.undeclared
    assert not walked.leaks, walked.leaks
    assert not walked.dead, walked.dead
    assert walked.offices == OFFICE & set(group)
    # Otherwise the walk would prove nothing: somebody does come upon each of them.
    theirs = {marker for marker in scene.markers if marker.readers & set(group)}
    unseen = {marker.stem for marker in theirs - walked.found} - set(passed_by)
    assert not unseen, unseen


def looking(browser: Client, declared: dict[str, Row]) -> Callable[[str], Any]:
    """How they look at an address: where it is declared, nothing is written but that they read."""

    def get(address: str) -> Any:
        row = declared.get(address)
        if row is None:
            return browser.get(address)
        with no_writes(reading=row.recorded or row.opened):
            return browser.get(address)

    return get


def open_to(name: str, scene: Scene) -> dict[str, Row]:
    """The addresses of either case that the table opens to them; nothing for whoever it leaves out.

    What they are refused, test_routes tries: it looks the same to everybody (test_access).
    """
    if name not in EVERYBODY:
        return {}
    own = {scene.here[row.name]: row for row in ROWS if row.to_get(name) < 400}
    others = {scene.there[row.name]: row.elsewhere for row in ROWS if row.elsewhere.to_get(name) < 400}
    return {**others, **own}
