"""The list of re-visits as it reads: one light row a case, and nothing left for the template to look up."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.html import format_html

from inspections.addresses import address
from inspections.models import Revisit, TimelineEvent
from inspections.models.timeline_event import Status
from inspections.templatetags.cases import tag
from inspections.workflow import STOPPED, State

# What stands in the rows of a page, in its order: of each re-visit its lead, its outcome, and the first dated event
# still to be done, which what may be done on several days no longer is after them. In SQL: PostgreSQL finds that event
# row by row (LATERAL), which the ORM cannot say.
_SHOWN = """
    SELECT r.reference, a.name, r.state, r.first_day, r.last_day, u.name, o.sufficient, o.not_sufficient,
        e.code, e.day, e.until, e.planned_on, e.planned_time, e.done_on
    FROM unnest(%s::bigint[]) WITH ORDINALITY AS page (id, place)
    JOIN inspections_revisit r ON r.id = page.id
    JOIN inspections_localarea a ON a.id = r.area_id
    LEFT JOIN inspections_outcome o ON o.revisit_id = r.id
    LEFT JOIN inspections_teammember m ON m.revisit_id = r.id AND m.role = 'lead' AND m.removed_at IS NULL
    LEFT JOIN accounts_user u ON u.id = m.user_id
    LEFT JOIN LATERAL (
        SELECT code, day, until, planned_on, planned_time, done_on
        FROM inspections_timelineevent
        WHERE revisit_id = r.id AND done_on IS NULL AND planned_on IS NOT NULL AND (until IS NULL OR until >= %s)
        ORDER BY planned_on, id LIMIT 1
    ) e ON true
    ORDER BY page.place
"""
# In the order of the model, as `from_db` wants them.
EVENT = ("code", "day", "until", "planned_on", "planned_time", "done_on")
STAGES = dict(State.choices)
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """What is read of one re-visit. `standing` is its outcome, or else the next event still to be done."""

    reference: str
    address: str
    area: str
    on_site: str
    stage: str
    lead: str
    standing: str
    late: bool


def rows(page: QuerySet[Revisit], now: datetime) -> list[Row]:
    """The rows of a page (a slice of ordered re-visits) at `now`; two statements, one where it is empty.

    What a row shows is read for the rows of the page alone, not for everything that was sorted to find them.
    """
    keys = list(page.values_list("pk", flat=True))
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN, [keys, now.date()])
        return [_row(_event(columns[8:]), now, *columns[:8]) for columns in cursor.fetchall()]


def _event(columns: tuple[Any, ...]) -> TimelineEvent | None:
    """The next event, of which no more is known than what the row shows; None where there is none."""
    return TimelineEvent.from_db(None, EVENT, columns) if columns[0] else None


def _row(
    event: TimelineEvent | None,
    now: datetime,
    reference: str,
    area: str,
    state: str,
    first_day: date,
    last_day: date | None,
    lead: str | None,
    sufficient: int | None,
    not_sufficient: int | None,
) -> Row:
    # Of a visit that does not take place nothing is next, and nothing late.
    status = event.status(now) if event and state not in STOPPED else None
    if sufficient is not None and not_sufficient is not None:
        standing = f"{sufficient} of {sufficient + not_sufficient} sufficient"
    elif event and status:
        standing = format_html("{} {}, {}", tag(status), event.title, f"{event.planned_on:%-d %b %Y}")
    else:
        standing = NOTHING
    return Row(
        reference=reference,
        address=address("revisit", reference),
        area=area,
        on_site=_on_site(first_day, last_day),
        stage=STAGES[state],
        lead=lead or NOTHING,
        standing=standing,
        late=status == Status.LATE,
    )


def _on_site(first: date, last: date | None) -> str:
    """The on-site days: "17 May to 19 May 2022"; only the first where no more is known."""
    return f"{first:%-d %b} to {last:%-d %b %Y}" if last else f"{first:%-d %b %Y}"
