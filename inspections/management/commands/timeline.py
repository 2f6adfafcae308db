"""Print the working-day timeline of a re-visit: every event with its date and how it came about."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from inspections import queries
from inspections.timeline import schedule
from revisits.accounts.forms.dates import EARLIEST, LATEST
from revisits.commands import ReadyCommand


def a_date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date: write it as 2022-05-17") from None
    if not EARLIEST <= day <= LATEST:
        raise ArgumentTypeError(f"{text} is not from {EARLIEST.year} to {LATEST.year}")
    return day


class Command(ReadyCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--first-day", type=a_date, required=True, help="the first on-site day, as 2022-05-17"
        )
        parser.add_argument(
            "--days", type=int, choices=range(2, 5), required=True, help="on-site days, two to four"
        )
        parser.add_argument("--no-open-meeting", action="store_true")
        parser.add_argument("--json", action="store_true", help="a JSON list instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        events = schedule.propose(
            options["first_day"],
            options["days"],
            queries.calendar(),
            open_meeting=not options["no_open_meeting"],
        )
        if options["json"]:
            self.stdout.write(json.dumps([as_json(event) for event in events], indent=2, ensure_ascii=False))
            return
        for event in events:
            self.stdout.write(f"{_day(event.day):>4}  {_date(event.on)}  {event.time:<11} {event.title}")
            self.stdout.write(f"{'':28}{event.explanation}")


def as_json(event: schedule.ProposedEvent) -> dict[str, Any]:
    """One event as the list prints it; `day` null where the clock does not count from day 1."""
    return {
        "code": event.code,
        "day": event.day,
        "date": event.on.isoformat() if event.on else None,
        "time": event.time or None,
        "title": event.title,
        "explanation": event.explanation,
    }


def _day(day: int | None) -> str:
    return "" if day is None else str(day)


def _date(on: date | None) -> str:
    return f"{on:%a %d %b %Y}" if on else "no date yet    "
