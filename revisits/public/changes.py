"""What is not as the letter to parents printed it any more: who read the letter is told, in words."""

from dataclasses import dataclass
from datetime import date, datetime

from letters.composing import phrases
from revisits.public.facts import OpenMeeting, Plan

TO_FOLLOW = "to follow"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing: what it is, what the letter said, and how it is now."""

    what: str
    was: str
    now: str


def since(letter: Plan | None, now: Plan) -> list[Change]:
    """What differs between the letter that holds and the case as it stands; nothing where there is no letter."""
    if letter is None:
        return []
    pairs = (
        ("The visit", days(letter.first_day, letter.last_day), days(now.first_day, now.last_day)),
        ("The survey opens", moment(letter.opens), moment(now.opens)),
        ("The survey closes", moment(letter.closes), moment(now.closes)),
        ("The address of the survey", letter.survey_url, now.survey_url),
        ("The open meeting", meeting(letter.meeting), meeting(now.meeting)),
        ("Access to the open meeting", _access(letter.meeting), _access(now.meeting)),
    )
    return [Change(what, was or TO_FOLLOW, said or TO_FOLLOW) for what, was, said in pairs if was != said]


def days(first: date, last: date | None) -> str:
    """The on-site days: "from Tuesday 17 May 2022 to Thursday 19 May 2022"; the first alone where no more is known."""
    return f"from {phrases.weekday(first)}" + (f" to {phrases.weekday(last)}" if last else "")


def moment(when: datetime | None) -> str:
    """In London time: "12 noon on Tuesday 10 May 2022"; empty where it is not known."""
    return "{} on {}".format(*phrases.moment(when)) if when else ""


def meeting(held: OpenMeeting | None) -> str:
    """Day, time and place: "Tuesday 17 May 2022, 7pm, County Hall"."""
    if held is None:
        return "none"
    if held.cancelled:
        return "cancelled"
    day = phrases.weekday(held.on) if held.on else ""
    return ", ".join(filter(None, [day, phrases.clock(held.at) if held.at else "", held.place]))


def _access(held: OpenMeeting | None) -> str:
    return held.access if held else ""
