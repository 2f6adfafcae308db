"""How documents of the evidence base stand, in tags."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from inspections.evidence_list import Shown
from inspections.forms.evidence_base import short
from inspections.lateness import in_words
from inspections.models import EvidenceView
from revisits.files.models import Scan

register = template.Library()

COLOURS = {
    EvidenceView.Shows.IMPACT: "green",
    EvidenceView.Shows.NONE: "red",
    EvidenceView.Shows.UNCLEAR: "yellow",
}
SCANS = {Scan.INFECTED: "red", Scan.FAILED: "orange", Scan.PENDING: "yellow"}


@register.simple_tag
def standing(row: Shown) -> SafeString:
    """Unread, new version, late, withdrawn, and what its scan found where that keeps it closed."""
    said = []
    if row.unread:
        said.append(("blue", "New version" if row.version.number > 1 else "Unread"))
    if row.document.withdrawn_at:
        said.append(("grey", "Withdrawn"))
    if row.version.late_by:
        said.append(("orange", "Late"))
    scan = row.version.file.scan if row.version.file else ""
    if scan in SCANS:
        said.append((SCANS[Scan(scan)], str(Scan(scan).label)))
    return format_html_join("", ' <strong class="govuk-tag govuk-tag--{}">{}</strong>', said)


@register.simple_tag
def view_tag(view: EvidenceView) -> SafeString:
    colour = COLOURS[EvidenceView.Shows(view.shows)]
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, view.get_shows_display()
    )


@register.filter
def late(by: timedelta) -> str:
    return in_words(by)


@register.filter
def at(found: Mapping[Any, Any], key: object) -> str:
    """The weakness of that number, in one line."""
    return short(found[key], 120) if key in found else ""
