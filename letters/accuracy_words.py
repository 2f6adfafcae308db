"""How moments of the draft's round are told, in London's time."""

from datetime import datetime

from inspections.timeline.times import LONDON
from letters import accuracy


def due_words(until: datetime, now: datetime) -> str:
    """ "by 23:59 on Thursday 30 June 2022, 6 working days left"; "today" and "it is over" where it is so."""
    local, days = until.astimezone(LONDON), accuracy.days_left(until, now)
    said = f"by {local:%H:%M} on {local:%A %-d %B %Y}"
    if until < now:
        return f"{said}: this is over"
    if accuracy.times_day(until) == accuracy.times_day(now):
        return f"{said}: today"
    return f"{said}, {days} working day{'' if days == 1 else 's'} left"


def mark(person: str, now: datetime) -> str:
    """What marks a copy of the draft: whose it is, and when it was opened."""
    return f"Restricted and confidential. {person}, {now.astimezone(LONDON):%-d %B %Y, %H:%M:%S}"
