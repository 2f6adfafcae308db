"""Opening a case, and changing what stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from inspections import further, policies, queries, survey_policies, team_policies
from inspections.actions.plans import begin_anew
from inspections.actions.record import poke, record
from inspections.actions.timeline import compute_timeline, mark_stale
from inspections.models import (
    WSOA,
    CaseEvent,
    InitialInspection,
    LocalArea,
    MonitoringVisit,
    Revisit,
    TeamMember,
    Weakness,
)
from inspections.parts import Joining
from inspections.timeline import clocks
from inspections.workflow import State
from revisits.accounts.models import User
from revisits.acting import acting

# What may be changed on the details page; the on-site days move with `reschedule`.
DETAILS = (
    "parents_letter_date",
    "survey_kind",
    "survey_url",
    "has_open_meeting",
    "open_meeting_place",
    "open_meeting_access",
    "email_contributions",
    "meetings_may_be_online",
    "circulated_by",
    "letterhead",
)


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """Everything that a new re-visit starts with; `inspectors` carried out the initial inspection."""

    area: LocalArea
    inspected_from: date
    inspected_to: date | None
    received_on: date | None = None
    submitted_on: date | None = None
    fit_for_purpose_on: date | None = None
    weaknesses: Sequence[str]
    guidance: str
    first_day: date
    days: int
    team: Sequence[Joining]
    inspectors: Sequence[User] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def create_case(
    *,
    case: NewCase,
    by: User | None,
    at: datetime,
    reference: str = "",
    kind: CaseEvent.Kind = CaseEvent.Kind.CREATED,
) -> Revisit:
    """Create a re-visit with its inspection, WSOA, weaknesses and team; a worker computes its timeline.

    The area's row is the lock: cases created at once get references of their own. Raises Refused where somebody
    whom `by` chose is new to the area and lacks reason or LA SEND experience (G6), of which an import does not know;
    and where the statement of action has its re-visit and no direction asks for a further one (G29).
    """
    area = LocalArea.objects.select_for_update().get(pk=case.area.pk)
    wsoa = _wsoa(area, case)
    revisit = Revisit(
        reference=reference or next_reference(area, case.first_day.year),
        wsoa=wsoa,
        area=area,
        guidance=case.guidance,
        first_day=case.first_day,
        last_day=queries.calendar().last_day(case.first_day, case.days),
        days=case.days,
        created_at=at,
        **case.details,
    )
    revisit.full_clean()
    further.check_further(wsoa, first_day=case.first_day)
    revisit.save()
    _plan_monitoring(wsoa, until=case.first_day)
    _form_team(revisit, case.team, by=by if kind == CaseEvent.Kind.CREATED else None, at=at)
    record(
        revisit,
        kind,
        by=by,
        at=at,
        text=f"Re-visit of {area} from {case.first_day:%-d %B %Y}, {case.days} days.",
    )
    poke("inspections.compute_timeline", revisit.pk)
    return revisit


def next_reference(area: LocalArea, year: int) -> str:
    """`essex-2022`, then `essex-2022-2`; call it with the area's row locked."""
    stem = f"{slugify(area.name)[:45]}-{year}"
    taken = set(Revisit.objects.filter(reference__startswith=stem).values_list("reference", flat=True))
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _wsoa(area: LocalArea, case: NewCase) -> WSOA:
    """The area's statement for that inspection, completed with what the case knows; what is on file stays.

    An inspection that is known from published statistics may lack its last day, its dates and its weaknesses.
    """
    inspection, _ = InitialInspection.objects.get_or_create(area=area, first_day=case.inspected_from)
    inspection.last_day = inspection.last_day or case.inspected_to
    inspection.full_clean()
    inspection.save()
    inspection.inspectors.add(*case.inspectors)
    wsoa, _ = WSOA.objects.get_or_create(inspection=inspection)
    for name in ("received_on", "submitted_on", "fit_for_purpose_on"):
        setattr(wsoa, name, getattr(wsoa, name) or getattr(case, name))
    wsoa.full_clean()
    wsoa.save()
    if not wsoa.weaknesses.exists():
        Weakness.objects.bulk_create(
            Weakness(wsoa=wsoa, number=number, text=text)
            for number, text in enumerate(case.weaknesses, start=1)
        )
    return wsoa


def _form_team(revisit: Revisit, team: Sequence[Joining], *, by: User | None, at: datetime) -> None:
    inspectors = set(revisit.wsoa.inspection.inspectors.values_list("pk", flat=True))
    for joining in team:
        inspected = joining.user.pk in inspectors
        known = {"reason": joining.reason, "experience": joining.experience}
        if by:
            team_policies.check_known(joining.role, inspected=inspected, **known)
        TeamMember.objects.create(
            revisit=revisit,
            user=joining.user,
            role=joining.role,
            on_initial_inspection=inspected,
            added_by=by,
            added_at=at,
            **known,
        )


def _plan_monitoring(wsoa: WSOA, *, until: date) -> None:
    """The advisers' quarterly visits before the re-visit (G5); those on file stay as they are."""
    if wsoa.fit_for_purpose_on:
        due = clocks.monitoring_due(wsoa.fit_for_purpose_on, until)
        visits = [MonitoringVisit(wsoa=wsoa, planned_on=day) for day in due]
        MonitoringVisit.objects.bulk_create(visits, ignore_conflicts=True)


@transaction.atomic
def edit_details(
    *, revisit: Revisit, version: int, changes: Mapping[str, Any], by: User, at: datetime
) -> Revisit:
    """Change details of a case, if nobody did since `version`; raises Conflict with the current case otherwise.

    Writes nothing where nothing differs. Raises Refused where parents would lose the survey that is open to them.
    """
    current = _claim(revisit, version)
    before = {name: getattr(current, name) for name in DETAILS if name in changes}
    differs = {name: value for name, value in changes.items() if name in before and value != before[name]}
    if not differs:
        return current
    survey_policies.check_where(current, differs, at)
    for name, value in differs.items():
        setattr(current, name, value)
    _save_version(current, list(differs))
    labels = [str(field.verbose_name) for field in Revisit._meta.fields if field.name in differs]
    data = {name: {"from": str(before[name]), "to": str(value)} for name, value in differs.items()}
    record(current, CaseEvent.Kind.EDITED, by=by, at=at, text=f"Changed: {', '.join(labels)}.", data=data)
    if "has_open_meeting" in differs:
        mark_stale(current)
    return current


@transaction.atomic
def reschedule(
    *,
    revisit: Revisit,
    version: int,
    first_day: date,
    days: int,
    reason: str,
    by: User | None,
    at: datetime,
    letter_date: date | None = None,
    data: Mapping[str, Any] | None = None,
) -> Revisit:
    """Move the on-site days, and with them every date that follows; what is done or set by hand stays.

    New days of a postponed visit begin it anew, and nobody outside hears of them until it is notified again.
    `letter_date` is printed on the letter to parents from now on; `data` goes with the event that tells people.

    Raises Conflict, Refused where the visit is over, ValidationError where the area has a re-visit on that day.
    """
    current = _claim(revisit, version)
    if (current.first_day, current.days) == (first_day, days):
        return current
    policies.check_reschedule(current)
    has_new_days = current.has_new_days
    before = f"{current.first_day:%A %-d %B %Y}, {current.days} days"
    text = f"On site from {first_day:%A %-d %B %Y}, {days} days (was {before}). Reason: {reason}"
    told = {
        "from": [current.first_day.isoformat(), current.days],
        "to": [first_day.isoformat(), days],
        "reason": reason,
    }
    current.first_day, current.days = first_day, days
    current.parents_letter_date = letter_date or current.parents_letter_date
    current.last_day = queries.calendar().last_day(first_day, days)
    current.full_clean()
    first_new_days = current.state == State.POSTPONED and not has_new_days
    further.check_further(current.wsoa, first_day=first_day, but=current)
    with acting(why=reason):
        _save_version(current, ["first_day", "days", "last_day", "parents_letter_date"])
    if first_new_days:
        begin_anew(current, by=by, at=at)
    record(current, CaseEvent.Kind.RESCHEDULED, by=by, at=at, text=text, data={**told, **(data or {})})
    # At once: the dates that follow are told in the same message as the days.
    mark_stale(current)
    compute_timeline(revisit_id=current.pk, at=at)
    current.refresh_from_db(fields=["timeline_stale", "last_day"])
    return current


def _claim(revisit: Revisit, version: int) -> Revisit:
    current = Revisit.objects.select_for_update().get(pk=revisit.pk)
    if current.version != version:
        raise policies.Conflict(current)
    return current


def _save_version(revisit: Revisit, fields: list[str]) -> None:
    revisit.version += 1
    revisit.save(update_fields=[*fields, "version"])
