"""Small pieces that stand in every row of a table. Functions, since an include for each row costs far more."""

from datetime import date

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from inspections.case_navigation import Link, rooms
from inspections.models import TimelineEvent
from inspections.models.timeline_event import Status
from inspections.timeline_page import Entry

register = template.Library()

TAGS = {
    status: format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, label)
    for status, colour, label in (
        (Status.DONE, "green", "Done"),
        (Status.LATE, "red", "Late"),
        (Status.DUE, "blue", "Due today"),
        (Status.COMING, "grey", "Coming"),
        (Status.OVER, "grey", "Over"),
        (Status.UNDATED, "yellow", "No date yet"),
        (Status.STOPPED, "grey", "Does not take place"),
    )
}


@register.filter
def tag(status: Status) -> SafeString:
    """How an event stands, as a coloured tag."""
    return TAGS[status]


@register.filter
def when(event: TimelineEvent) -> str:
    """The planned day, days and time: "Mon 16 May 2022, 12:00"; the day it was done where none was planned."""
    on = event.planned_on or event.done_on
    said = _day(on) if on else "No date yet"
    if event.until and event.until != event.planned_on:
        said += f" to {_day(event.until)}"
    return f"{said}, {event.planned_time}" if event.planned_time and event.planned_on else said


@register.filter
def long_date(day: date) -> str:
    """Tuesday 3 May 2022. Django's own filter asks for the language and the time zone each time."""
    return f"{day:%A %-d %B %Y}"


@register.filter
def full_date(day: date) -> str:
    """3 May 2022."""
    return f"{day:%-d %B %Y}"


@register.filter
def short_date(day: date) -> str:
    """3 May."""
    return f"{day:%-d %b}"


@register.filter
def short_weekday(day: date) -> str:
    """Tue 3 May 2022."""
    return _day(day)


@register.filter
def mark(entry: Entry) -> SafeString:
    """An event at a glance: a small mark, which leads to the event and reads out what it is."""
    by_hand = entry.event.is_overridden
    return format_html(
        '<a class="app-glance__mark app-glance__mark--{}{}" href="#{}" title="{}: {}">'
        '<span class="govuk-visually-hidden">{}, {}: {}{}</span></a>',
        entry.modifier,
        " app-glance__mark--overridden" if by_hand else "",
        entry.anchor,
        entry.title,
        entry.status,
        entry.title,
        f"{entry.on:%-d %B %Y}",
        entry.status,
        ", set by hand" if by_hand else "",
    )


@register.simple_tag(takes_context=True)
def case_navigation(context: Context) -> SafeString:
    """The rooms of the case that is shown, and the pages of the one that the reader is in."""
    reference, path = context["revisit"].reference, context["request"].path
    found, pages = rooms(reference, path, base_open=bool(context.get("base_open")))
    main = format_html(
        '<nav class="moj-sub-navigation" aria-label="This re-visit">'
        '<ul class="moj-sub-navigation__list">{}</ul></nav>',
        _links(found, "moj-sub-navigation", "true" if pages else "page"),
    )
    if not pages:
        return main
    return main + format_html(
        '<nav class="app-pages" aria-label="{}"><ul class="app-pages__list">{}</ul></nav>',
        next(room.title for room in found if room.here),
        _links(pages, "app-pages", "page"),
    )


def _links(links: list[Link], block: str, current: str) -> SafeString:
    return format_html_join(
        "",
        '<li class="{}__item"><a class="{}__link" href="{}"{}>{}</a></li>',
        (
            (
                block,
                block,
                link.address,
                mark_safe(f' aria-current="{current}"') if link.here else "",
                link.title,
            )
            for link in links
        ),
    )


def _day(day: date) -> str:
    return f"{day:%a %-d %b %Y}"
