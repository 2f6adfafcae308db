"""Every page of a case lies in one room, and the reader is told in which."""

import pytest
from django.urls import reverse

from inspections.case_navigation import ROOMS, Link, Place, Room, rooms

REFERENCE = "essex-2022"


def here(links: list[Link]) -> list[str]:
    return [link.title for link in links if link.here]


@pytest.mark.parametrize(("room", "place"), [(room, place) for room in ROOMS for place in room.places])
def test_each_page_shows_its_room_and_itself(room: Room, place: Place) -> None:
    found, pages = rooms(REFERENCE, reverse(place.name, args=[REFERENCE]), base_open=True)
    assert here(found) == [room.title]
    assert here(pages) == ([place.title] if len(pages) else [])


@pytest.mark.parametrize(
    ("name", "room"),
    [
        ("details", "Overview"),
        ("after", "Overview"),
        ("draft-send", "Letters"),
        ("draft-readers", "Letters"),
        ("registrations", "Parents"),
    ],
)
def test_what_has_no_link_of_its_own_lies_in_a_room_too(name: str, room: str) -> None:
    found, _ = rooms(REFERENCE, reverse(name, args=[REFERENCE]), base_open=True)
    assert here(found) == [room]


def test_without_the_evidence_base_the_room_leads_to_its_next_page() -> None:
    path = reverse("requests", args=[REFERENCE])
    found, pages = rooms(REFERENCE, path, base_open=False)
    assert {link.title: link.address for link in found}["Evidence"] == path
    assert pages == []
    assert "Judgements" not in {link.title for link in found}, "the room is the team's alone"
