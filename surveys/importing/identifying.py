"""Which columns of an outside survey tell who answered: they are left out before anything of the file is kept. Pure."""

import re
from dataclasses import dataclass

from inspections.identifiers import EMAIL, PHONE, POSTCODE
from surveys.importing.reading import Table

# A part of the cells that look so makes a column one that identifies.
SHARE = 0.3
LOOKED_AT = 2000
_IP = re.compile(r"^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$", re.IGNORECASE)
_OF = r"(?:(?:your|my|the|full|first|last|given|family|home|contact|recipient|parent'?s?|child'?s?|respondent'?s?) )*"
_TOOLS = "respondent|response|collector|participant|submission|session|user|contact"
# Headings as survey tools write them, or a question for the same; a question that merely mentions an e-mail is none.
_HEADINGS = tuple(
    (why, re.compile(rf"^(?:what (?:is|are) )?{_OF}(?:{words})\??$", re.IGNORECASE))
    for why, words in (
        ("an address of a device", r"ip|ip ?-?addr(?:ess)?|user ?-?agent|browser|device(?: id)?"),
        ("an e-mail address", r"e-?mail(?: ?address)?"),
        ("a telephone number", r"(?:tele)?phone(?: number)?|mobile(?: number)?|tel"),
        ("a name", r"(?:sur|fore)?name"),
        ("an address", r"post ?code|street|address"),
        ("a date of birth", r"date of birth|d\.?o\.?b\.?|birth ?da(?:y|te)"),
        ("an NHS number", r"nhs (?:no|number)"),
        ("a place on the map", r"(?:location)?(?:latitude|longitude)|geo ?location"),
        (
            "a mark of the survey tool for one person",
            rf"(?:{_TOOLS}) (?:id|token|key)|id|external reference",
        ),
        (
            "the moment of answering",
            r"timestamp|(?:start|end|completion|submission)(?:ed)? (?:date|time)|(?:start|submitt|end)ed(?: at| on)?"
            r"|date (?:created|modified|submitted)|recorded ?date|last modified time",
        ),
    )
)
_CELLS = (
    ("e-mail addresses", EMAIL),
    ("addresses of devices", _IP),
    ("telephone numbers", PHONE),
    ("postcodes", re.compile(rf"^{POSTCODE.pattern}$", re.I)),
)


@dataclass(frozen=True)
class LeftOut:
    """A column that is not brought in, and why: "a name"."""

    heading: str
    why: str


def identifying(table: Table) -> dict[int, LeftOut]:
    """The columns that tell who answered, by their headings or by what stands in them."""
    found = {}
    for place, heading in enumerate(table.headings):
        if why := _by_heading(heading) or _by_cells(table, place):
            found[place] = LeftOut(heading, why)
    return found


def _by_heading(heading: str) -> str:
    plain = (
        " ".join(re.sub(r"[_\-]+", " ", heading).split())
        if "mail" not in heading.casefold()
        else heading.strip()
    )
    return next((why for why, pattern in _HEADINGS if pattern.search(plain)), "")


def _by_cells(table: Table, place: int) -> str:
    cells = [cell for cell in list(table.column(place))[:LOOKED_AT] if cell]
    for why, pattern in _CELLS:
        # A whole cell, or nearly: words in which somebody left a number stay, and are looked at when they are read.
        like = sum(
            1 for cell in cells if (match := pattern.search(cell)) and len(match.group()) >= 0.6 * len(cell)
        )
        if cells and like >= max(1, SHARE * len(cells)):
            return f"it holds {why}"
    return ""
