"""The window of the parents' survey as the timeline has it (G16), and what of it is to be told."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import cache

from django.conf import settings

from inspections.models import CaseEvent, Revisit, SurveyIncident, TimelineEvent
from inspections.models.revisit import SurveyKind
from inspections.timeline import times
from revisits.statements import KEY, Statement, write

Kind = CaseEvent.Kind
NOON = time(12)
# What the newest of these says of the survey as it was told; a notice or a stop begins anew.
TOLD = (Kind.SURVEY_OPENED, Kind.SURVEY_CLOSED, Kind.NOTIFIED, Kind.POSTPONED, Kind.CANCELLED)


def address(revisit: Revisit) -> str:
    """Where parents go to answer, as it is printed and linked; empty while nobody said."""
    return address_of(revisit.reference, kind=revisit.survey_kind, link=revisit.survey_url)


def address_of(reference: str, *, kind: str, link: str) -> str:
    """The same from plain values: the link of an outside survey, or the page of our own."""
    if kind == SurveyKind.LINK:
        return link
    return f"{settings.SITE_URL}/visits/{reference}/survey/"


@dataclass(frozen=True)
class Window:
    """From when until when the survey is open; aware, in London, None where the timeline has no day."""

    opens: datetime | None
    closes: datetime | None

    def is_open(self, now: datetime) -> bool:
        return bool(self.opens and self.closes and self.opens <= now < self.closes)


def window(revisit: Revisit) -> Window:
    """As the case stands. A part of the day counts as 12 noon."""
    found = {
        code: times.london(day, times.clock_time(moment) or NOON)
        for code, day, moment in _planned().rows({KEY: revisit.pk})
    }
    return Window(found.get("survey_opens"), found.get("survey_closes"))


def untold(revisit: Revisit, now: datetime) -> CaseEvent.Kind | None:
    """What happened to the window and was not told: that it opened, or closed; None where all is told.

    A window that was missed altogether is told as closed alone. One that is opened anew by another date is told anew.
    """
    here = window(revisit)
    if here.opens is None or here.closes is None:
        return None
    last = revisit.history.filter(kind__in=TOLD).order_by("-pk").first()
    if last is None or last.kind in (Kind.POSTPONED, Kind.CANCELLED):
        return None
    if here.is_open(now):
        known = last.kind == Kind.SURVEY_OPENED and (
            last.data["opens"] == here.opens.isoformat() or here.opens <= last.at
        )
        return None if known else Kind.SURVEY_OPENED
    ended = here.closes <= now and last.kind != Kind.SURVEY_CLOSED and here.closes > last.at
    return Kind.SURVEY_CLOSED if ended else None


def what_is_broken(revisit: Revisit) -> str:
    """What everybody is told of what is wrong with it now; empty while nothing is known to be."""
    return next((said for (said,) in _broken().rows({KEY: revisit.pk})), "")


def broken(revisit: Revisit) -> SurveyIncident | None:
    """What is wrong with the survey now; None while nothing is known to be."""
    return revisit.survey_incidents.filter(mended_at=None).select_related("reported_by").first()


@cache
def _planned() -> Statement:
    events = TimelineEvent.objects.filter(revisit=KEY, code__in=["survey_opens", "survey_closes"])
    return write(events.filter(planned_on__isnull=False).order_by(), "code", "planned_on", "planned_time")


@cache
def _broken() -> Statement:
    return write(SurveyIncident.objects.filter(revisit=KEY, mended_at=None).order_by(), "said")
