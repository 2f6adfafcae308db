"""Importing cases: validated whole, all or nothing, and a second time without effect."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from inspections import queries
from inspections.actions import timeline
from inspections.actions.cases import NewCase, create_case
from inspections.importing.areas import area_for, organisation
from inspections.importing.errors import parse, refuse_lengths, told_by
from inspections.importing.schema import CaseIn, CasesFile, LeadIn, OpenMeetingIn, RevisitIn
from inspections.models import CaseEvent, Revisit
from inspections.parts import Joining, Part
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.roles import Role

REASON = "As the imported case states."


@dataclass(frozen=True)
class Imported:
    """References that were created, and those that were there before and were left alone."""

    created: list[str]
    known: list[str]


def import_cases(text: str, *, at: datetime, by: User | None = None) -> Imported:
    """Import a file of cases (JSON text). Raises ImportFailed, having written nothing, where anything is wrong."""
    file = parse(text, CasesFile)
    lengths = _lengths(file.cases)
    known = set(
        Revisit.objects.filter(reference__in=[case.reference for case in file.cases]).values_list(
            "reference", flat=True
        )
    )
    new = [(index, case) for index, case in enumerate(file.cases) if case.reference not in known]
    with transaction.atomic():
        for index, case in new:
            _import(case, f"cases[{index}]", lengths[index], at=at, by=by)
    return Imported([case.reference for _, case in new], sorted(known))


def _lengths(cases: list[CaseIn]) -> list[int]:
    """On-site working days of each case; two to four (G19)."""
    calendar = queries.calendar()
    lengths = [calendar.day_number(case.revisit.first_day, case.revisit.last_day) or 0 for case in cases]
    refuse_lengths({f"cases[{index}].revisit.last_day": days for index, days in enumerate(lengths)})
    return lengths


def _import(case: CaseIn, where: str, days: int, *, at: datetime, by: User | None) -> None:
    with told_by(where):
        revisit = create_case(
            case=_new_case(case, days, at.date()),
            by=by,
            at=at,
            reference=case.reference,
            kind=CaseEvent.Kind.IMPORTED,
        )
        timeline.compute_timeline(revisit_id=revisit.pk, at=at)
        _set_dates(revisit, case.revisit, by=by, at=at)


def _new_case(case: CaseIn, days: int, today: date) -> NewCase:
    return NewCase(
        area=area_for(case.area),
        inspected_from=case.initial_inspection.first_day,
        inspected_to=case.initial_inspection.last_day,
        received_on=case.wsoa.received_on,
        submitted_on=case.wsoa.submitted_on,
        fit_for_purpose_on=case.wsoa.fit_for_purpose_on,
        weaknesses=case.wsoa.weaknesses,
        guidance=case.guidance,
        first_day=case.revisit.first_day,
        days=days,
        team=[Joining(user=_lead(case.revisit.lead, case.revisit.first_day), role=Part.LEAD)],
        details=_details(case.revisit),
    )


def _details(given: RevisitIn) -> Mapping[str, Any]:
    meeting = given.open_meeting
    return {
        "parents_letter_date": given.letter_date,
        "survey_url": (given.survey.url or "") if given.survey else "",
        "has_open_meeting": meeting is not None,
        "open_meeting_place": (meeting.place or "") if meeting else "",
        "open_meeting_access": (meeting.access or "") if meeting else "",
        "email_contributions": given.email_contributions or "",
        "meetings_may_be_online": given.meetings_may_be_online,
        "circulated_by": given.circulated_by or "",
        "letterhead": given.letterhead,
    }


def _lead(given: LeadIn, from_day: date) -> User:
    """The lead HMI of that name at Ofsted; made without e-mail address where nobody has it."""
    ofsted = organisation(Organisation.Kind.OFSTED, "Ofsted")
    found = User.objects.filter(name=given.name, memberships__organisation=ofsted).first()
    if found:
        return found
    user = User.objects.create_user(None, given.name, title=given.title)
    Membership.objects.create(
        user=user, organisation=ofsted, role=Role.LEAD_HMI, starts_on=from_day.replace(month=1, day=1)
    )
    return user


def _set_dates(revisit: Revisit, given: RevisitIn, *, by: User | None, at: datetime) -> None:
    """Dates that depart from the guidance's are set by hand, so that they stay."""
    if given.survey:
        _set(revisit, "survey_opens", given.survey.opens.date(), f"{given.survey.opens:%H:%M}", by=by, at=at)
        _set(
            revisit, "survey_closes", given.survey.closes.date(), f"{given.survey.closes:%H:%M}", by=by, at=at
        )
    if given.open_meeting:
        _set(revisit, "open_meeting", given.open_meeting.date, _label(given.open_meeting), by=by, at=at)


def _label(meeting: OpenMeetingIn) -> str:
    return f"{meeting.time:%H:%M}" if meeting.time else ""


def _set(revisit: Revisit, code: str, on: date, time: str, *, by: User | None, at: datetime) -> None:
    event = revisit.timeline.get(code=code)
    if (event.planned_on, event.planned_time) != (on, time or event.planned_time):
        timeline.override_date(event=event, on=on, time=time, reason=REASON, by=by, at=at)
