"""What was judged in the demo's cases: as was published, as far as it is known; why is in the letters alone."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

from inspections import queries
from inspections.actions.judgements import (
    Grounds,
    agree_judgement,
    propose_judgement,
    withdraw_concern,
    write_concern,
)
from inspections.actions.next_steps import Decided, record_next_step
from inspections.judgements import newest_versions
from inspections.models import EvidenceVersion, NoteVersion, Revisit, SeriousConcern, Weakness
from inspections.timeline import times
from revisits.accounts.models import User
from revisits.demo.people import person

Doing = tuple[datetime, Callable[[], object]]
OUTCOMES = Path(__file__).resolve().parents[2] / "inspections" / "data" / "national_outcomes.json"
# What inspectors found is in the letters that were published: nothing is put into their mouths here.
NOT_PRINTED = "This demonstration does not print what inspectors found; the letter that was published does."
DECIDED = f"{NOT_PRINTED} The decision is the published one."
COUNTED = (
    f"{NOT_PRINTED} How many decisions went this way is as published; that this weakness is among them is invented "
    "for the demo."
)
CONCERN = (
    "Invented for the demo, to show how inspectors write down what they find beside the weaknesses. Nothing of the "
    "kind is said of this area."
)
NOT_IN_THE_LETTER = "Invented for the demo, so it does not go in the letter."
NEXT_STEPS = (
    "Invented for the demo. The area writes a further plan with its advisers, who look at it each quarter."
)


def outcome(revisit: Revisit) -> dict[str, Any] | None:
    """The published counts of the re-visit; None where it is not in the statistics."""
    file = json.loads(OUTCOMES.read_text(encoding="utf-8"))
    where = (revisit.area_name, revisit.first_day.isoformat())
    row = next((row for row in file["revisits"] if (row["area"], row["revisit_first_day"]) == where), None)
    return cast(dict[str, Any] | None, row)


def published_on(revisit: Revisit) -> date | None:
    """The day on which its letter was really published; None where it never was, or is not in the statistics."""
    real = outcome(revisit)
    return date.fromisoformat(real["letter_published"]) if real else None


def decisions(real: dict[str, Any]) -> dict[int, bool]:
    """By number, whether each weakness was decided sufficient: as published where that is known, else so that the
    published counts come out.
    """
    told = enumerate(real["weakness_texts"], start=1)
    known = {place: row["decision"] == "sufficient" for place, row in told if row.get("decision")}
    left = real["sufficient"] - sum(known.values())
    open_ones = [number for number in range(1, real["weaknesses"] + 1) if number not in known]
    return known | {number: place < left for place, number in enumerate(open_ones)}


def judgements(revisit: Revisit, lead: User) -> Iterator[Doing]:
    """Proposed at noon of the last day, agreed by both agencies within the hour, before the judgement meeting.

    The concern is withdrawn again an hour after it was written, so that no letter prints it.
    """
    real = outcome(revisit)
    if real is None or revisit.last_day is None:
        return
    noon, decided = times.london(revisit.last_day, time(12)), decisions(real)
    known = len(real["weakness_texts"])
    for weakness in revisit.wsoa.weaknesses.all():
        at = noon + timedelta(minutes=weakness.number)
        summary = DECIDED if weakness.number <= known else COUNTED
        yield at, partial(_propose, revisit, weakness, decided[weakness.number], summary, lead, at)
        agreed = at + timedelta(minutes=30)
        yield agreed, partial(_agree, revisit, weakness, lead, agreed)
    if real["not_sufficient"]:
        yield noon, partial(_concern, revisit, lead, noon)
        after = noon + timedelta(hours=1)
        yield after, partial(_no_concern, revisit, lead, after)


def next_steps(revisit: Revisit) -> Iterator[Doing]:
    """A month after the publication, where something was not sufficient (G29)."""
    real, published = outcome(revisit), published_on(revisit)
    if real and real["not_sufficient"] and published:
        at = times.london(queries.calendar().after(published, 20), time(10))
        yield at, partial(_decided, revisit, at)


def _propose(
    revisit: Revisit, weakness: Weakness, sufficient: bool, summary: str, lead: User, at: datetime
) -> None:
    propose_judgement(
        revisit=revisit,
        weakness=weakness,
        sufficient=sufficient,
        summary=summary,
        grounds=_grounds(revisit),
        by=lead,
        at=at,
    )


def _agree(revisit: Revisit, weakness: Weakness, lead: User, at: datetime) -> None:
    version = newest_versions(revisit)[weakness.pk]
    for by in (lead, person("cqc")):
        agree_judgement(version=version, by=by, at=at)


def _concern(revisit: Revisit, lead: User, at: datetime) -> None:
    title = "An example of another concern"
    write_concern(revisit=revisit, title=title, text=CONCERN, grounds=_grounds(revisit), by=lead, at=at)


def _no_concern(revisit: Revisit, lead: User, at: datetime) -> None:
    for concern in SeriousConcern.objects.filter(revisit=revisit):
        withdraw_concern(concern=concern, after=1, reason=NOT_IN_THE_LETTER, by=lead, at=at)


def _grounds(revisit: Revisit) -> Grounds:
    """The first documents of the case, and what was written of the meetings."""
    documents = EvidenceVersion.objects.filter(document__revisit=revisit).order_by("pk")[:2]
    notes = NoteVersion.objects.filter(note__revisit=revisit, note__kind__in=["meeting", "parents"])
    return Grounds([(version, "page 1") for version in documents], list(notes))


def _decided(revisit: Revisit, at: datetime) -> None:
    decided = Decided(kind="decided", body="both", decided_on=at.date(), text=NEXT_STEPS)
    record_next_step(revisit=revisit, decided=decided, by=person("support"), at=at)
