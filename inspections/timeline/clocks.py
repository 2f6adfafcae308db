"""The clocks that do not hang on the first on-site day, and those that begin when the visit is over.

Each has a function for the date and one that explains it. Working days count from the day after the anchor.
"""

from calendar import monthrange
from datetime import date

from inspections.timeline.explain import Explanation, explain
from inspections.timeline.working_days import WorkingCalendar

WSOA_DAYS = 70
REVISIT_MONTHS = 18
MONITORING_MONTHS = 3
COMMENT_DAYS = 10
FINAL_DAYS = 28
PUBLICATION_DAYS = 33

RECEIVED = "the area received its letter"
FIT_FOR_PURPOSE = "WSOA declared fit for purpose"
LAST_DAY = "last on-site day"
DRAFT_SENT = "draft letter sent"


def wsoa_due(received_on: date, calendar: WorkingCalendar) -> date:
    """The WSOA is due 70 working days after the area receives its pre-publication letter (G5)."""
    return calendar.after(received_on, WSOA_DAYS)


def explain_wsoa_due(received_on: date, calendar: WorkingCalendar) -> Explanation:
    """How `wsoa_due` is counted."""
    return explain(calendar, received_on, RECEIVED, WSOA_DAYS)


def revisit_due_by(fit_for_purpose_on: date) -> date:
    """The re-visit is usually within 18 calendar months of the WSOA being declared fit for purpose (G5)."""
    return months_after(fit_for_purpose_on, REVISIT_MONTHS)


def explain_revisit_due_by(fit_for_purpose_on: date) -> Explanation:
    """How `revisit_due_by` is counted."""
    return _explain_months(fit_for_purpose_on, REVISIT_MONTHS)


def monitoring_due(fit_for_purpose_on: date, until: date) -> tuple[date, ...]:
    """The quarterly monitoring visits up to and including `until` (G5, G28).

    Each is counted in calendar months from the anchor itself, so that a short month does not shift those
    after it.
    """
    return tuple(visit.result for visit in explain_monitoring_due(fit_for_purpose_on, until))


def explain_monitoring_due(fit_for_purpose_on: date, until: date) -> tuple[Explanation, ...]:
    """How each date of `monitoring_due` is counted."""
    visits: list[Explanation] = []
    while (
        visit := _explain_months(fit_for_purpose_on, MONITORING_MONTHS * (len(visits) + 1))
    ).result <= until:
        visits.append(visit)
    return tuple(visits)


def comments_due(draft_sent_on: date, calendar: WorkingCalendar) -> date:
    """The authority and health have 10 working days to comment on factual accuracy (G25)."""
    return calendar.after(draft_sent_on, COMMENT_DAYS)


def explain_comments_due(draft_sent_on: date, calendar: WorkingCalendar) -> Explanation:
    """How `comments_due` is counted."""
    return explain(calendar, draft_sent_on, DRAFT_SENT, COMMENT_DAYS)


def final_due(last_day: date, calendar: WorkingCalendar) -> date:
    """The final letter is usually sent within 28 working days of the end of the re-visit (G26)."""
    return calendar.after(last_day, FINAL_DAYS)


def publication_due(last_day: date, calendar: WorkingCalendar) -> date:
    """The final letter is normally published within 33 working days of the end of the re-visit (G26)."""
    return calendar.after(last_day, PUBLICATION_DAYS)


def draft_latest(last_day: date, calendar: WorkingCalendar) -> date:
    """The last day for the draft that leaves ten whole working days for comments before day 28 (G25, G26)."""
    return calendar.after(last_day, FINAL_DAYS - COMMENT_DAYS - 1)


def months_after(anchor: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a month that is too short."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def _explain_months(anchor: date, months: int) -> Explanation:
    return Explanation(anchor, FIT_FOR_PURPOSE, months, "calendar months", months_after(anchor, months))
