"""Who may read what is confidential: notes, evidence of the area, evidence of the forum, drafts."""

from datetime import date

import pytest
from django.db.models import Model

from inspections.access import cases
from inspections.actions.team import remove_member
from inspections.models import DraftReader, EvidenceDocument, LocalArea
from letters.models import AccuracyRound
from revisits.accounts.models import Membership, Organisation
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see
from tests.cast import NOW, Cast, make_area, make_person
from tests.drafts import draft_sent, with_area
from tests.factories import make
from tests.inspections.evidence_base import note
from tests.inspections.models.test_evidence import document
from tests.row import EVERYBODY

PART = {"owner", "cqc", "senior_hmi", "cqc_qa"}
AREA_SIDE = {"lano", "contributor", "health", "dcs", "health_chief"}


def readers(cast: Cast, paper: Model) -> set[str]:
    return {name for name in EVERYBODY if may_see(cast[name], paper)}


def draft_of(cast: Cast) -> AccuracyRound:
    with_area(cast.revisit)
    return draft_sent(cast.revisit, cast.owner)


def evidence_of(cast: Cast, given_by: Organisation | None) -> EvidenceDocument:
    return document(cast, given_by=given_by)


def name(cast: Cast, person: str, organisation: Organisation) -> DraftReader:
    return make(
        DraftReader, revisit=cast.revisit, user=cast[person], organisation=organisation, named_by=cast.owner
    )


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def test_notes_are_read_by_those_with_a_part_in_the_case(told: Cast) -> None:
    assert readers(told, note(told)) == PART


@pytest.mark.parametrize("side", ["authority", "health"])
def test_evidence_of_the_area_is_hidden_from_the_forum(told: Cast, side: str) -> None:
    giver = told.area.authority if side == "authority" else told.area.health_bodies.get()
    assert readers(told, evidence_of(told, giver)) == PART | AREA_SIDE


def test_evidence_of_the_forum_is_hidden_from_the_area(told: Cast) -> None:
    assert readers(told, evidence_of(told, told.area.forum)) == PART | {"pcf"}


def test_a_part_in_the_forum_of_one_area_opens_no_evidence_of_its_authority(told: Cast) -> None:
    """Whoever works for Kent's authority and for Essex's forum sees Essex's forum alone."""
    kent = LocalArea.objects.get(name="Kent")
    assert kent.authority and told.area.forum
    both = make_person("Both", Role.LANO, kent.authority)
    make(Membership, user=both, organisation=told.area.forum, role=Role.PCF)
    assert not may_see(both, evidence_of(told, told.area.authority))
    assert may_see(both, evidence_of(told, told.area.forum))


def test_g24_draft_opens_to_those_with_a_part_and_the_named(told: Cast) -> None:
    draft = draft_of(told)
    assert readers(told, draft) == PART
    assert told.area.authority
    row = name(told, "dcs", told.area.authority)
    name(told, "representative", told.area.authority)
    assert readers(told, draft) == PART | {"dcs", "representative"}
    DraftReader.objects.filter(pk=row.pk).update(removed_at=NOW, removed_by=told.owner)
    assert readers(told, draft) == PART | {"representative"}


@pytest.mark.parametrize("person", ["pcf", "lano", "contributor", "health", "support", "hmi", "stranger"])
def test_g24_draft_hidden_even_from_the_named_whose_role_reads_none(told: Cast, person: str) -> None:
    """A row written past the program opens nothing to a role that may not, or to another area."""
    assert told.area.authority
    name(told, person, told.area.authority)
    assert not may_see(told[person], draft_of(told))


def test_g24_a_director_of_another_area_reads_nothing_though_named(told: Cast) -> None:
    other = make_area("Surrey", "E10000030")
    assert other.authority
    told.people["surrey"] = make_person("Surrey's director", Role.DCS, other.authority)
    name(told, "surrey", other.authority)
    assert not may_see(told["surrey"], draft_of(told))


def test_who_left_the_team_reads_no_more(told: Cast) -> None:
    kept = note(told)
    remove_member(member=told.revisit.team.get(user=told["cqc_qa"]), by=told.owner, at=NOW)
    assert readers(told, kept) == PART - {"cqc_qa"}


def test_a_role_for_one_area_or_one_case_reaches_no_further(told: Cast) -> None:
    ofsted = told.owner.memberships.get().organisation
    kent = LocalArea.objects.get(name="Kent")
    for scope, reached in (({"area": told.area}, 1), ({"revisit": told.revisit}, 1), ({"area": kent}, 0)):
        person = make_person(f"Scoped {scope}", Role.HMI, ofsted)
        Membership.objects.filter(user=person).update(**scope)
        assert cases(person).count() == reached


def test_a_role_that_ended_reads_no_more(told: Cast) -> None:
    kept = note(told)
    Membership.objects.filter(user=told.owner).update(ends_on=date(2022, 5, 2))
    assert not may_see(type(told.owner).objects.get(pk=told.owner.pk), kept)
