"""May the dates of a statement of action be set so? Every refusal carries the sentence that the person reads (G5)."""

from collections.abc import Mapping
from datetime import date

from inspections.models import WSOA
from revisits.accounts.refusal import Refused

# What each date is, within a sentence.
DATES = {
    "received_on": "the day on which the area received its letter",
    "submitted_on": "the day of submission",
    "fit_for_purpose_on": "the day on which it was declared fit for purpose",
}


class StatementChanged(Refused):
    """Somebody set a date of the same statement in between; `statement` is what stands there now."""

    def __init__(self, statement: WSOA) -> None:
        stands = "; ".join(f"{what}: {said(getattr(statement, name))}" for name, what in DATES.items())
        super().__init__(
            f"Somebody changed these dates while you were typing. What stands there now: {stands}. What you typed is "
            "below: send it again to set it over theirs."
        )
        self.statement = statement


def check_same(statement: WSOA, edition: str) -> None:
    """Whoever comes second is told."""
    if statement.edition != edition:
        raise StatementChanged(statement)


def check_dates(statement: WSOA, dates: Mapping[str, date | None], today: date) -> None:
    """Nothing of it lies ahead or before the inspection, and each follows the one before (G5)."""
    began = statement.inspection.first_day
    for name, what in DATES.items():
        day = dates[name]
        if day and day > today:
            raise Refused(f"{what[0].upper()}{what[1:]} cannot be in the future.", name)
        if day and day < began:
            raise Refused(f"The initial inspection began on {began:%-d %B %Y}: this was later.", name)
    for earlier, later, message in ORDER:
        first, second = dates[earlier], dates[later]
        if first and second and second < first:
            raise Refused(message, later)


def check_reason(reason: str) -> None:
    """Dates of a statement are another body's: whoever sets them says from where they are known."""
    if not reason.strip():
        raise Refused("Say from where you know it, or why it changes.", "reason")


def said(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else "not known"


ORDER = (
    (
        "received_on",
        "submitted_on",
        "The statement cannot be submitted before the area received its letter.",
    ),
    (
        "submitted_on",
        "fit_for_purpose_on",
        "The statement cannot be fit for purpose before it was submitted.",
    ),
    (
        "received_on",
        "fit_for_purpose_on",
        "The statement cannot be fit for purpose before the area received its letter.",
    ),
)
