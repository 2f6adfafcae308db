"""Handing cases over: all or none, with its trace, to whoever fits."""

from datetime import date
from typing import Any

import pytest

from inspections.actions.cases import create_case
from inspections.actions.hand_over import hand_over
from inspections.actions.team import add_member
from inspections.models import CaseDraft, CaseEvent, Revisit, TeamMember
from inspections.policies import Refused
from inspections.workflow import State
from letters.facts import parents_facts
from revisits.accounts.models import Membership
from revisits.accounts.roles import Role
from tests.cast import NOW, Cast, new_case
from tests.factories import make
from tests.stages import put

KNOWN: dict[str, Any] = {"reason": "Leave until autumn", "experience": "Nine years of SEND"}


@pytest.fixture
def second(cast: Cast) -> Revisit:
    """Another case of the same lead."""
    team = [(cast.owner, "lead"), (cast["cqc"], "cqc")]
    return create_case(case=new_case(cast.area, team, date(2022, 6, 14)), by=cast.owner, at=NOW)


def parts(cast: Cast, name: str = "owner") -> list[TeamMember]:
    return list(TeamMember.objects.filter(user=cast[name]))


def give(cast: Cast, to: str, name: str = "owner", **known: Any) -> list[CaseEvent]:
    return hand_over(parts=parts(cast, name), to=cast[to], by=cast.owner, at=NOW, **KNOWN | known)


def test_all_cases_move_at_once_with_their_trace(cast: Cast, second: Revisit) -> None:
    cast.notify()
    events = give(cast, "colleague")
    for case in (cast.revisit, second):
        assert case.team.get(role="lead").user == cast["colleague"]
        assert not case.team.filter(user=cast.owner).exists()
        [gone] = TeamMember.everybody.filter(revisit=case, user=cast.owner)
        assert (gone.role, gone.removed_by, gone.removed_at) == ("lead", cast.owner, NOW)
        [event] = case.history.filter(kind=CaseEvent.Kind.HANDED_OVER)
        assert event in events
        assert event.text == (
            "The owner, Lead HMI, handed over to The colleague. Reason: Leave until autumn "
            "LA SEND experience: Nine years of SEND"
        )
    assert ["together" in event.data for event in events] == [True, False]


def test_the_new_lead_signs_the_letters_from_then_on(cast: Cast) -> None:
    assert parents_facts(cast.revisit).signatory_name == "The owner"
    give(cast, "colleague")
    assert parents_facts(cast.revisit).signatory_name == "The colleague"


def test_g6_reason_and_experience_are_kept_where_the_other_is_new_to_the_area(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"Essex, essex-2022: Describe their experience .*\(G6\)"):
        give(cast, "colleague", experience=" ")
    give(cast, "colleague")
    member = cast.revisit.team.get(role="lead")
    assert (member.reason, member.experience) == (KNOWN["reason"], KNOWN["experience"])


def test_g6_of_whoever_inspected_the_area_before_no_experience_is_asked(cast: Cast) -> None:
    cast.revisit.wsoa.inspection.inspectors.add(cast["colleague"])
    give(cast, "colleague", experience="")
    member = cast.revisit.team.get(role="lead")
    assert (member.on_initial_inspection, member.experience) == (True, "")


def test_g6_an_hmi_of_the_team_becomes_its_lead(cast: Cast) -> None:
    add_member(revisit=cast.revisit, user=cast["colleague"], role="hmi", by=cast.owner, at=NOW, **KNOWN)
    give(cast, "colleague", experience="")
    assert cast.revisit.team.get(user=cast["colleague"]).role == "lead"
    assert cast.revisit.team.get(role="lead").experience == KNOWN["experience"]


def test_a_reason_is_always_given(cast: Cast) -> None:
    cast.revisit.wsoa.inspection.inspectors.add(cast["colleague"])
    with pytest.raises(Refused, match="Say why the cases are handed over"):
        give(cast, "colleague", reason=" ")


def test_one_case_that_cannot_go_keeps_all_where_they_are(cast: Cast, second: Revisit) -> None:
    make(Membership, user=cast["senior_hmi"], role=Role.LEAD_HMI)
    draft = CaseDraft.objects.create(owner=cast.owner, updated_at=NOW)
    with pytest.raises(Refused, match="Essex, essex-2022: The senior_hmi has a part in this case already"):
        give(cast, "senior_hmi", drafts=[draft])
    assert len(parts(cast)) == 2
    assert not CaseEvent.objects.filter(kind=CaseEvent.Kind.HANDED_OVER).exists()
    draft.refresh_from_db()
    assert draft.owner == cast.owner


def test_g7_nobody_takes_over_a_team_whose_quality_they_assured(cast: Cast) -> None:
    make(Membership, user=cast["senior_hmi"], role=Role.LEAD_HMI)
    cast.revisit.team.filter(role="qa_ofsted").update(removed_at=NOW, removed_by=cast.owner)
    with pytest.raises(Refused, match=r"has assured the quality of this case.*\(G7\)"):
        give(cast, "senior_hmi")


def test_a_part_goes_to_whoever_holds_its_role(cast: Cast) -> None:
    for to in ("hmi", "cqc", "support"):
        with pytest.raises(Refused, match=r"already|is not Lead HMI by their role"):
            give(cast, to)
    with pytest.raises(Refused, match="is not CQC inspector by their role"):
        give(cast, "colleague", name="cqc")


def test_a_part_is_given_once_and_not_of_a_closed_case(cast: Cast, second: Revisit) -> None:
    stale = parts(cast)
    cast.notify()
    put(State.CLOSED, cast.revisit)
    with pytest.raises(Refused, match="This case is closed"):
        give(cast, "colleague")
    put(State.NOTIFIED, cast.revisit)
    give(cast, "colleague")
    with pytest.raises(Refused, match="has left this case already"):
        hand_over(parts=stale, to=cast["colleague"], by=cast.owner, at=NOW, **KNOWN)


def test_what_was_being_set_up_goes_along(cast: Cast) -> None:
    drafts = [CaseDraft.objects.create(owner=cast.owner, updated_at=NOW) for _ in range(2)]
    give(cast, "colleague", drafts=drafts[:1])
    assert [draft.owner for draft in CaseDraft.objects.order_by("pk")] == [cast["colleague"], cast.owner]


def test_a_notified_case_passes_its_last_cqc_inspector_on(cast: Cast) -> None:
    cast.notify()
    ofsted = Membership.objects.get(user=cast["cqc"]).organisation
    make(Membership, user=cast["dfe"], role=Role.CQC_INSPECTOR, organisation=ofsted)
    give(cast, "dfe", name="cqc")
    assert cast.revisit.team.get(role="cqc").user == cast["dfe"]


def test_g6_an_import_says_nothing_of_reasons_and_its_lead_may_be_replaced(cast: Cast) -> None:
    case = new_case(cast.area, [], date(2022, 6, 14))
    imported = create_case(case=case, by=None, at=NOW, kind=CaseEvent.Kind.IMPORTED)
    make(TeamMember, revisit=imported, user=cast.owner, role="lead")
    add_member(revisit=imported, user=cast["colleague"], role="lead", by=cast.owner, at=NOW, **KNOWN)
    before = imported.team.get(user=cast.owner)
    assert (before.role, before.reason, before.added_by) == ("hmi", "", None)
