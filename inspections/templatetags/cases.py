"""Small pieces that stand in every row of a table. Functions, since an include for each row costs far more."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.models import TimelineEvent
from inspections.models.timeline_event import Status

register = template.Library()

TAGS = {
    Status.DONE: ("green", "Done"),
    Status.LATE: ("red", "Late"),
    Status.DUE: ("blue", "Due today"),
    Status.COMING: ("grey", "Coming"),
    Status.UNDATED: ("yellow", "No date yet"),
}


@register.filter
def tag(status: Status) -> SafeString:
    """How an event stands, as a coloured tag."""
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', *TAGS[status])


@register.filter
def when(event: TimelineEvent) -> str:
    """The planned day, days and time: "Mon 16 May 2022, 12:00"; the day it was done where none was planned."""
    on = event.planned_on or event.done_on
    said = _day(on) if on else "No date yet"
    if event.until and event.until != event.planned_on:
        said += f" to {_day(event.until)}"
    return f"{said}, {event.planned_time}" if event.planned_time and event.planned_on else said


def _day(day: date) -> str:
    return f"{day:%a %-d %b %Y}"
