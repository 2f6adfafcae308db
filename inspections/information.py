"""What every area and its forum are asked for at the notice, as data, and how each item stands (GT, G12, G14, G15)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from inspections.models import EvidenceDocument, EvidenceVersion, InformationItem, Revisit, Weakness
from revisits.accounts.models import Organisation

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
            _impact_on(weakness),
            f"What shows the difference that your actions made for children, young people and families. {NO_FORMAT}",
            weakness=weakness,
        )
    yield from WHOLE


def _impact_on(weakness: Weakness) -> str:
    named = f": {weakness.text}" if weakness.is_named else ""
    return f"Evidence of impact on weakness {weakness.number}{named}"[:300]


class Status(StrEnum):
    """How an item stands at a moment; derived, never stored."""

    CLOSED = "Closed"
    GIVEN = "Given"
    NONE = "Declared none"
    LATE = "Late"
    NOT_BEGUN = "Not begun"


@dataclass(frozen=True)
class Standing:
    """An item as it stands: `given` documents, when it was or is due, and by how much the first came late (G12)."""

    item: InformationItem
    status: Status
    due_at: datetime | None
    given: int
    late_by: timedelta | None


def evidence_due(revisit: Revisit) -> datetime | None:
    """The deadline for evidence as the timeline has it now, a date set by hand included (G12).

    None of a visit that is postponed or cancelled: nothing is due.
    """
    if revisit.stopped:
        return None
    event = revisit.timeline.filter(code="evidence_due").first()
    return event.deadline if event else None


def due_at(item: InformationItem, evidence_due: datetime | None) -> datetime | None:
    """When an item is due: its own time, else that of all evidence."""
    return item.due_at or evidence_due


def standing_of(items: QuerySet[InformationItem], revisit: Revisit, now: datetime) -> list[Standing]:
    """Items of one re-visit with how each stands at `now` (aware); three queries, however many there are."""
    due, answers = evidence_due(revisit), _answers(revisit)
    found = items.filter(revisit=revisit).select_related("assigned_to", "none_by", "weakness", "body")
    return [_standing(item, due_at(item, due), answers, now) for item in found]


OF_EACH = OuterRef("pk")


def outstanding(revisit: Revisit | OuterRef = OF_EACH) -> QuerySet[InformationItem]:
    """What must be given or declared none, and is neither yet (G15); as a subquery, of each re-visit.

    None of it is about one weakness.
    """
    given = EvidenceDocument.objects.filter(item=OuterRef("pk"), withdrawn_at=None)
    asked = InformationItem.objects.filter(revisit=revisit, mandatory=True, none_at=None)
    return asked.filter(~Exists(given))


def is_answered(item: InformationItem) -> bool:
    """Whether anything was given for it that still stands."""
    return bool(_answers(item.revisit)[_key(item)])


Key = tuple[str, int]
# First versions by their document: when they came, and when they were due.
Answers = dict[Key, dict[int, tuple[datetime, datetime | None]]]


def _answers(revisit: Revisit) -> Answers:
    """What was given and still stands, by the item or by the weakness that it answers."""
    found: Answers = defaultdict(dict)
    first = EvidenceVersion.objects.filter(
        number=1, document__revisit=revisit, document__withdrawn_at=None
    ).order_by("added_at", "pk")
    columns = ("document", "document__item", "document__about__weakness", "document__given_by__kind")
    for document, item, weakness, kind, at, due in first.values_list(*columns, "added_at", "due_at"):
        if item:
            found["item", item][document] = at, due
        if weakness and kind != Organisation.Kind.FORUM:
            found["weakness", weakness][document] = at, due
    return found


def _key(item: InformationItem) -> Key:
    """Evidence about a weakness answers what was asked about it, whichever way it was given."""
    return ("weakness", item.weakness_id) if item.weakness_id else ("item", item.pk)


def _standing(item: InformationItem, due: datetime | None, answers: Answers, now: datetime) -> Standing:
    given = answers[_key(item)]
    came, was_due = next(iter(given.values()), (now, None))
    late = came - was_due if was_due and came > was_due else None
    return Standing(item, _status(item, bool(given), due, now), due, len(given), late)


def _status(item: InformationItem, given: bool, due: datetime | None, now: datetime) -> Status:
    if item.closed_at:
        return Status.CLOSED
    if given:
        return Status.GIVEN
    if item.none_at:
        return Status.NONE
    return Status.LATE if due and due < now else Status.NOT_BEGUN
