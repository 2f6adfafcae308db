"""Numbers that a transaction may still bring: it took them, and is not over yet.

Entries get their numbers before they can be seen, so a seal may find 7 and not yet 6. Nobody waits for anybody:
6 is sealed by a later seal, and the numbers of transactions that came to nothing are given up once none that
began before the seal is still running.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from revisits.record.models import Seal
from revisits.record.ranges import Ranges, without

# A transaction takes its own number a moment after that of its first entry.
SURELY = timedelta(minutes=10)


class Moment(NamedTuple):
    """What the database says of now: its time, the oldest transaction still running, and the next to begin."""

    at: datetime
    oldest: int
    next: int


def moment() -> Moment:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clock_timestamp(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint,"
            " pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        )
        return Moment(*cursor.fetchone())


def open_gaps(now: Moment) -> Ranges:
    """Numbers below the last seal's that may still come.

    A horizon beyond the next transaction comes from another cluster (a restored copy): nothing of it still runs.
    """
    unsettled = Seal.objects.filter(
        Q(horizon__gt=now.oldest, horizon__lte=now.next) | Q(at__gt=now.at - SURELY)
    )
    first = unsettled.order_by("number").first()
    if first is None:
        return []
    open_: Ranges = []
    for ids, gaps in (
        Seal.objects.filter(number__gte=first.number).order_by("number").values_list("ids", "gaps")
    ):
        open_ = sorted([*without(open_, ids), *gaps])
    return open_
