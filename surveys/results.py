"""What a page of the survey's results shows: parts of the figures, by question, by weakness or by kind of setting."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from inspections.models import Revisit, Weakness
from revisits.accounts.access import Person
from surveys import access
from surveys.figures import Asked, Part, about, parts_of
from surveys.models import Figures

BY = {"question": "By question", "weakness": "By weakness", "setting": "By kind of setting"}


@dataclass(frozen=True)
class Group:
    """Questions about one weakness; `weakness` is None for those about none."""

    weakness: Weakness | None
    asked: list[Asked]
    words: int = 0
    quotable: int = 0


@dataclass(frozen=True)
class ShownPart:
    """A part with its questions in groups; `several`: it is one of several, and says which."""

    part: Part
    groups: list[Group] = field(default_factory=list)

    @property
    def broken_down(self) -> list[Asked]:
        return [asked for asked in self.part["questions"] if asked["settings"]]


def figures_of(person: Person, case: Revisit) -> Figures | None:
    """The figures of a case that are open to a person, from now on as seen: what comes later is counted apart.

    The one thing that a page which only shows writes, once. They are read again after it is noted, so that nobody has
    an edition that does not count as seen.
    """
    found = access.figures(person).filter(survey__revisit=case).select_related("survey__revisit")
    figures = found.first()
    if figures and not figures.seen:
        Figures.objects.filter(pk=figures.pk).update(seen=True)
        figures = found.first()
    return figures


def shown(person: Person, case: Revisit) -> list[ShownPart]:
    """What was counted of a case's survey and is open to a person, with its questions by weakness."""
    parts = parts_of(figures_of(person, case))
    if not parts:
        return []
    weaknesses = list(case.wsoa.weaknesses.all())
    read = _read(person, case)
    return [ShownPart(part, _groups(part, weaknesses, read)) for part in parts]


def _groups(part: Part, weaknesses: Iterable[Weakness], read: dict[int, dict[str, Any]]) -> list[Group]:
    groups = [Group(each, list(about(part, each.pk)), **read.get(each.pk, {})) for each in weaknesses]
    return [*groups, Group(None, list(about(part, None)))]


def _read(person: Person, case: Revisit) -> dict[int, dict[str, Any]]:
    """By weakness, to how many of parents' own words it was coded, and how many of them may be quoted."""
    readings = access.readings(person).filter(answer__response__survey__revisit=case)
    counted = readings.values("about__weakness").annotate(
        words=Count("pk"), quotable=Count("pk", filter=Q(quotable=True))
    )
    return {
        row["about__weakness"]: {"words": row["words"], "quotable": row["quotable"]}
        for row in counted
        if row["about__weakness"]
    }
