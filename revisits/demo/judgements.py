"""What was judged in the demo's cases: the real number of sufficient weaknesses; which ones, and why, is invented."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from inspections import queries
from inspections.actions.judgements import Grounds, agree_judgement, propose_judgement, write_concern
from inspections.actions.next_steps import Decided, record_next_step
from inspections.judgements import newest_versions
from inspections.models import EvidenceVersion, NoteVersion, Revisit, Weakness
from inspections.timeline import times
from revisits.accounts.models import User
from revisits.demo.people import person

Doing = tuple[datetime, Callable[[], object]]
OUTCOMES = Path(__file__).resolve().parents[2] / "inspections" / "data" / "national_outcomes.json"
INVENTED = "Invented for the demo, as is which of the weaknesses it is said of."
SUFFICIENT = (
    f"{INVENTED} Leaders worked with parents on what had to change. Children and young people now get help sooner, and "
    "families told inspectors that they notice it."
)
NOT_SUFFICIENT = (
    f"{INVENTED} Plans were agreed late, and families do not feel the difference yet. Leaders know too little of "
    "what their actions achieved."
)
CONCERN = (
    "Invented for the demo. Inspectors met families whose children have no school place, and the area did not know "
    "of them."
)
NEXT_STEPS = (
    "Invented for the demo. The area writes a further plan with its advisers, who look at it each quarter."
)


def outcome(revisit: Revisit) -> dict[str, Any] | None:
    """The published counts of the re-visit; None where it is not in the statistics."""
    file = json.loads(OUTCOMES.read_text(encoding="utf-8"))
    where = (revisit.area_name, revisit.first_day.isoformat())
    row = next((row for row in file["revisits"] if (row["area"], row["revisit_first_day"]) == where), None)
    return row and row | {"source": file["source"][:300]}


def judgements(revisit: Revisit, lead: User) -> Iterator[Doing]:
    """Proposed at noon of the last day, agreed by both agencies within the hour, before the judgement meeting."""
    real = outcome(revisit)
    if real is None or revisit.last_day is None:
        return
    noon = times.london(revisit.last_day, time(12))
    for weakness in revisit.wsoa.weaknesses.all():
        at = noon + timedelta(minutes=weakness.number)
        yield at, partial(_propose, revisit, weakness, weakness.number <= real["sufficient"], lead, at)
        agreed = at + timedelta(minutes=30)
        yield agreed, partial(_agree, revisit, weakness, lead, agreed)
    if real["not_sufficient"]:
        yield noon, partial(_concern, revisit, lead, noon)


def next_steps(revisit: Revisit, published: datetime) -> Iterator[Doing]:
    """A month after the publication, where something was not sufficient (G29)."""
    real = outcome(revisit)
    if real and real["not_sufficient"]:
        at = times.london(queries.calendar().after(published.date(), 20), time(10))
        yield at, partial(_decided, revisit, at)


def _propose(revisit: Revisit, weakness: Weakness, sufficient: bool, lead: User, at: datetime) -> None:
    propose_judgement(
        revisit=revisit,
        weakness=weakness,
        sufficient=sufficient,
        summary=SUFFICIENT if sufficient else NOT_SUFFICIENT,
        grounds=_grounds(revisit),
        by=lead,
        at=at,
    )


def _agree(revisit: Revisit, weakness: Weakness, lead: User, at: datetime) -> None:
    version = newest_versions(revisit)[weakness.pk]
    for by in (lead, person("cqc")):
        agree_judgement(version=version, by=by, at=at)


def _concern(revisit: Revisit, lead: User, at: datetime) -> None:
    title = "Children without a school place"
    write_concern(revisit=revisit, title=title, text=CONCERN, grounds=_grounds(revisit), by=lead, at=at)


def _grounds(revisit: Revisit) -> Grounds:
    """The first documents of the case, and what was written of the meetings."""
    documents = EvidenceVersion.objects.filter(document__revisit=revisit).order_by("pk")[:2]
    notes = NoteVersion.objects.filter(note__revisit=revisit, note__kind__in=["meeting", "parents"])
    return Grounds([(version, "page 1") for version in documents], list(notes))


def _decided(revisit: Revisit, at: datetime) -> None:
    decided = Decided(kind="decided", body="both", decided_on=at.date(), text=NEXT_STEPS)
    record_next_step(revisit=revisit, decided=decided, by=person("support"), at=at)
