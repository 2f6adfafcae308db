"""Having a case stand at a stage for a test, past the trigger that lets a stage follow the workflow's rows alone."""

from datetime import datetime

import pgtrigger
from django.db.models import F

from inspections.models import Revisit
from inspections.timeline.times import LONDON
from inspections.workflow import STOPPED, State

WHY = "All inspections are suspended."
STOPPED_AT = datetime(2022, 5, 6, 10, tzinfo=LONDON)


def put(state: str, *cases: Revisit) -> None:
    """Put these cases, or all where none is named, at a stage; what is postponed or cancelled is so since STOPPED_AT.

    Nothing else of the cases changes, and nothing is written into their history: `moving.move` does that.
    """
    found = Revisit.objects.filter(pk__in=[case.pk for case in cases]) if cases else Revisit.objects.all()
    stopped = state in STOPPED
    with pgtrigger.ignore("inspections.Revisit:state_along_the_table"):
        found.update(
            state=State(state),
            stopped_at=STOPPED_AT if stopped else None,
            stopped_why=WHY if stopped else "",
            stopped_first_day=F("first_day") if stopped else None,
            stopped_last_day=F("last_day") if stopped else None,
        )
    for case in cases:
        case.refresh_from_db(
            fields=["state", "stopped_at", "stopped_why", "stopped_first_day", "stopped_last_day"]
        )
