"""Importing published outcomes: historical re-visits, closed, with the counts of their decisions."""

from datetime import date, datetime
from typing import Annotated

from django.db import transaction
from pydantic import Field, model_validator

from inspections import queries
from inspections.actions.cases import next_reference
from inspections.importing.cases import Imported
from inspections.importing.errors import parse, refuse_lengths, told_by
from inspections.importing.schema import Day, Region, Strict, Text, Weekday
from inspections.models import WSOA, InitialInspection, LocalArea, Outcome, Revisit, Weakness
from inspections.workflow import State

UPDATED_GUIDANCE_FROM = date(2021, 4, 1)


class WeaknessIn(Strict):
    """A weakness as far as the source tells: neither its number nor its decision need be known."""

    n: Annotated[int, Field(ge=1)] | None = None
    text: Annotated[str, Field(min_length=1)]
    decision: str | None = None


class OutcomeIn(Strict):
    area: Text
    la_code: Annotated[str, Field(pattern=r"^E\d{8}$")] | None
    region: Region | None
    initial_inspection_first_day: Day
    initial_letter_published: Day | None
    weaknesses: Annotated[int, Field(ge=1)]
    revisit_first_day: Weekday
    revisit_last_day: Day | None
    letter_published: Day
    sufficient: Annotated[int, Field(ge=0)]
    not_sufficient: Annotated[int, Field(ge=0)]
    weakness_texts: list[WeaknessIn]

    @model_validator(mode="after")
    def adds_up(self) -> "OutcomeIn":
        if self.sufficient + self.not_sufficient != self.weaknesses:
            raise ValueError("sufficient and not_sufficient must add up to weaknesses")
        if self.letter_published <= self.revisit_first_day:
            raise ValueError("letter_published must be after revisit_first_day")
        numbers = [item.n for item in self.weakness_texts if item.n]
        if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
            raise ValueError(f"weakness numbers occur twice: {', '.join(map(str, twice))}")
        return self


class OutcomesFile(Strict):
    source: str
    revisits: list[OutcomeIn]


def import_outcomes(text: str, *, at: datetime) -> Imported:
    """Import a file of outcomes (JSON text), all or nothing; what is there already is left alone.

    Raises ImportFailed where anything is wrong. The source stays with each outcome.
    """
    file = parse(text, OutcomesFile)
    lengths = _lengths(file.revisits)
    created, known = [], []
    with transaction.atomic():
        for index, given in enumerate(file.revisits):
            with told_by(f"revisits[{index}]"):
                area = _area(given)
                revisits = Revisit.objects.filter(area=area)
                if there := revisits.filter(first_day=given.revisit_first_day).first():
                    known.append(there.reference)
                else:
                    created.append(_create(area, given, lengths.get(index), file.source, at).reference)
    return Imported(created, known)


def _lengths(revisits: list[OutcomeIn]) -> dict[int, int]:
    """On-site working days by place in the file, where the source tells the last day."""
    calendar = queries.calendar()
    lengths = {
        index: calendar.day_number(given.revisit_first_day, given.revisit_last_day) or 0
        for index, given in enumerate(revisits)
        if given.revisit_last_day
    }
    refuse_lengths({f"revisits[{index}].revisit_last_day": days for index, days in lengths.items()})
    return lengths


def _area(given: OutcomeIn) -> LocalArea:
    found = LocalArea.objects.filter(name__iexact=given.area).first()
    return found or LocalArea.objects.create(name=given.area, code=given.la_code, region=given.region or "")


def _create(area: LocalArea, given: OutcomeIn, days: int | None, source: str, at: datetime) -> Revisit:
    revisit = Revisit.objects.create(
        reference=next_reference(area, given.revisit_first_day.year),
        wsoa=_wsoa(area, given),
        area=area,
        guidance="2022" if given.revisit_first_day >= UPDATED_GUIDANCE_FROM else "2018",
        state=State.CLOSED,
        first_day=given.revisit_first_day,
        last_day=given.revisit_last_day,
        days=days,
        historical=True,
        timeline_stale=False,
        created_at=at,
    )
    Outcome.objects.create(
        revisit=revisit,
        sufficient=given.sufficient,
        not_sufficient=given.not_sufficient,
        published_on=given.letter_published,
        source=source[:300],
    )
    return revisit


def _wsoa(area: LocalArea, given: OutcomeIn) -> WSOA:
    inspection, _ = InitialInspection.objects.get_or_create(
        area=area,
        first_day=given.initial_inspection_first_day,
        defaults={"letter_published_on": given.initial_letter_published},
    )
    wsoa, created = WSOA.objects.get_or_create(inspection=inspection)
    if created:
        numbers = _numbers(given.weakness_texts)
        Weakness.objects.bulk_create(
            Weakness(wsoa=wsoa, number=number, text=item.text)
            for number, item in zip(numbers, given.weakness_texts, strict=True)
        )
    return wsoa


def _numbers(items: list[WeaknessIn]) -> list[int]:
    """The numbers given, and the lowest free ones, in order, for those without."""
    taken = {item.n for item in items if item.n}
    free = (number for number in range(1, len(items) + len(taken) + 1) if number not in taken)
    return [item.n or next(free) for item in items]
