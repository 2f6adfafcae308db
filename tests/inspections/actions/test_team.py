"""Who is on a case, and who may leave it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspections import picking
from inspections.actions.cases import create_case
from inspections.actions.notify import notify
from inspections.actions.team import add_member, remove_member
from inspections.models import CaseEvent, TeamMember
from inspections.parts import Joining, Part
from inspections.policies import Refused
from revisits.accounts.models import Membership, User
from revisits.accounts.roles import Role
from tests.cast import NOW, Cast, new_case
from tests.factories import make


def add(cast: Cast, name: str, role: str, by: str = "owner", **known: Any) -> TeamMember:
    known = {"reason": "Nobody else", "experience": "Nine years of SEND"} | known
    return add_member(revisit=cast.revisit, user=cast[name], role=role, by=cast[by], at=NOW, **known)


def part(cast: Cast, role: str) -> TeamMember:
    return cast.revisit.team.get(role=role)


def test_g6_another_lead_takes_over_and_the_first_stays_as_hmi(cast: Cast) -> None:
    add(cast, "colleague", "lead")
    roles = dict(cast.revisit.team.values_list("user__name", "role"))
    assert (roles["The colleague"], roles["The owner"]) == ("lead", "hmi")


def test_g6_the_lead_who_was_replaced_keeps_what_is_on_file_of_them(cast: Cast) -> None:
    before = part(cast, "lead")
    add(cast, "colleague", "lead")
    after = cast.revisit.team.get(user=cast.owner)
    assert (after.reason, after.experience, after.added_by) == (before.reason, before.experience, cast.owner)
    before.refresh_from_db()
    assert (before.role, before.removed_by, before.removed_at) == ("lead", cast.owner, NOW)


def test_g6_reason_and_experience_of_another_inspector_are_kept(cast: Cast) -> None:
    member = add(cast, "hmi", "hmi", reason="She retired", experience="Nine years")
    assert (member.reason, member.experience, member.added_by) == ("She retired", "Nine years", cast.owner)
    [event] = cast.happened(CaseEvent.Kind.TEAM_CHANGED)
    assert event.text == "The hmi joined as HMI. Reason: She retired LA SEND experience: Nine years"


@pytest.mark.parametrize(("missing", "said"), [("reason", "Say why"), ("experience", "experience")])
def test_g6_somebody_new_does_not_join_without_reason_and_experience(
    cast: Cast, missing: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        add(cast, "hmi", "hmi", **{missing: "  "})
    assert not cast.revisit.team.filter(user=cast["hmi"]).exists()
    assert cast.happened(CaseEvent.Kind.TEAM_CHANGED) == []


def test_g6_whoever_inspected_the_area_before_is_known_the_next_time(cast: Cast) -> None:
    inspection = cast.revisit.wsoa.inspection
    first = add(cast, "hmi", "hmi", reason="", experience="", on_initial_inspection=True)
    assert first.on_initial_inspection
    assert list(inspection.inspectors.all()) == [cast["hmi"]]
    remove_member(member=first, by=cast.owner, at=NOW)
    assert add(cast, "hmi", "hmi", reason="", experience="").on_initial_inspection


def test_g6_a_case_is_not_set_up_with_somebody_new_without_reason(cast: Cast) -> None:
    case = new_case(cast.area, [], date(2022, 6, 14))
    lead = Joining(user=cast.owner, role=Part.LEAD)
    with pytest.raises(Refused, match="Say why"):
        create_case(case=replace(case, team=[lead]), by=cast.owner, at=NOW)
    known = replace(case, team=[lead], inspectors=[cast.owner])
    made = create_case(case=known, by=cast.owner, at=NOW)
    assert made.team.get().on_initial_inspection


def test_g6_only_the_lead_or_support_names_another_lead(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only the lead HMI or inspection support"):
        add(cast, "colleague", "lead", by="colleague")
    add(cast, "colleague", "lead", by="support")
    assert part(cast, "lead").user == cast["colleague"]


@pytest.mark.parametrize(
    ("name", "role", "label"),
    [
        ("hmi", "lead", "Lead HMI"),
        ("cqc_qa", "qa_ofsted", "Senior HMI"),
        ("hmi", "qa_cqc", "CQC inspector"),
        ("dcs", "cqc", "CQC inspector"),
    ],
)
def test_g6_g7_a_part_asks_for_its_role_in_force(cast: Cast, name: str, role: str, label: str) -> None:
    cast.revisit.team.filter(user=cast[name]).update(removed_at=NOW, removed_by=cast.owner)
    with pytest.raises(Refused, match=f"is not {label}"):
        add(cast, name, role)


def test_g7_whoever_was_on_the_team_never_assures_its_quality(cast: Cast) -> None:
    both(cast["cqc"], Role.CQC_QA)
    remove_member(member=part(cast, "cqc"), by=cast.owner, at=NOW)
    with pytest.raises(Refused, match=r"has been on the team of this case.*\(G7\)"):
        add(cast, "cqc", "qa_cqc")
    add(cast, "cqc", "cqc")


def test_g7_whoever_assured_the_quality_never_joins_the_team(cast: Cast) -> None:
    both(cast["senior_hmi"], Role.HMI)
    remove_member(member=part(cast, "qa_ofsted"), by=cast.owner, at=NOW)
    with pytest.raises(Refused, match=r"has assured the quality of this case.*\(G7\)"):
        add(cast, "senior_hmi", "hmi")
    add(cast, "senior_hmi", "qa_ofsted", reason="", experience="")


def both(user: User, role: Role) -> None:
    """Somebody who holds a second role."""
    make(Membership, user=user, role=role)


def test_g7_one_person_has_one_part(cast: Cast) -> None:
    for name in ("owner", "senior_hmi"):
        with pytest.raises(Refused, match="has a part in this case already"):
            add(cast, name, "hmi")


@pytest.mark.parametrize("role", ["lead", "cqc"])
def test_g6_the_last_lead_or_cqc_inspector_of_a_notified_case_stays(cast: Cast, role: str) -> None:
    cast.notify()
    with pytest.raises(Refused, match=r"add another first \(G6\)"):
        remove_member(member=part(cast, role), by=cast.owner, at=NOW)
    assert part(cast, role)


def test_g6_while_planned_anybody_may_leave(cast: Cast) -> None:
    remove_member(member=part(cast, "cqc"), by=cast.owner, at=NOW)
    [event] = cast.happened(CaseEvent.Kind.TEAM_CHANGED)
    assert event.text == "The cqc left; was CQC inspector."
    [gone] = picking.left(cast.revisit)
    assert (gone.user, gone.removed_by, gone.removed_at) == (cast["cqc"], cast.owner, NOW)


def test_nobody_leaves_twice(cast: Cast) -> None:
    member = part(cast, "cqc")
    remove_member(member=TeamMember.objects.get(pk=member.pk), by=cast.owner, at=NOW)
    with pytest.raises(Refused, match="has left this case already"):
        remove_member(member=member, by=cast.owner, at=NOW)


def test_g6_g8_the_area_is_notified_by_a_complete_team_alone(cast: Cast) -> None:
    remove_member(member=part(cast, "cqc"), by=cast.owner, at=NOW)
    with pytest.raises(Refused, match="Add a CQC inspector"):
        notify(revisit=cast.revisit, by=cast.owner, at=NOW)
    remove_member(member=part(cast, "lead"), by=cast.owner, at=NOW)
    with pytest.raises(Refused, match="Name the lead HMI first"):
        notify(revisit=cast.revisit, by=cast.owner, at=NOW)
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == "planned"
    assert cast.happened(CaseEvent.Kind.NOTIFIED) == []


def test_g8_the_area_is_notified_once(cast: Cast) -> None:
    event = cast.notify()
    assert cast.revisit.state == "notified"
    assert cast.event("notify").done_on == NOW.date()
    with pytest.raises(Refused, match="has been notified already"):
        cast.notify()
    assert cast.happened(CaseEvent.Kind.NOTIFIED) == [event]
