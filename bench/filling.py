"""Fill an empty database with cases, and sign two people in: `python -m bench.filling SIZE` prints who and what.

Each case has an initial inspection, a WSOA of five weaknesses, a team of four, and the engine's own timeline of
25 events or so; past events are done but for a few that are late. The history is left empty: no page timed
here reads it.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django
import pgtrigger


def main(size: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        ignore_nothing()
        said = fill(size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps(said))


def ignore_nothing() -> None:
    """Unset, each trigger of pgtrigger's that waits for the commit raises and catches an error, which looks through all
    that still wait: minutes at 20,000 cases."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")


def fill(size: int) -> dict[str, Any]:
    """Make everything; the sessions of a lead and of inspection support, and that lead's case in mid-course."""
    from bench.people import make_areas, make_people, session
    from bench.shape import AREAS, Shape
    from inspections import queries
    from inspections.models import Revisit
    from revisits import clock

    shape = Shape(size, clock.today(), queries.calendar())
    people = make_people(shape.leads)
    make_areas(min(AREAS, size))
    make_cases(shape, [person.pk for person in people.leads], [person.pk for person in people.others])
    lead = people.leads[0]
    case = Revisit.objects.filter(team__user=lead, team__role="lead", first_day__gte=shape.today).earliest(
        "first_day"
    )
    return {
        "lead": session(lead),
        "support": session(people.support),
        "lead_id": lead.pk,
        "reference": case.reference,
        "events": case.timeline.count(),
    }


def make_cases(shape: Any, leads: list[int], others: list[int]) -> None:
    from django.db import connection

    from bench.copying import copy
    from inspections.models import (
        WSOA,
        InitialInspection,
        Outcome,
        Revisit,
        TeamMember,
        TimelineEvent,
        Weakness,
    )

    numbers = range(1, shape.size + 1)
    copy(InitialInspection, ["id", "area_id", "first_day", "last_day"], (initial(shape, n) for n in numbers))
    fit = [(n, n, shape.first_day(n - 1) - timedelta(days=500)) for n in numbers]
    copy(WSOA, ["id", "inspection_id", "fit_for_purpose_on"], fit)
    copy(Weakness, ["wsoa_id", "number", "text"], (row for n in numbers for row in weaknesses(n)))
    # They come at the stage of their day, not by way of the stages before it.
    with pgtrigger.ignore("inspections.Revisit:state_along_the_table"), connection.cursor() as cursor:
        # COPY goes past pgtrigger, which sets what is ignored with any other statement, for the whole transaction.
        cursor.execute("SELECT 1")
        copy(Revisit, REVISIT, (revisit(shape, n) for n in numbers))
    ignore_nothing()
    copy(TeamMember, TEAM, (row for n in numbers for row in team(n, leads, others)))
    copy(TimelineEvent, EVENT, (row for n in numbers for row in timeline(shape, n)))
    outcomes = (outcome(shape, n) for n in numbers if n > shape.open)
    copy(Outcome, ["revisit_id", "sufficient", "not_sufficient", "published_on", "source"], outcomes)


REVISIT = [
    "id", "reference", "wsoa_id", "area_id", "guidance", "state", "first_day", "last_day", "days",
    "survey_kind", "survey_url",
    "has_open_meeting", "open_meeting_place", "open_meeting_access", "email_contributions",
    "meetings_may_be_online", "circulated_by", "letterhead", "historical", "version", "timeline_stale", "created_at",
    "stopped_why",
]  # fmt: skip
TEAM = ["revisit_id", "user_id", "role", "on_initial_inspection", "reason", "experience"]
EVENT = [
    "revisit_id", "code", "occurrence", "day", "computed_on", "computed_time", "until", "explanation",
    "override_time", "override_reason", "done_on", "recorded_at",
]  # fmt: skip
CREATED = datetime(2022, 1, 4, 9, tzinfo=UTC)


def initial(shape: Any, n: int) -> tuple[Any, ...]:
    day = shape.initial(n - 1)
    return n, area(shape, n), day, day + timedelta(days=4)


def area(shape: Any, n: int) -> int:
    number: int = (n - 1) % min(150, shape.size) + 1
    return number


def weaknesses(n: int) -> Iterator[tuple[Any, ...]]:
    for number in range(1, 6):
        text = f"the weakness numbered {number}: joint commissioning, and the quality of plans, are not good enough"
        yield n, number, text


def revisit(shape: Any, n: int) -> tuple[Any, ...]:
    first_day, days = shape.first_day(n - 1), shape.days(n - 1)
    last_day = shape.calendar.last_day(first_day, days)
    reference = f"area-{(n - 1) % 150 + 1:03}-{first_day:%Y}-{n}"
    return (
        n, reference, n, area(shape, n), "2022", shape.state(n - 1, last_day), first_day, last_day, days,
        "link", f"https://survey.example/{n}", True, "Town Hall", "", "send@area.example", True, "The council", True,
        False, 1, False, CREATED, "",
    )  # fmt: skip


def team(n: int, leads: list[int], others: list[int]) -> Iterator[tuple[Any, ...]]:
    yield n, leads[(n - 1) % len(leads)], "lead", True, "", ""
    for place, role in enumerate(("hmi", "cqc", "qa_ofsted")):
        yield n, others[(n + place) % len(others)], role, True, "", ""


def timeline(shape: Any, n: int) -> Iterator[tuple[Any, ...]]:
    """The engine's events. Of an open case's past ones every ninth is still to be done, and so late."""
    from inspections.timeline import schedule

    closed = n > shape.open
    for place, event in enumerate(
        schedule.propose(shape.first_day(n - 1), shape.days(n - 1), shape.calendar)
    ):
        past = event.on and event.on < shape.today and (closed or (n + place) % 9)
        yield (
            n, event.code, event.occurrence, event.day, event.on, event.time, event.until, event.explanation,
            "", "", event.on if past else None, CREATED if past else None,
        )  # fmt: skip


def outcome(shape: Any, n: int) -> tuple[Any, ...]:
    published: date = shape.first_day(n - 1) + timedelta(days=50)
    return n, n % 6, 5 - n % 5, published, "bench"


if __name__ == "__main__":
    main(int(sys.argv[1]))
