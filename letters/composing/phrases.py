"""How letters write dates, times, series and links: one house style, that of May 2022 (Essex)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from string import Formatter
from zoneinfo import ZoneInfo

from letters.composing.text import Line, Run

LONDON = ZoneInfo("Europe/London")
# Written out here, not by strftime: the letter must not depend on the machine's locale.
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day(on: date) -> str:
    """A date of record: "03 May 2022"."""
    return f"{on.day:02} {MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """A day that the reader acts on: "Tuesday 17 May 2022"."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def clock(at: time) -> str:
    """A time of day: "12 noon", "midnight", "7pm", "9:30am"."""
    if (at.hour, at.minute) in {(12, 0), (0, 0)}:
        return "12 noon" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(when: datetime) -> tuple[str, str]:
    """The London time and the London day of an aware datetime: ("12 noon", "Tuesday 10 May 2022")."""
    local = when.astimezone(LONDON)
    return clock(local.time()), weekday(local.date())


def series(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def sentence(words: str) -> str:
    """The words with one full stop at the end."""
    return words.strip().rstrip(".") + "."


def web_link(address: str) -> Run:
    """An address shown as given; "www." addresses lead to https."""
    has_scheme = re.match(r"https?://", address, re.IGNORECASE)
    return Run(address, href=address if has_scheme else f"https://{address}")


def email_link(address: str) -> Run:
    return Run(address, href=f"mailto:{address}")


def fill(wording: str, **values: str | Run | Line) -> Line:
    """The wording as runs, each {name} in it replaced by its value; neighbours set alike become one run.

    Values are put in as they are and never read for names, so nothing that a user typed can act as wording.
    """
    runs: list[Run] = []
    for words, name, _, _ in Formatter().parse(wording):
        for run in map(_one_line, (Run(words), *(_runs(values[name]) if name else ()))):
            if runs and (runs[-1].href, runs[-1].strong, runs[-1].gap) == (run.href, run.strong, run.gap):
                runs[-1] = replace(run, text=runs[-1].text + run.text)
            elif run.text:
                runs.append(run)
    return tuple(runs)


def joined(sentences: Sequence[Line]) -> Line:
    """Sentences as one paragraph, a space between them."""
    spaced = [run for line in sentences for run in (Run(" "), *line)]
    return fill("{all}", all=tuple(spaced[1:]))


def _one_line(run: Run) -> Run:
    """The run with each line break, tab or run of spaces that somebody typed as one space."""
    return replace(run, text=re.sub(r"\s+", " ", run.text))


def _runs(value: str | Run | Line) -> Line:
    if isinstance(value, str):
        return (Run(value),)
    return (value,) if isinstance(value, Run) else value
