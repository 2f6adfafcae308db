"""Numbers of the survey as pages show them, and bars that are drawn with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.timeline.times import LONDON
from surveys.figures import Cell, said, share_and_number

register = template.Library()
GROUND, SHARE, UNKNOWN = "#f3f2f1", "#1a4f7a", "#505a5f"
register.filter("number", said)
register.filter(share_and_number)


@register.filter
def percent(cell: Cell) -> str:
    """The share of those who answered; empty where the number is not shown."""
    return "" if cell["percent"] is None else f"{cell['percent']}%"


@register.filter
def points_from(cell: Cell, then: int | None) -> str:
    """How a share has moved since then, in percentage points: "now 11 points more"; empty where one is not known."""
    if cell["percent"] is None or then is None:
        return ""
    moved = cell["percent"] - then
    if not moved:
        return "the same now"
    points = "point" if abs(moved) == 1 else "points"
    return f"now {abs(moved)} {points} {'more' if moved > 0 else 'less'}"


@register.filter
def day(iso: str) -> str:
    """The day of a moment that figures keep: "21 May 2022"."""
    return f"{datetime.fromisoformat(iso).astimezone(LONDON):%-d %B %Y}"


@register.filter
def bar(cell: Cell) -> SafeString:
    """A bar as long as the share, which stands beside it in figures; a dotted line where it is not shown."""
    return format_html(
        '<svg class="app-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        "{}</svg>",
        _drawn(cell),
    )


@register.filter
def printed_bar(cell: Cell) -> SafeString:
    """The same on paper, where a figure is tagged with its words."""
    words = f"{cell['percent']} per cent" if cell["percent"] is not None else said(cell)
    return format_html(
        '<svg class="app-bar" viewBox="0 0 100 10" preserveAspectRatio="none"><title>{}</title>{}</svg>',
        words,
        _drawn(cell),
    )


def _drawn(cell: Cell) -> SafeString:
    """In colours of its own: the styles of a page do not reach into what is printed."""
    whole = format_html('<rect x="0" y="0" width="100" height="10" fill="{}"/>', GROUND)
    if cell["percent"] is None:
        line = '{}<line x1="0" x2="100" y1="5" y2="5" stroke="{}" stroke-width="1.5" stroke-dasharray="2 3"/>'
        return format_html(line, whole, UNKNOWN)
    share = '{}<rect x="0" y="0" width="{}" height="10" fill="{}"/>'
    return format_html(share, whole, cell["percent"], SHARE)


@register.filter
def at_place(found: Sequence[Any] | None, place: int) -> Any:
    """What a list has at a place; None where it has nothing."""
    return found[place] if found and place < len(found) else None


@register.filter
def of_key(found: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping has under a key; None where it has nothing."""
    return found.get(key)
