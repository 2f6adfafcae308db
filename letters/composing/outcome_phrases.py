"""How outcome letters count weaknesses, name spans of days, and follow the sovereign: pure, and right for one and many.

Counting: whole numbers from one to nine are words, from 10 figures, as in the letters that were published.
"""

from collections.abc import Sequence
from datetime import date

from letters.composing.phrases import MONTHS

# From this day "His Majesty".
KING_SINCE = date(2022, 9, 8)
# From this day integrated care boards do what clinical commissioning groups did.
ICBS_SINCE = date(2022, 7, 1)
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: int) -> str:
    """ "one" to "nine", then "10"; nought is "no"."""
    return _WORDS[count] if count < len(_WORDS) else str(count)


def areas(count: int, kind: str) -> str:
    """ "area of significant weakness", or "areas" where there are several."""
    return f"area{'s' if count != 1 else ''} of {kind} weakness"


def share(made: int, of: int, kind: str) -> str:
    """So many of the weaknesses, where progress was made: "two of the five areas of significant weakness".

    All of them: "the area", "both areas", "all five areas". Raise ValueError unless 1 <= made <= of.
    """
    _check(made, of)
    if made < of:
        return f"{number(made)} of the {number(of)} {areas(of, kind)}"
    every = {1: "the", 2: "both"}.get(of, f"all {number(of)}")
    return f"{every} {areas(of, kind)}"


def share_not(missed: int, of: int, kind: str) -> str:
    """So many of the weaknesses, after "not ... in addressing": "any of the five areas of serious weakness".

    All of them: "the area", "either of the two areas", "any of the five areas". Raise ValueError as `share`.
    """
    _check(missed, of)
    if missed < of:
        return share(missed, of, kind)
    if of == 1:
        return f"the {areas(1, kind)}"
    return f"{'either' if of == 2 else 'any'} of the {number(of)} {areas(of, kind)}"


def others(count: int, of: int) -> str:
    """The rest: "the other area of weakness", "the other three areas of weakness". Raise ValueError as `share`."""
    _check(count, of)
    return "the other area of weakness" if count == 1 else f"the other {number(count)} areas of weakness"


def named_numbers(numbers: Sequence[int]) -> str:
    """ "weakness 2", "weaknesses 2 and 5", "weaknesses 1, 2 and 5"."""
    words = [str(each) for each in numbers]
    listed = " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
    return f"weakness{'es' if len(words) > 1 else ''} {listed}"


def day(on: date) -> str:
    """A day within a sentence: "3 May 2022"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def span(first: date, last: date) -> str:
    """Days from first to last, without what both share: "17 to 19 May 2022", "31 August to 2 September 2020"."""
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} to {day(last)}"


def majesty(on: date) -> str:
    """ "Her" or "His", before "Majesty's"."""
    return "His" if on >= KING_SINCE else "Her"


def of_the_day(title: str, on: date) -> str:
    """A title with "Her Majesty's" or "His Majesty's" in it, as it is on that day."""
    for other in ("Her Majesty's", "His Majesty's"):
        title = title.replace(other, f"{majesty(on)} Majesty's")
    return title


def _check(count: int, of: int) -> None:
    if not 1 <= count <= of:
        raise ValueError(f"There is no {count} of {of} to speak of.")
