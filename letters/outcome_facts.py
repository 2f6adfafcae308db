"""From a case to the facts of its outcome letter: decisions from the judgements, all else as it is on file."""

from collections.abc import Iterable, Iterator
from datetime import date

from inspections import judgements, survey
from inspections.meeting_kinds import OPEN_MEETING
from inspections.models import LocalArea, Revisit, TeamMember
from letters.composing.outcome_facts import (
    ActivityFacts,
    AddresseeFacts,
    ConcernFacts,
    OutcomeFacts,
    SignatoryFacts,
    WeaknessFacts,
)
from letters.facts import TITLE
from revisits.accounts.models import Membership, Organisation
from revisits.accounts.roles import Role

DIRECTOR, CHIEF_EXECUTIVE = "Director of Children's Services", "Chief Executive"
CQC_TITLE = "CQC inspector"
# Whom inspectors met, by the timeline's meeting that is done: groups and posts, never names.
MET = {
    "leaders_meeting": "senior leaders responsible for the area's written statement of action",
    "pcf_meeting": "representatives of the parent carer forum",
    OPEN_MEETING: "parents and carers, in a meeting open to all of them",
}
CHILDREN = "children and young people with special educational needs and/or disabilities (SEND)"


def outcome_facts(revisit: Revisit, *, dated: date | None = None, on: date | None = None) -> OutcomeFacts:
    """The facts as the case stands; what is not known yet is None or empty.

    `dated` is the day that the letter prints. Addressees are those in office on that day, or `on`, or the last day
    on site. As many queries for one weakness as for fourteen.
    """
    wsoa, area = revisit.wsoa, revisit.area
    inspection = wsoa.inspection
    today = dated or on or revisit.last_day or revisit.first_day
    statement_on = wsoa.fit_for_purpose_on or wsoa.submitted_on or inspection.first_day
    ofsted, cqc = _signatories(revisit)
    return OutcomeFacts(
        guidance="2018" if revisit.guidance == Revisit.Guidance.G2018 else "2022",
        dated=dated,
        area=area.name,
        authority=area.authority.name if area.authority else area.name,
        addressees=tuple(_addressees(revisit, today)),
        first_day=revisit.first_day,
        last_day=revisit.last_day,
        initial_first_day=inspection.first_day,
        initial_last_day=inspection.last_day,
        health_bodies=tuple(body.name for body in health_bodies(area, statement_on)),
        fit_for_purpose_on=wsoa.fit_for_purpose_on,
        weaknesses=tuple(map(weakness_facts, judgements.of_case(revisit))),
        concerns=tuple(
            ConcernFacts(title=each.title, text=each.text) for each in judgements.concerns(revisit)
        ),
        activities=activity_facts(revisit),
        ofsted=ofsted,
        cqc=cqc,
    )


def weakness_facts(judged: judgements.Judged) -> WeaknessFacts:
    """A weakness with what was judged of it."""
    weakness = judged.weakness
    return WeaknessFacts(
        number=weakness.number, text=weakness.text, sufficient=judged.sufficient, summary=judged.summary
    )


def health_bodies(area: LocalArea, on: date) -> list[Organisation]:
    """The bodies that had the area's health duties on that day: a CCG before it was succeeded, its ICB after."""
    listed = area.health_bodies.select_related("succeeded_by").prefetch_related("predecessors").order_by("pk")
    found = {body.pk: body for each in listed for body in _in_force(each, on)}
    return list(found.values())


def activity_facts(revisit: Revisit) -> ActivityFacts:
    """What the case has on record as done: meetings held, sessions of the schedule, documents given.

    A session off site is a visit to a setting or service (G21), any other a meeting; what was taken out is neither.
    """
    done = set(revisit.timeline.filter(code__in=MET, done_on__isnull=False).values_list("code", flat=True))
    children = revisit.childrens_sessions.exists()
    off_site = list(revisit.sessions.filter(removed_at__isnull=True).values_list("off_site", flat=True))
    return ActivityFacts(
        days=revisit.days,
        met=(*(MET[code] for code in MET if code in done), *([CHILDREN] if children else [])),
        meetings=off_site.count(False),
        visits=off_site.count(True),
        documents=revisit.evidence.filter(withdrawn_at__isnull=True).count(),
        open_meeting=OPEN_MEETING in done,
        survey=bool(survey.address(revisit)),
        survey_answers=revisit.survey_answers,
        emails=bool(revisit.email_contributions),
    )


def _in_force(body: Organisation, on: date) -> Iterable[Organisation]:
    if body.is_succeeded(on) and body.succeeded_by:
        return [body.succeeded_by]
    earlier = [before for before in body.predecessors.all() if not before.is_succeeded(on)]
    return earlier or [body]


def _addressees(revisit: Revisit, on: date) -> Iterator[AddresseeFacts]:
    """The director and the chief executive of each health body, by name where they are on file (G24, G26)."""
    area = revisit.area
    sides = [(area.authority, Role.DCS, DIRECTOR)] if area.authority else []
    sides += [(body, Role.HEALTH_CHIEF_EXECUTIVE, CHIEF_EXECUTIVE) for body in health_bodies(area, on)]
    held = (
        Membership.objects.on(on)
        .covering(area=area.pk, revisit=revisit.pk)
        .filter(role__in=[Role.DCS, Role.HEALTH_CHIEF_EXECUTIVE], user__is_active=True)
        .order_by("-starts_on", "pk")
    )
    rows = held.filter(organisation__in=[body for body, _, _ in sides]).select_related("user")
    names: dict[tuple[int, str], str] = {}
    for row in rows:
        names.setdefault((row.organisation_id, row.role), row.user.name)
    for body, role, post in sides:
        yield AddresseeFacts(
            post=post,
            body=body.name,
            name=names.get((body.pk, role), ""),
            health=role == Role.HEALTH_CHIEF_EXECUTIVE,
        )


def _signatories(revisit: Revisit) -> tuple[SignatoryFacts | None, SignatoryFacts | None]:
    """The lead HMI and the first CQC inspector of the team."""
    parts = {TeamMember.Role.LEAD: TITLE, TeamMember.Role.CQC: CQC_TITLE}
    members = revisit.team.filter(role__in=parts).select_related("user").order_by("pk")
    found: dict[str, SignatoryFacts] = {}
    for member in members:
        title = member.user.title or parts[TeamMember.Role(member.role)]
        found.setdefault(member.role, SignatoryFacts(name=member.user.name, title=title))
    return found.get(TeamMember.Role.LEAD), found.get(TeamMember.Role.CQC)
