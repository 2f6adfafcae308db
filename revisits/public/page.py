"""The public page of a re-visit, made once for what it says and kept in the memory of the process.

The key of what is kept is everything that the page is made from: its facts, the minute, whether it is a preview.
So nothing has to be declared stale: what changed in the database is another key, with the next request.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string

from inspections.models.wsoa import in_a_line, is_named
from inspections.timeline.times import LONDON
from letters.composing import phrases
from letters.composing.parents import WORDINGS
from letters.composing.wording import LASEND_EMAIL
from letters.rendering.formats import ISSUED
from letters.views.issued import NAMES
from revisits.public import changes, survey
from revisits.public.facts import File, OpenMeeting, Visit

KEPT = 512


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it is sent, and the mark by which a browser asks whether it still holds."""

    body: bytes
    etag: str


def visit_page(visit: Visit, now: datetime, *, preview: bool = False) -> Made:
    """The page at `now` (aware). Every moment that it tells of lies on a whole minute: so does the page."""
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    return _visit_page(visit, minute, preview=preview, demo=settings.DEMO)


@lru_cache(maxsize=KEPT)
def _visit_page(visit: Visit, minute: datetime, *, preview: bool, demo: bool) -> Made:
    now = minute.astimezone(LONDON)
    today, plan = now.date(), visit.plan
    held = plan.meeting
    context = {
        "visit": visit,
        "plan": plan,
        "days": changes.days(plan.first_day, plan.last_day),
        "stage": stage(visit, now),
        "unnamed": _unnamed(visit),
        "survey": survey.standing(plan.opens, plan.closes, now).name,
        "opens": changes.moment(plan.opens),
        "closes": changes.moment(plan.closes),
        "survey_changes": [(each, changes.moment(each.closes)) for each in visit.survey_changes],
        "meeting": held,
        "meeting_at": phrases.clock(held.at) if held and held.at else "",
        "meeting_over": bool(held and held.on and (held.on < today or (held.starts and held.starts <= now))),
        "may_register": _may_register(held, now),
        "over": _last_known(visit) < today,
        "changed": changes.since(visit.letter.plan if visit.letter and not visit.stop else None, plan),
        "evaluates": WORDINGS[visit.guidance].evaluates,  # type: ignore[index]
        "formats": _formats(visit.letter.files if visit.letter else ()),
        "outcome": visit.outcome,
        "outcome_formats": _formats(visit.outcome.files if visit.outcome else ()),
        "alternatives": LASEND_EMAIL,
        "now": now,
        "preview": preview,
    }
    return made("public/visit.html", context, demo=demo)


def made(template: str, context: dict[str, object], *, demo: bool | None = None) -> Made:
    """A page of the public frame. It is the same for everybody: no request takes part in making it."""
    shared = {"demo": settings.DEMO if demo is None else demo, "site": settings.SITE_URL}
    body = render_to_string(template, {**shared, **context}).encode()
    return Made(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def stage(visit: Visit, now: datetime) -> str:
    """Where the re-visit stands for who reads of it, at `now` in London."""
    if visit.result:
        return "Outcome published"
    if visit.stop:
        return "Cancelled" if visit.stop.cancelled else "Postponed"
    if now.date() < visit.plan.first_day:
        return "Announced"
    if _last_known(visit) >= now.date():
        return "Inspectors are in the area"
    return "The visit has taken place" if visit.arrived else "Not confirmed"


def _unnamed(visit: Visit) -> list[str]:
    """The weaknesses in a line each where only the number of one is known; nothing where all are named."""
    if all(is_named(number, text) for number, text in visit.weaknesses):
        return []
    return [in_a_line(number, text) for number, text in visit.weaknesses]


def _may_register(held: OpenMeeting | None, now: datetime) -> bool:
    """Whether the form to register is open; how many places are left it says itself."""
    if held is None or held.cancelled or held.registration_closes is None:
        return False
    return now.astimezone(UTC) < held.registration_closes.astimezone(UTC)


def _last_known(visit: Visit) -> date:
    """The last day, or the first where the statistics tell no more."""
    return visit.plan.last_day or visit.plan.first_day


def _formats(files: Iterable[File]) -> list[tuple[str, str, int]]:
    """Code, name and size of each file of a letter, in the usual order."""
    sizes = {file.code: file.size for file in files}
    return [(item.value, NAMES[item], sizes[item.value]) for item in ISSUED if item.value in sizes]
