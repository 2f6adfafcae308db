"""The facts of a case that its outcome letter is composed from (G23, G28, G29); the frozen letter keeps them.

None means "not known yet"; the day on which the statement was declared fit for purpose may stay unknown. Decisions
on weaknesses come from here alone: no words that somebody writes can change a sentence that follows from them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from letters.composing.facts import Guidance

DFE, NHS_ENGLAND = "Department for Education", "NHS England"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeFacts:
    """One to whom the letter is addressed: the post and its body, and who holds it where that is known."""

    post: str  # "Director of Children's Services", "Chief Executive"
    body: str
    name: str = ""
    health: bool = False  # of a CCG or ICB; else of the local authority


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryFacts:
    """Who signs for one agency. A title with "Her Majesty's" follows the date of the letter."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaknessFacts:
    """One weakness of the statement and what was decided on it (G3, G23)."""

    number: int
    text: str
    sufficient: bool | None
    summary: str = ""  # the judgement's, from which the first words of the letter come


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernFacts:
    """Another serious concern that inspectors found, with its evidence (G3, G23)."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    """What inspectors did and whom they met: posts and groups, never people's names. None: not known."""

    days: int | None = None
    met: tuple[
        str, ...
    ] = ()  # "senior leaders responsible for the WSOA", "groups of children and young people"
    meetings: int = 0
    visits: int = 0
    documents: int = 0
    open_meeting: bool = False
    open_meeting_attended: int | None = None
    survey: bool = False
    survey_answers: int | None = None
    emails: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFacts:
    """One correction of a published letter: its day, and the note that every reader of the letter sees."""

    on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """One outcome letter. `health_bodies` are those jointly responsible for the statement, as they were then."""

    guidance: Guidance
    dated: date | None
    area: str
    authority: str
    addressees: tuple[AddresseeFacts, ...]
    first_day: date
    last_day: date | None
    initial_first_day: date | None
    initial_last_day: date | None
    health_bodies: tuple[str, ...]
    fit_for_purpose_on: date | None
    weaknesses: tuple[WeaknessFacts, ...]
    concerns: tuple[ConcernFacts, ...] = ()
    activities: ActivityFacts = ActivityFacts()
    ofsted: SignatoryFacts | None
    cqc: SignatoryFacts | None
    copies: tuple[str, ...] = (DFE, NHS_ENGLAND)
    corrections: tuple[CorrectionFacts, ...] = ()  # the earliest first

    def __post_init__(self) -> None:
        numbers = [weakness.number for weakness in self.weaknesses]
        if numbers != sorted(set(numbers)):
            raise ValueError(f"Weaknesses come once each and by number, not {numbers}")

    @property
    def decided(self) -> bool:
        """Whether there are weaknesses and each of them has its decision."""
        return bool(self.weaknesses) and not self.undecided

    @property
    def undecided(self) -> tuple[int, ...]:
        """The numbers of the weaknesses without a decision."""
        return tuple(weakness.number for weakness in self.weaknesses if weakness.sufficient is None)

    @property
    def sufficient(self) -> int:
        """On how many weaknesses progress is sufficient."""
        return sum(weakness.sufficient is True for weakness in self.weaknesses)

    @property
    def around(self) -> date:
        """The day by which titles and bodies are named: of the letter, or of the re-visit until it has one."""
        return self.dated or self.last_day or self.first_day

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; dates in ISO 8601."""
        return {name: _json(value) for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "OutcomeFacts":
        """Read back what `as_dict` wrote. Raise TypeError, KeyError or ValueError on anything else."""
        given = {"corrections": [], **data}  # letters of before there were any do not have them
        return cls(**{field.name: _parsed(field.name, given[field.name]) for field in fields(cls)})


def _json(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_json(part) for part in value]
    if isinstance(value, dict):
        return {name: _json(part) for name, part in value.items()}
    return value.isoformat() if isinstance(value, date) else value


_DATES = {"dated", "first_day", "last_day", "initial_first_day", "initial_last_day", "fit_for_purpose_on"}
_MANY = {"addressees": AddresseeFacts, "weaknesses": WeaknessFacts, "concerns": ConcernFacts}


def _parsed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _DATES:
        return date.fromisoformat(value)
    if name in _MANY:
        return tuple(_MANY[name](**part) for part in value)
    if name == "corrections":
        return tuple(CorrectionFacts(on=date.fromisoformat(each["on"]), note=each["note"]) for each in value)
    if name == "activities":
        return ActivityFacts(**value | {"met": tuple(value["met"])})
    if name in {"ofsted", "cqc"}:
        return SignatoryFacts(**value)
    return tuple(value) if isinstance(value, list) else value
