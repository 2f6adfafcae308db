"""Two areas' cases with a marker wherever something is confidential, and who walks through them in which file."""

from dataclasses import dataclass

from django.urls import reverse

from letters import identifier_check
from revisits.accounts.models import User
from revisits.accounts.roles import Role
from tests.addresses import addresses
from tests.cast import Cast, make_cast, make_elsewhere, make_person
from tests.drafts import draft_of, said, with_area
from tests.letters.assuring import letter_row
from tests.markers import Marker, plant
from tests.second_factor import give_second_factor

# Three files, for three workers of pytest-xdist: together they are everybody.
TEAM = frozenset({"owner", "hmi", "cqc", "senior_hmi", "cqc_qa", "support", "area_support"})
ELSEWHERE = frozenset({"colleague", "stranger", "other_forum", "other_cqc", "other_hmi"}) | {
    "other_dcs",
    "other_contributor",
    "other_representative",
}


@dataclass
class Scene:
    """`here` and `there` are an address of each name on either case."""

    cast: Cast
    here: dict[str, str]
    there: dict[str, str]
    markers: list[Marker]

    def everybody(self) -> dict[str, User | None]:
        return {**self.cast.people, "nobody": None}

    def others(self) -> frozenset[str]:
        return frozenset(self.everybody()) - TEAM - ELSEWHERE


def make_scene() -> Scene:
    cast = make_cast()
    cast.notify()
    other = make_elsewhere(cast)
    cast.people["area_support"] = make_area_support(cast)
    here, there = addresses(cast), addresses(other)
    markers = list(plant(cast, other))
    for case, where in ((cast, here), (other, there)):
        with_area(case.revisit)
        # Of the draft that was planted last, which is the one with the area.
        kept = said(draft_of(case.revisit), case["dcs"])
        for name in ("draft-comment-change", "draft-comment-files"):
            where[name] = reverse(name, args=[case.revisit.reference, kept.pk])
        found = identifier_check.checked(letter_row(case))[0].found
        where["identifier-accept"] = reverse(
            "identifier-accept", args=[case.revisit.reference, found.fingerprint]
        )
    return Scene(cast, here, there, markers)


def make_area_support(cast: Cast) -> User:
    """Inspection support for this area alone."""
    ofsted = cast["support"].memberships.get().organisation
    person = make_person("The area's support", Role.SUPPORT, ofsted)
    person.memberships.update(area=cast.area)
    give_second_factor([person])
    return person
