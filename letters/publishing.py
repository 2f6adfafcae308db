"""The moment of publication (G26): its default, how it is read from a form, and what to warn of."""

from datetime import UTC, date, datetime, time, timedelta

from inspections import queries
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.timeline import clocks
from inspections.timeline.times import LONDON, london

# When letters are published where nobody sets another hour.
HOUR = time(9, 30)


def default_moment(revisit: Revisit, now: datetime) -> datetime:
    """Half past nine on the planned day; where that is over, on the next working day. Aware, in London."""
    event = revisit.timeline.filter(code="published").first()
    planned = event.planned_on if event else None
    if planned and (moment := london(planned, HOUR)) > now:
        return moment
    return london(queries.calendar().after(now.astimezone(LONDON).date(), 1), HOUR)


def moment_of(day: date, at: time) -> datetime:
    """A day and a clock time in London as a moment in UTC; of an hour that happens twice, the first.

    Raises Refused for an hour that the clocks leave out.
    """
    moment = london(day, at).astimezone(UTC)
    back = moment.astimezone(LONDON)
    if (back.date(), back.time()) != (day, at):
        raise Refused(
            f"There is no {at:%-H:%M} on {day:%-d %B %Y}: the clocks go forward from 1:00 to 2:00 in that night.",
            "at",
        )
    return moment


def happens_twice(moment: datetime) -> bool:
    """Whether the clock shows this hour twice in that night."""
    local = moment.astimezone(LONDON)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset() and _real(local)


def _real(local: datetime) -> bool:
    return local.astimezone(UTC).astimezone(LONDON).time() == local.time()


def warnings(revisit: Revisit, moment: datetime, *, corrects: bool = False) -> list[str]:
    """What to look at again; nothing of it forbids the moment. A correction has no day by which it is published."""
    day, calendar, found = moment.astimezone(LONDON).date(), queries.calendar(), []
    if not calendar.is_working_day(day):
        found.append(f"{day:%A %-d %B %Y} is no working day.")
    if (
        not corrects
        and revisit.last_day
        and day > (latest := clocks.publication_due(revisit.last_day, calendar))
    ):
        found.append(f"This is later than 33 working days after the visit, {latest:%-d %B %Y} (G26).")
    if happens_twice(moment):
        found.append("The clocks go back in that night, and this hour comes twice: the first is meant.")
    return found


def is_past(moment: datetime, now: datetime) -> bool:
    """To the minute, as it is set."""
    return moment <= now - timedelta(seconds=now.second, microseconds=now.microsecond)
