"""Where one goes from a page of a case: few rooms, each with its pages, so that nothing is looked for in a long row."""

from dataclasses import dataclass

from inspections.addresses import address


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its title and the name of its address; `team_only` where the evidence base must be open to one."""

    title: str
    name: str
    team_only: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """What belongs together. Its link leads to its first page that is open; `also` lies in it without a link."""

    title: str
    places: tuple[Place, ...]
    also: tuple[str, ...] = ()


ROOMS = (
    Room("Overview", (Place("Overview", "revisit"),), also=("details", "dates", "plan", "defer", "take-back", "after")),
    Room("Timeline", (Place("Timeline", "timeline"),)),
    Room("Team", (Place("Team", "team"),)),
    Room("Evidence", (Place("Evidence base", "evidence", team_only=True), Place("Further requests", "requests"))),
    Room(
        "On site",
        (Place("Day by day", "on-site"), Place("Meetings", "meetings"), Place("Schedule", "schedule"),
         Place("Children and young people", "children")),
    ),
    Room("Judgements", (Place("Judgements", "judgements", team_only=True),)),
    Room(
        "Parents",
        (Place("Questions", "questions"), Place("Survey", "survey"),
         Place("Results", "survey-results"), Place("Circulation", "circulation")),
        also=("registrations",),
    ),
    Room(
        "Letters",
        (Place("Letters", "letters"), Place("Outcome letter", "outcome-letter", team_only=True),
         Place("Identifiers", "identifiers", team_only=True), Place("Quality assurance", "quality", team_only=True),
         Place("Draft with the area", "accuracy", team_only=True), Place("Final letter", "final-letter"),
         Place("Notices", "notices"), Place("Who has what", "distribution")),
        also=("draft-readers", "draft-send", "notify", "letter-preview"),
    ),
    Room("History", (Place("History", "history"),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the navigation; `here` where the page shown is it, or lies behind it."""

    title: str
    address: str
    here: bool


def rooms(reference: str, path: str, *, base_open: bool) -> tuple[list[Link], list[Link]]:
    """The rooms of a case, and the pages of the room in which `path` lies where it has several."""
    found, pages = [], []
    for room in ROOMS:
        places = [
            Link(place.title, where, _lies(path, where, reference))
            for place in room.places
            if base_open or not place.team_only
            for where in [address(place.name, reference)]
        ]
        if not places:  # a room of the team alone
            continue
        also = (address(name, reference) for name in room.also)
        here = any(link.here for link in places) or any(_lies(path, where, reference) for where in also)
        found.append(Link(room.title, places[0].address, here))
        if here and len(places) > 1:
            pages = places
    return found, pages


def _lies(path: str, where: str, reference: str) -> bool:
    """Whether a page is at this address or below it; below the overview lies everything."""
    return path == where if where == address("revisit", reference) else path.startswith(where)
