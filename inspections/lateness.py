"""How late something came, in words."""

from datetime import timedelta

UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


def in_words(late: timedelta) -> str:
    """The two largest units: "2 days and 3 hours", "1 hour and 5 minutes", "less than a minute"."""
    said, left = [], late
    for name, unit in UNITS:
        number, left = divmod(left, unit)
        if number:
            said.append(f"{number} {name}" if number == 1 else f"{number} {name}s")
    return " and ".join(said[:2]) or "less than a minute"
