"""Bank holidays: filled from a package, extended by hand, every change on record and every open case recomputed."""

from datetime import date, datetime
from importlib.metadata import version

import holidays as package
from django.db import transaction

from inspections.actions.record import poke
from inspections.models import Holiday, HolidayChange, Revisit
from inspections.workflow import OPEN_STATES
from revisits.accounts.models import User

YEARS = range(2010, 2041)
Change = HolidayChange.Change


@transaction.atomic
def refresh_holidays(*, at: datetime) -> int:
    """Bring the rows in line with the package, leaving alone what was entered by hand; returns changes made."""
    source = f"holidays {version('holidays')}, England"
    known = dict(package.country_holidays("GB", subdiv="ENG", years=YEARS).items())
    rows = {row.on: row for row in Holiday.objects.select_for_update()}
    new = [Holiday(on=on, name=name, source=source) for on, name in sorted(known.items()) if on not in rows]
    Holiday.objects.bulk_create(new)
    changed = [(row, Change.ADDED) for row in new]
    for row in rows.values():
        if not row.by_hand and row.on.year in YEARS and row.withdrawn == (row.on in known):
            row.withdrawn = not row.withdrawn
            row.save()
            changed.append((row, Change.WITHDRAWN if row.withdrawn else Change.RESTORED))
    HolidayChange.objects.bulk_create(_change(row, change, source, at) for row, change in changed)
    if changed:
        recompute_open_cases()
    return len(changed)


@transaction.atomic
def add_holiday(*, on: date, name: str, source: str, by: User | None, at: datetime) -> Holiday:
    """Add a holiday announced later, or bring back a withdrawn one; every open case is recomputed."""
    row, created = Holiday.objects.select_for_update().get_or_create(
        on=on, defaults={"name": name, "source": source, "by_hand": True}
    )
    if not created and not row.withdrawn and row.name == name:
        return row
    change = Change.ADDED if created else Change.RESTORED if row.withdrawn else Change.RENAMED
    row.name, row.source, row.withdrawn, row.by_hand = name, source, False, True
    row.save()
    _change(row, change, source, at, by).save()
    recompute_open_cases()
    return row


@transaction.atomic
def withdraw_holiday(*, on: date, source: str, by: User | None, at: datetime) -> None:
    """Take a holiday out of force; the row stays, and the refreshing job leaves it so."""
    row = Holiday.objects.select_for_update().get(on=on)
    if row.withdrawn:
        return
    row.by_hand = row.withdrawn = True
    row.save()
    _change(row, Change.WITHDRAWN, source, at, by).save()
    recompute_open_cases()


def recompute_open_cases() -> None:
    """Mark every open case stale in this transaction; workers take them one at a time, each under its lock."""
    Revisit.objects.filter(state__in=OPEN_STATES, historical=False).update(timeline_stale=True)
    poke("inspections.compute_stale_timelines")


def _change(row: Holiday, change: str, source: str, at: datetime, by: User | None = None) -> HolidayChange:
    return HolidayChange(on=row.on, name=row.name, change=change, source=source, at=at, by=by)
