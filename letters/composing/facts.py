"""The facts of a case that its letter to parents is composed from; an issued letter freezes them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any, Literal

Guidance = Literal["2018", "2022"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMeetingFacts:
    """The meeting open to all parents and carers (G11, G20). What is not known yet, the forum tells."""

    on: date
    at: time | None = None
    place: str | None = (
        None  # "County Hall, Preston", "The Garden Room at County Hall", "online by video link"
    )
    access: str | None = None  # a sentence: "Access is via the Bow Lane entrance."


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentsLetterFacts:
    """One letter to parents and carers. None means "not known yet" for what the letter needs (see NEEDED).

    Times of the survey are aware datetimes, printed as London time. `website` may leave out "https://".
    """

    guidance: Guidance
    dated: date | None
    area: str
    authority: str
    website: str | None = None
    first_day: date
    last_day: date
    initial_first_day: date | None
    initial_last_day: date | None
    survey_url: str | None
    survey_opens: datetime | None
    survey_closes: datetime | None
    open_meeting: OpenMeetingFacts | None = None
    email_contributions: str | None = None
    meetings_may_be_online: bool = False
    forum_name: str = "Parent Carer Forum"
    forum_email: str | None = None
    circulated_by: str | None = None
    letterhead: bool = False
    signatory_name: str | None
    signatory_title: str = "Her Majesty's Inspector"

    def __post_init__(self) -> None:
        for name in ("survey_opens", "survey_closes"):
            moment = getattr(self, name)
            if moment is not None and moment.utcoffset() is None:
                raise ValueError(f"{name} has no time zone: {moment.isoformat()}")

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; dates and times in ISO 8601."""
        return {field.name: _json(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "ParentsLetterFacts":
        """Read back what `as_dict` wrote. Raise TypeError or ValueError on anything else."""
        return cls(**{name: _parsed(name, value) for name, value in data.items()})


# What a letter cannot go out without: the field, and what a reader of the form calls it.
NEEDED = {
    "dated": "date of the letter",
    "area": "name of the local area",
    "authority": "name of the local authority",
    "initial_first_day": "first day of the previous inspection",
    "initial_last_day": "last day of the previous inspection",
    "survey_url": "survey link",
    "survey_opens": "opening of the survey",
    "survey_closes": "closing of the survey",
    "forum_name": "name of the parent carer forum",
    "signatory_name": "name of the lead inspector",
    "signatory_title": "title of the lead inspector",
}


class LetterIncomplete(Exception):
    """The letter cannot be issued yet. `missing` names each fact that it waits for."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__("The letter cannot be issued yet. Missing: " + ", ".join(missing) + ".")
        self.missing = missing


def missing(facts: ParentsLetterFacts) -> list[str]:
    """What the letter still needs, in the words of NEEDED; empty when it can be issued."""
    return [label for name, label in NEEDED.items() if _blank(getattr(facts, name))]


def check(facts: ParentsLetterFacts) -> None:
    """Raise LetterIncomplete when a fact that the letter needs is not there."""
    if labels := missing(facts):
        raise LetterIncomplete(labels)


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _json(value: Any) -> Any:
    if isinstance(value, OpenMeetingFacts):
        return {field.name: _json(getattr(value, field.name)) for field in fields(value)}
    return value.isoformat() if isinstance(value, date | time) else value


_PARSERS = {
    **dict.fromkeys(
        ["dated", "first_day", "last_day", "initial_first_day", "initial_last_day", "on"], date.fromisoformat
    ),
    **dict.fromkeys(["survey_opens", "survey_closes"], datetime.fromisoformat),
    "at": time.fromisoformat,
}


def _parsed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "open_meeting":
        return OpenMeetingFacts(**{inner: _parsed(inner, given) for inner, given in value.items()})
    return _PARSERS[name](value) if name in _PARSERS else value
