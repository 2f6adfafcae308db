"""What the record costs a write: the same update with the record's triggers and without, in turn, in one run.

    python -m bench.record [rounds]

A PostgreSQL of its own with its ordinary settings. The triggers are switched off and on by PostgreSQL itself
(`ALTER TABLE … DISABLE TRIGGER`), so both sides run the same program. Printed: medians, and the ratio.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import django

from bench import private

ROUNDS, EVENTS = 300, 25
TABLES = ("inspections_revisit", "inspections_timelineevent")


def main(rounds: int) -> None:
    with private.folder() as folder, private.postgres(folder) as database:
        os.environ |= {"DATABASE_URL": database, "ENVIRONMENT": "test", "REDIS_URL": "redis://127.0.0.1:1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "revisits.settings")
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        for name, write in writes().items():
            took: dict[str, list[float]] = {"DISABLE": [], "ENABLE": []}
            for turn in range(rounds):
                for state, times in took.items():
                    switch(state)
                    write(turn * 2)
                    start = time.perf_counter()
                    write(turn * 2 + 1)
                    times.append((time.perf_counter() - start) * 1000)
            report(name, took["ENABLE"], took["DISABLE"])
        connection.close()


def switch(state: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'pgtrigger_record%%'",
                [table],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} {state} TRIGGER {name}")


def writes() -> dict[str, Callable[[int], object]]:
    """Updates of one row and of a whole timeline, each of which changes what is there."""
    from inspections.models import Revisit, TimelineEvent
    from revisits.acting import acting
    from tests.factories import make

    revisit = make(Revisit)
    events = [make(TimelineEvent, revisit=revisit, occurrence=number + 1) for number in range(EVENTS)]

    def one(turn: int) -> None:
        revisit.open_meeting_place = f"Room {turn}"
        with acting(person=5, means="web"):
            revisit.save()

    def many(turn: int) -> None:
        for event in events:
            event.computed_on = date.fromordinal(738000 + turn)
        with acting(person=5, means="web"):
            TimelineEvent.objects.bulk_update(events, ["computed_on"])

    def statement(turn: int) -> None:
        with acting(person=5, means="web"):
            TimelineEvent.objects.update(computed_on=date.fromordinal(700000 + turn))

    return {
        "save() of a re-visit": one,
        f"bulk_update of {EVENTS} rows": many,
        f"update() of {EVENTS} rows": statement,
    }


def report(name: str, recorded: list[float], bare: list[float]) -> None:
    with_, without = statistics.median(recorded), statistics.median(bare)
    print(f"{name:24} {with_:6.2f} ms recorded, {without:6.2f} ms not: {with_ / without:.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
