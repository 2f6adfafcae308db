"""How items and evidence stand, in rows."""

from datetime import datetime, timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from inspections.information import Status
from inspections.lateness import in_words
from inspections.timeline.times import LAST_SECOND

register = template.Library()

TAGS = {
    status: format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, status)
    for status, colour in (
        (Status.NOT_BEGUN, "blue"),
        (Status.LATE, "red"),
        (Status.GIVEN, "green"),
        (Status.NONE, "green"),
        (Status.CLOSED, "grey"),
    )
}


@register.filter
def item_tag(status: Status) -> SafeString:
    """How an item stands, as a coloured tag."""
    return TAGS[status]


@register.filter
def how_late(late: timedelta) -> str:
    """2 days and 3 hours."""
    return in_words(late)


@register.filter
def by_when(due: datetime) -> str:
    """Friday 6 May 2022, end of day; or with its time."""
    local = localtime(due)
    end = local.time().replace(microsecond=0) == LAST_SECOND
    return f"{local:%A %-d %B %Y}, " + ("end of day" if end else f"{local:%H:%M}")
