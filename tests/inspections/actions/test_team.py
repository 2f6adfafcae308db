"""Who is on a case, and who may leave it."""

import pytest

from inspections.actions.notify import notify
from inspections.actions.team import add_member, remove_member
from inspections.models import CaseEvent, TeamMember
from inspections.policies import Refused
from tests.cast import NOW, Cast


def add(cast: Cast, name: str, role: str, reason: str = "") -> TeamMember:
    return add_member(revisit=cast.revisit, user=cast[name], role=role, reason=reason, by=cast.owner, at=NOW)


def part(cast: Cast, role: str) -> TeamMember:
    return cast.revisit.team.get(role=role)


def test_g6_another_lead_takes_over_and_the_first_stays_as_hmi(cast: Cast) -> None:
    add(cast, "colleague", "lead")
    roles = dict(cast.revisit.team.values_list("user__name", "role"))
    assert (roles["The colleague"], roles["The owner"]) == ("lead", "hmi")


def test_g6_the_reason_for_another_inspector_is_kept(cast: Cast) -> None:
    assert add(cast, "hmi", "hmi", "Retired; nine years of SEND").reason == "Retired; nine years of SEND"
    [event] = cast.happened(CaseEvent.Kind.TEAM_CHANGED)
    assert event.text == "The hmi joined as HMI."


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
