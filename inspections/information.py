"""What every area and its forum are asked for at the notice, as data (GT, G12, G14, G15)."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspections.models import InformationItem, Weakness

Side = InformationItem.Side
NO_FORMAT = "Give it as it is: no format is asked for, and nothing need be written for us."


@dataclass(frozen=True)
class Asked:
    """One standing item. `weakness` is the one that it is about, where it is about one."""

    side: InformationItem.Side
    code: str
    title: str
    guidance: str
    mandatory: bool = False
    weakness: Weakness | None = None


WHOLE = (
    Asked(
        Side.AREA,
        "tribunal",
        "Outcomes of SEND tribunal appeals since the initial inspection",
        "All decisions of the First-tier Tribunal (SEND) on appeals from this area since the initial inspection, "
        "without children's or parents' names. If there were none, say so.",
        mandatory=True,
    ),
    Asked(
        Side.AREA,
        "ombudsman",
        "Outcomes of ombudsman complaints since the initial inspection",
        "All decisions of the Local Government and Social Care Ombudsman, and of the Parliamentary and Health "
        "Service Ombudsman, on complaints about special needs since the initial inspection, without children's or "
        "parents' names. If there were none, say so.",
        mandatory=True,
    ),
    Asked(
        Side.AREA,
        "other",
        "Anything else about the area as a whole",
        f"What shows progress on the statement of action beyond one weakness. {NO_FORMAT}",
    ),
    Asked(
        Side.FORUM,
        "forum",
        "The forum's evidence of what has changed for families",
        "What parents and carers told you about the weaknesses, and what you saw of the area's actions. Please leave "
        f"out the names of children and parents. {NO_FORMAT}",
    ),
)


def standing(weaknesses: list[Weakness]) -> Iterator[Asked]:
    """Evidence of impact for each weakness of the statement of action, then what concerns the whole."""
    for weakness in weaknesses:
        yield Asked(
            Side.AREA,
            f"impact-{weakness.number}",
            f"Evidence of impact on weakness {weakness.number}: {weakness.text}"[:300],
            f"What shows the difference that your actions made for children, young people and families. {NO_FORMAT}",
            weakness=weakness,
        )
    yield from WHOLE
