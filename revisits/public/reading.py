"""From the tables to the facts of a public page: two statements for a page, one where there is none."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, Length

from inspections.actions.timeline import LAST_DAY
from inspections.meeting_kinds import OPEN_MEETING
from inspections.models import (
    CaseEvent,
    Meeting,
    Revisit,
    SurveyChange,
    SurveyIncident,
    TimelineEvent,
    Weakness,
)
from inspections.models.revisit import SurveyKind
from inspections.survey import address_of
from inspections.timeline import times
from inspections.timeline.times import LONDON
from inspections.workflow import STOPPED, State
from letters.composing.facts import ParentsLetterFacts
from letters.models import Letter, LetterFile
from revisits.public import access
from revisits.public.facts import (
    File,
    IssuedLetter,
    OpenMeeting,
    OutcomeLetter,
    Plan,
    Result,
    Stop,
    SurveyChanged,
    Visit,
)
from revisits.statements import Statement, write

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
    *("stopped_at", "stopped_why", "stopped_first_day", "stopped_last_day"),
    *("survey_kind", "survey_url", "email_contributions"),
    *("has_open_meeting", "open_meeting_place", "open_meeting_access"),
    *("area_id", "area__name", "area__website", "area__authority__name"),
    *("area__forum__name", "area__forum__email"),
    *("outcome__sufficient", "outcome__not_sufficient", "outcome__published_on"),
    *("weaknesses", "events", "arranged", "broken", "survey_said", "dates_changed"),
)
DATED = ("survey_opens", "survey_closes", "open_meeting")
Kind = CaseEvent.Kind
# What changes a date that was announced: the on-site days, and those of DATED.
CHANGES = Q(kind=Kind.RESCHEDULED) | Q(
    ~Q(data__from=F("data__to")),
    kind__in=(Kind.DATE_MOVED, Kind.DATE_OVERRIDDEN, Kind.OVERRIDE_REMOVED),
    data__code__in=(*DATED, LAST_DAY),
)
# Marks of what a statement is run with.
REFERENCE, TODAY, REVISIT = "the reference", date.min, -1
Row = Mapping[str, Any]


def announced(reference: str, *, today: date) -> Visit | None:
    """The re-visit if the public may know of it; one statement finds that, and a second one its letters."""
    return _read(_announced(), {REFERENCE: reference, TODAY: today}, today)


def unpublished(revisit: int, *, today: date) -> Visit | None:
    """The same of a re-visit by its key, whether the public may know of it or not."""
    return _read(write(_told(Revisit.objects.filter(pk=revisit)), *COLUMNS), {}, today)


@cache
def _announced() -> Statement:
    return write(_told(access.announced(TODAY).filter(reference=REFERENCE)), *COLUMNS)


def _told(found: QuerySet[Revisit]) -> QuerySet[Revisit]:
    """With what hangs on it, each kind as one column."""
    weaknesses = Weakness.objects.filter(wsoa=OuterRef("wsoa")).order_by("number")
    events = TimelineEvent.objects.filter(revisit=OuterRef("pk"), code__in=DATED, occurrence=1).order_by()
    arranged = Meeting.objects.filter(revisit=OuterRef("pk"), kind=OPEN_MEETING, occurrence=1).order_by()
    broken = SurveyIncident.objects.filter(revisit=OuterRef("pk"), mended_at=None).order_by()
    changed = SurveyChange.objects.filter(revisit=OuterRef("pk"))
    said = JSONObject(at="at", why="why", closes="closes", address="address")
    history = CaseEvent.objects.order_by("-id")
    notified = history.filter(revisit=OuterRef("revisit"), kind=Kind.NOTIFIED).values("id")[:1]
    since = history.filter(CHANGES, revisit=OuterRef("pk"), id__gt=Subquery(notified))
    told = JSONObject(support="support", cancelled="cancelled_at", closes="registration_closes_at")
    return found.order_by().annotate(
        dates_changed=Subquery(since.values("at")[:1]),
        arranged=ArraySubquery(arranged.values(json=told)),
        broken=ArraySubquery(broken.values("said")),
        survey_said=ArraySubquery(changed.order_by("-id").values(json=said)),
        weaknesses=ArraySubquery(weaknesses.values(json=JSONObject(number="number", text="text"))),
        events=ArraySubquery(events.values(json=JSONObject(code="code", on="planned_on", at="planned_time"))),
    )


@cache
def _letters() -> Statement:
    """The letters to parents of a re-visit and the published outcome letters, the newest of each first."""
    files = LetterFile.objects.filter(letter=OuterRef("pk")).order_by()
    made = ArraySubquery(files.values(json=JSONObject(code="format", size=Length("content"))))
    of_all = Q(kind=Letter.Kind.PARENTS) | access.PUBLISHED
    found = Letter.objects.filter(of_all, revisit=REVISIT).order_by("kind", "-version")
    published = found.annotate(made=made, published_at=F("publication__published_at"))
    return write(published, "kind", "version", "issued_at", "facts", "made", "published_at")


def _read(statement: Statement, given: Mapping[Any, Any], today: date) -> Visit | None:
    rows = statement.run(given)
    if not rows:
        return None
    letters, stopped = _letters().run({REVISIT: rows[0]["pk"]}), rows[0]["stopped_at"]
    # One that tells of the new days of a postponed visit is public once its area is notified of them.
    told = [letter for letter in letters if stopped is None or letter["issued_at"] < stopped]
    return _visit(rows[0], told, today)


def _letter(row: Row) -> IssuedLetter:
    return IssuedLetter(
        version=row["version"],
        issued_on=row["issued_at"].astimezone(LONDON).date(),
        files=tuple(File(**file) for file in _json(row["made"])),
        plan=_printed(json.loads(row["facts"])),
    )


def _outcome(row: Row) -> OutcomeLetter:
    """What was decided, as the frozen letter says it."""
    facts = json.loads(row["facts"])
    decided = facts["weaknesses"]
    return OutcomeLetter(
        version=row["version"],
        published_at=row["published_at"],
        corrections=tuple(
            (date.fromisoformat(each["on"]), each["note"]) for each in facts.get("corrections", ())
        ),
        decisions=tuple((each["number"], each["text"], bool(each["sufficient"])) for each in decided),
        files=tuple(File(**file) for file in _json(row["made"])),
    )


def _json(column: Iterable[str]) -> list[Any]:
    return [json.loads(text) for text in column]


def _visit(row: Row, letters: Sequence[Row], today: date) -> Visit:
    outcomes = [letter for letter in letters if letter["kind"] == Letter.Kind.OUTCOME]
    return Visit(
        reference=row["reference"],
        area=row["area__name"],
        area_id=row["area_id"],
        authority=row["area__authority__name"] or "",
        website=row["area__website"],
        guidance=row["guidance"],
        historical=row["historical"],
        arrived=row["state"] not in (State.PLANNED, State.NOTIFIED, *STOPPED),
        stop=_stop(row),
        dates_changed=_changed(row),
        plan=_plan(row),
        email=row["email_contributions"],
        online=row["meetings_may_be_online"],
        forum=row["area__forum__name"] or "",
        forum_email=row["area__forum__email"] or "",
        weaknesses=tuple((weakness["number"], weakness["text"]) for weakness in _json(row["weaknesses"])),
        letters=tuple(_letter(letter) for letter in letters if letter["kind"] == Letter.Kind.PARENTS),
        result=_result(row, today),
        outcome=_outcome(outcomes[0]) if outcomes else None,
        survey_broken=" ".join(row["broken"]),
        survey_changes=tuple(_survey_changes(row, _plan(row))),
    )


def _survey_changes(row: Row, plan: Plan) -> Iterator[SurveyChanged]:
    """What was said of the survey and still holds: not of a closing, or an address, that was changed since."""
    for said in _json(row["survey_said"]):
        closes = datetime.fromisoformat(said["closes"]) if said["closes"] else None
        if closes == plan.closes if closes else said["address"] == plan.survey_url:
            on = datetime.fromisoformat(said["at"]).astimezone(LONDON).date()
            yield SurveyChanged(on=on, why=said["why"], closes=closes)


def _changed(row: Row) -> date | None:
    """Of a visit that is put off the public hears of no new days before its area does."""
    at = row["dates_changed"]
    return at.astimezone(LONDON).date() if at and row["state"] not in STOPPED else None


def _stop(row: Row) -> Stop | None:
    if row["state"] not in STOPPED:
        return None
    since = row["stopped_at"].astimezone(LONDON).date()
    return Stop(cancelled=row["state"] == State.CANCELLED, since=since, why=row["stopped_why"])


def _plan(row: Row) -> Plan:
    """Dates and times as they stand now, read as the letter reads them (`letters.facts`).

    Of a visit that is postponed or cancelled the days that were told alone.
    """
    if row["state"] in STOPPED:
        return Plan(
            first_day=row["stopped_first_day"] or row["first_day"],
            last_day=row["stopped_last_day"] or row["last_day"],
        )
    events = {event["code"]: event for event in _json(row["events"])}
    return Plan(
        first_day=row["first_day"],
        last_day=row["last_day"],
        opens=_moment(events.get("survey_opens")),
        closes=_moment(events.get("survey_closes")),
        survey_url=address_of(row["reference"], kind=row["survey_kind"], link=row["survey_url"]),
        survey_own=row["survey_kind"] == SurveyKind.OWN,
        meeting=_meeting(row, events.get("open_meeting")),
    )


def _meeting(row: Row, event: Row | None) -> OpenMeeting | None:
    """The open meeting, its day to follow where the timeline has none; a historical re-visit has no timeline."""
    if row["historical"] or not row["has_open_meeting"]:
        return None
    arranged: Row = next(iter(_json(row["arranged"])), {})
    return OpenMeeting(
        on=_day(event),
        at=times.clock_time(event["at"]) if event else None,
        place=row["open_meeting_place"],
        access=row["open_meeting_access"],
        support=arranged.get("support", ""),
        cancelled=bool(arranged.get("cancelled")),
        registration_closes=_registration_closes(event, arranged),
    )


def _registration_closes(event: Row | None, arranged: Row) -> datetime | None:
    """As `inspections.registering` has it: when the meeting begins at the earliest, or before where that was set."""
    on = _day(event)
    if event is None or on is None:
        return None
    starts = times.starts(on, event["at"])
    set_to = arranged.get("closes")
    return min(starts, datetime.fromisoformat(set_to)) if set_to else starts


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
        OpenMeeting(on=held.on, at=held.at, place=held.place or "", access=held.access or "")
        if held
        else None
    )
    return Plan(
        first_day=said.first_day,
        last_day=said.last_day,
        opens=said.survey_opens,
        closes=said.survey_closes,
        survey_url=said.survey_url or "",
        meeting=meeting,
    )
