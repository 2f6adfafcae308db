"""From a case to the facts of its outcome letter: what is printed is what is stored, never what is recomputed."""

from datetime import date

from inspections import contacts, judgements
from inspections.models import Revisit, TeamMember
from letters.composing.outcome_facts import (
    AddresseeFacts,
    ConcernFacts,
    OutcomeFacts,
    SignatoryFacts,
    WeaknessFacts,
)
from revisits.accounts.roles import Role

TITLES = {TeamMember.Role.LEAD: "Her Majesty's Inspector", TeamMember.Role.CQC: "CQC inspector"}
POSTS = {Role.DCS: "Director of Children's Services", Role.HEALTH_CHIEF_EXECUTIVE: "Chief Executive"}


def outcome_facts(revisit: Revisit, *, dated: date | None = None) -> OutcomeFacts:
    """The facts as the case stands; what is not known yet is None or empty. `dated` is the day that it prints."""
    area, wsoa = revisit.area, revisit.wsoa
    team = list(revisit.team.select_related("user"))
    return OutcomeFacts(
        guidance=revisit.guidance,  # type: ignore[arg-type]
        dated=dated,
        area=area.name,
        authority=area.authority.name if area.authority else area.name,
        addressees=_addressees(revisit),
        first_day=revisit.first_day,
        last_day=revisit.last_day,
        initial_first_day=wsoa.inspection.first_day,
        initial_last_day=wsoa.inspection.last_day,
        health_bodies=tuple(area.health_bodies.values_list("name", flat=True)),
        fit_for_purpose_on=wsoa.fit_for_purpose_on,
        weaknesses=tuple(
            WeaknessFacts(
                number=each.weakness.number,
                text=each.weakness.text,
                sufficient=each.sufficient,
                summary=each.summary,
            )
            for each in judgements.of_case(revisit)
        ),
        concerns=tuple(
            ConcernFacts(title=each.title, text=each.text) for each in judgements.concerns(revisit)
        ),
        ofsted=_signatory(team, TeamMember.Role.LEAD),
        cqc=_signatory(team, TeamMember.Role.CQC),
    )


def _addressees(revisit: Revisit) -> tuple[AddresseeFacts, ...]:
    area = revisit.area
    assert revisit.last_day, "a historical re-visit has no letter of its own"
    authority = area.authority.name if area.authority else area.name
    people = contacts.area_contacts(revisit, on=revisit.last_day)
    health = [body.name for body in area.health_bodies.all()]
    director = next((each.name for each in people if each.role == Role.DCS), "")
    return (
        AddresseeFacts(post=POSTS[Role.DCS], body=authority, name=director),
        *(AddresseeFacts(post=POSTS[Role.HEALTH_CHIEF_EXECUTIVE], body=body, health=True) for body in health),
    )


def _signatory(team: list[TeamMember], role: TeamMember.Role) -> SignatoryFacts | None:
    found = next((member.user for member in team if member.role == role), None)
    return SignatoryFacts(name=found.name, title=found.title or TITLES[role]) if found else None
