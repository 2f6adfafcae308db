"""The list of re-visits as it reads: one light row a case, and nothing left for the template to look up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html

from inspections import queries
from inspections.addresses import address
from inspections.models import Revisit, TimelineEvent
from inspections.models.timeline_event import Status
from inspections.templatetags.cases import tag
from inspections.workflow import STOPPED, State

COLUMNS = (
    *("pk", "reference", "area__name", "state", "first_day", "last_day", "lead"),
    *("outcome__sufficient", "outcome__not_sufficient"),
)
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
    """The rows of a page (a slice of ordered re-visits) at `now`; two queries.

    What a row shows is joined to the rows of the page alone, not to everything that was sorted to find them.
    """
    there = Revisit.objects.filter(pk__in=page.values("pk")).annotate(lead=queries.lead_name())
    order: Sequence[Any] = page.query.order_by or Revisit._meta.ordering or ()
    found: list[tuple[Any, ...]] = list(there.order_by(*order).values_list(*COLUMNS))
    upcoming = queries.next_events([row[0] for row in found])
    return [_row(upcoming.get(pk), now, *columns) for pk, *columns in found]


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
