"""The shape of an import file of cases, checked as a whole before anything is written."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from inspections.models import LocalArea
from revisits.accounts.forms.dates import EARLIEST, LATEST

Text = Annotated[str, Field(min_length=1, max_length=200)]


def _region(value: str) -> str:
    if value not in LocalArea.Region.values:
        raise ValueError(f"must be one of: {', '.join(LocalArea.Region.values)}")
    return value


def _weekday(value: dt.date) -> dt.date:
    if value.isoweekday() > 5:
        raise ValueError("must be a Monday to Friday")
    return value


def _in_range(value: dt.date) -> dt.date:
    """The years that a form takes too; a slip of a digit must not count working days to the year 9999."""
    if not EARLIEST <= value <= LATEST:
        raise ValueError(f"must be a date from {EARLIEST.year} to {LATEST.year}")
    return value


def _checked_by(validator: Callable[[str], None]) -> AfterValidator:
    """Django's own validators, so that a file and a form accept the same."""

    def check(value: str) -> str:
        try:
            validator(value)
        except ValidationError as error:
            raise ValueError(error.messages[0]) from None
        return value

    return AfterValidator(check)


Day = Annotated[dt.date, AfterValidator(_in_range)]
Weekday = Annotated[Day, AfterValidator(_weekday)]
Region = Annotated[str, AfterValidator(_region)]
Email = Annotated[str, _checked_by(validate_email)]
WebAddress = Annotated[str, _checked_by(URLValidator(schemes=["http", "https"]))]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ForumIn(Strict):
    name: Text
    email: Email | None = None


class AreaIn(Strict):
    name: Text
    authority: Text
    code: Annotated[str, Field(pattern=r"^E\d{8}$")]
    region: Region
    website: Text | None = None
    forum: ForumIn | None = None
    health_bodies: list[Text] = []


class InspectionIn(Strict):
    first_day: Day
    last_day: Day

    @model_validator(mode="after")
    def in_order(self) -> "InspectionIn":
        if self.last_day < self.first_day:
            raise ValueError("last_day must not be before first_day")
        return self


class WSOAIn(Strict):
    received_on: Day | None = None
    submitted_on: Day | None = None
    fit_for_purpose_on: Day | None = None
    weaknesses: Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]

    @model_validator(mode="after")
    def in_order(self) -> "WSOAIn":
        known = [day for day in (self.received_on, self.submitted_on, self.fit_for_purpose_on) if day]
        if known != sorted(known):
            raise ValueError("received_on, submitted_on and fit_for_purpose_on must follow each other")
        return self


class LeadIn(Strict):
    name: Text
    title: Text


class SurveyIn(Strict):
    url: WebAddress | None = None
    opens: dt.datetime
    closes: dt.datetime

    @model_validator(mode="after")
    def in_order(self) -> "SurveyIn":
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError("times are London wall times and carry no zone")
        _in_range(self.opens.date())
        _in_range(self.closes.date())
        if self.closes <= self.opens:
            raise ValueError("closes must be after opens")
        return self


class OpenMeetingIn(Strict):
    date: Day
    time: dt.time | None = None
    place: Text | None = None
    access: Text | None = None


class RevisitIn(Strict):
    first_day: Weekday
    last_day: Day
    letter_date: Day | None = None
    lead: LeadIn
    survey: SurveyIn | None = None
    open_meeting: OpenMeetingIn | None = None
    email_contributions: Email | None = None
    meetings_may_be_online: bool = False
    circulated_by: Text | None = None
    letterhead: bool = False


class CaseIn(Strict):
    reference: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    area: AreaIn
    guidance: Literal["2018", "2022"]
    initial_inspection: InspectionIn
    wsoa: WSOAIn
    revisit: RevisitIn


class CasesFile(Strict):
    cases: Annotated[list[CaseIn], Field(min_length=1)]

    @model_validator(mode="after")
    def references_differ(self) -> "CasesFile":
        references = [case.reference for case in self.cases]
        if twice := sorted({name for name in references if references.count(name) > 1}):
            raise ValueError(f"references occur twice: {', '.join(twice)}")
        return self
