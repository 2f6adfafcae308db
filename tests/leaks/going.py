"""Everybody of a group goes everywhere: what they read, and where a link was dead."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.urls import reverse

from tests.conftest import SignedIn
from tests.leaks.scene import Scene
from tests.markers import Marker
from tests.routes import EVERYBODY, ROWS
from tests.walking import Stop, walk

OFFICE = frozenset({"support", "area_support", "administrator"})


@dataclass
class Walked:
    """What a group came upon."""

    leaks: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
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

    But for those `passed_by`: a walk looks at two pages of a kind, and the others' comes upon these.
    """
    walked, people = Walked(), scene.everybody()
    searches = [f"{reverse('revisits')}?q={marker.stem}" for marker in scene.markers]
    for name in sorted(group):
        for stop in walk(signed_in(people[name]), [*sorted(open_to(name, scene)), *searches]):
            walked.note(name, stop, scene.markers)
    assert not walked.leaks, walked.leaks
    assert not walked.dead, walked.dead
    assert walked.offices == OFFICE & set(group)
    # Otherwise the walk would prove nothing: somebody does come upon each of them.
    theirs = {marker for marker in scene.markers if marker.readers & set(group)}
    unseen = {marker.stem for marker in theirs - walked.found} - set(passed_by)
    assert not unseen, unseen


def open_to(name: str, scene: Scene) -> set[str]:
    """Where a person's walk starts: what they are refused looks the same to everybody (test_access)."""
    here, there = scene.here, scene.there
    if name not in EVERYBODY:
        return {*here.values(), *there.values()}
    own = {here[row.name] for row in ROWS if row.to_get(name) < 400}
    return own | {there[row.name] for row in ROWS if row.elsewhere.to_get(name) < 400}
