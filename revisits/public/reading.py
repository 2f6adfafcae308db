"""From the tables to the facts of a public page: two statements for a page, one where there is none."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject, Length
from django.utils import timezone

from inspections.models import Revisit, TimelineEvent, Weakness
from inspections.timeline import times
from inspections.workflow import State
from letters.composing.facts import ParentsLetterFacts
from letters.models import Letter, LetterFile
from revisits.public.facts import File, IssuedLetter, Meeting, Plan, Result, Visit

COLUMNS = (
    *(
        "pk",
        "reference",
        "guidance",
        "historical",
        "state",
        "first_day",
        "last_day",
        "meetings_may_be_online",
    ),
    *("survey_url", "has_open_meeting", "open_meeting_place", "open_meeting_access", "email_contributions"),
    *("area_id", "area__name", "area__website", "area__authority__name"),
    *("area__forum__name", "area__forum__email"),
    *("outcome__sufficient", "outcome__not_sufficient", "outcome__published_on"),
)
DATED = ("survey_opens", "survey_closes", "open_meeting")
Row = Mapping[str, Any]


def read(found: QuerySet[Revisit], *, today: date) -> Visit | None:
    """The one re-visit that was found, or None."""
    weaknesses = Weakness.objects.filter(wsoa=OuterRef("wsoa")).order_by("number")
    events = TimelineEvent.objects.filter(revisit=OuterRef("pk"), code__in=DATED, occurrence=1)
    row = (
        found.order_by()
        .values(*COLUMNS)
        .annotate(
            weaknesses=ArraySubquery(weaknesses.values(json=JSONObject(number="number", text="text"))),
            events=ArraySubquery(
                events.order_by().values(json=JSONObject(code="code", on="planned_on", at="planned_time"))
            ),
        )
        .first()
    )
    return _visit(row, _letters(row["pk"]), today) if row else None


def _letters(revisit: int) -> tuple[IssuedLetter, ...]:
    files = LetterFile.objects.filter(letter=OuterRef("pk")).order_by()
    found = Letter.objects.filter(revisit=revisit, kind=Letter.Kind.PARENTS).order_by("-version")
    rows = found.values("version", "issued_at", "facts").annotate(
        made=ArraySubquery(files.values(json=JSONObject(code="format", size=Length("content"))))
    )
    return tuple(
        IssuedLetter(
            version=row["version"],
            issued_on=timezone.localdate(row["issued_at"]),
            files=tuple(File(**file) for file in row["made"]),
            plan=_printed(row["facts"]),
        )
        for row in rows
    )


def _visit(row: Row, letters: Sequence[IssuedLetter], today: date) -> Visit:
    return Visit(
        reference=row["reference"],
        area=row["area__name"],
        area_id=row["area_id"],
        authority=row["area__authority__name"] or "",
        website=row["area__website"],
        guidance=row["guidance"],
        historical=row["historical"],
        arrived=row["state"] not in (State.PLANNED, State.NOTIFIED),
        plan=_plan(row),
        email=row["email_contributions"],
        online=row["meetings_may_be_online"],
        forum=row["area__forum__name"] or "",
        forum_email=row["area__forum__email"] or "",
        weaknesses=tuple((weakness["number"], weakness["text"]) for weakness in row["weaknesses"]),
        letters=tuple(letters),
        result=_result(row, today),
    )


def _plan(row: Row) -> Plan:
    """Dates and times as they stand now, read as the letter reads them (`letters.facts`)."""
    events = {event["code"]: event for event in row["events"]}
    return Plan(
        first_day=row["first_day"],
        last_day=row["last_day"],
        opens=_moment(events.get("survey_opens")),
        closes=_moment(events.get("survey_closes")),
        survey_url=row["survey_url"],
        meeting=_meeting(row, events.get("open_meeting")),
    )


def _meeting(row: Row, event: Row | None) -> Meeting | None:
    """The open meeting, its day to follow where the timeline has none; a historical re-visit has no timeline."""
    if row["historical"] or not row["has_open_meeting"]:
        return None
    return Meeting(
        on=_day(event),
        at=times.clock_time(event["at"]) if event else None,
        place=row["open_meeting_place"],
        access=row["open_meeting_access"],
    )


def _day(event: Row | None) -> date | None:
    return date.fromisoformat(event["on"]) if event and event["on"] else None


def _moment(event: Row | None) -> datetime | None:
    on = _day(event)
    return times.london(on, times.clock_time(event["at"]) or time(12)) if event and on else None


def _result(row: Row, today: date) -> Result | None:
    """The outcome, once the day of its publication has come."""
    published = row["outcome__published_on"]
    if published is None or published > today:
        return None
    sufficient = row["outcome__sufficient"]
    return Result(
        sufficient=sufficient,
        weaknesses=sufficient + row["outcome__not_sufficient"],
        published_on=published,
    )


def _printed(facts: dict[str, Any]) -> Plan | None:
    """What a letter printed; None where its facts are of another make, so that nothing is compared with them."""
    try:
        said = ParentsLetterFacts.from_dict(facts)
    except (TypeError, ValueError):
        return None
    held = said.open_meeting
    meeting = (
        Meeting(on=held.on, at=held.at, place=held.place or "", access=held.access or "") if held else None
    )
    return Plan(
        first_day=said.first_day,
        last_day=said.last_day,
        opens=said.survey_opens,
        closes=said.survey_closes,
        survey_url=said.survey_url or "",
        meeting=meeting,
    )
