"""The team page: who is offered, what is asked, who may change it, and what is in the way."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.cases import create_case
from inspections.actions.team import remove_member
from inspections.models import Absence, TeamMember
from revisits.accounts.models import Membership
from revisits.accounts.roles import Role
from tests.cast import NOW, Cast, new_case
from tests.conftest import SignedIn
from tests.factories import make
from tests.pages import error_beside, text

KNOWN = {"reason": "Nobody else was free", "experience": "Nine years of SEND"}


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


def at(name: str, *more: Any) -> str:
    return reverse(name, args=["essex-2022", *more])


def test_g6_the_team_page_adds_and_removes(site: Client, cast: Cast) -> None:
    answer = site.post(at("team"), {"role": "hmi", "user": cast["hmi"].pk, **KNOWN})
    assert answer.status_code == 302
    page = text(site.get(at("team")))
    assert "New to the area. Nobody else was free LA SEND experience: Nine years of SEND" in page
    member = cast.revisit.team.get(role="hmi")
    assert site.post(at("team-remove", member.pk)).status_code == 302
    assert not cast.revisit.team.filter(role="hmi").exists()
    assert "The hmi, HMI from 3 May 2022 until 3 May 2022" in text(site.get(at("team")))


def test_g6_reason_and_experience_are_asked_beside_their_fields(site: Client, cast: Cast) -> None:
    asked = site.post(at("team"), {"role": "hmi", "user": cast["hmi"].pk, "reason": "Kept text"})
    assert error_beside(asked, "experience").startswith("Describe their experience")
    assert not error_beside(asked, "reason")
    assert "Kept text" in asked.content.decode()
    assert error_beside(site.post(at("team"), {"role": "hmi", "user": cast["hmi"].pk}), "reason")
    assert not cast.revisit.team.filter(role="hmi").exists()


def test_g6_whoever_inspected_the_area_before_is_not_asked_and_remembered(site: Client, cast: Cast) -> None:
    ticked = {"role": "hmi", "user": cast["hmi"].pk, "on_initial_inspection": "on"}
    assert site.post(at("team"), ticked).status_code == 302
    page = text(site.get(at("team")))
    assert "Carried out the initial inspection" in page
    assert "The initial inspection was carried out by The hmi." in page


def test_g7_quality_assurance_is_asked_for_no_reason(site: Client, cast: Cast) -> None:
    remove_member(member=cast.revisit.team.get(role="qa_cqc"), by=cast.owner, at=NOW)
    assert site.post(at("team"), {"role": "qa_cqc", "user": cast["cqc_qa"].pk}).status_code == 302


def test_a_part_that_does_not_fit_is_refused_in_words(site: Client, cast: Cast) -> None:
    wrong = site.post(at("team"), {"role": "cqc", "user": cast["colleague"].pk, **KNOWN})
    assert error_beside(wrong, "user") == "The colleague is not CQC inspector by their role."
    twice = site.post(at("team"), {"role": "hmi", "user": cast.owner.pk, **KNOWN})
    assert "has a part in this case already" in error_beside(twice, "user")


def test_g7_whoever_left_the_team_is_refused_its_quality_in_words(site: Client, cast: Cast) -> None:
    make(Membership, user=cast["cqc"], role=Role.CQC_QA)
    remove_member(member=cast.revisit.team.get(role="cqc"), by=cast.owner, at=NOW)
    answer = site.post(at("team"), {"role": "qa_cqc", "user": cast["cqc"].pk})
    assert "has been on the team of this case" in error_beside(answer, "user")


def test_g6_the_initial_inspections_inspectors_are_offered_first(site: Client, cast: Cast) -> None:
    cast.revisit.wsoa.inspection.inspectors.add(cast["hmi"])
    page = site.get(at("team")).content.decode()
    order = [
        page.index(said) for said in ("Inspected the area before", ">The hmi<", "Others", ">The colleague")
    ]
    assert order == sorted(order)
    assert ">The owner" not in page.partition("<select")[2], "is on the team already"


def test_what_is_in_the_way_of_each_person_is_beside_their_name(site: Client, cast: Cast) -> None:
    create_case(case=new_case(cast.area, [(cast["hmi"], "hmi")], date(2022, 5, 18)), by=None, at=NOW)
    make(Absence, user=cast["colleague"], first_day=NOW.date(), last_day=date(2022, 5, 6))
    page = text(site.get(at("team")))
    assert "The hmi (also on site for essex-2022-2, 18 May to 20 May 2022)" in page
    assert "The colleague (away until 6 May 2022)" in page
    answer = site.post(at("team"), {"role": "hmi", "user": cast["hmi"].pk, **KNOWN})
    assert answer.status_code == 302, "it is told and never blocks"
    assert "Also on site for essex-2022-2" in text(site.get(at("team")))


def test_g6_the_last_cqc_inspector_is_kept_in_words(site: Client, cast: Cast) -> None:
    cast.notify()
    member = cast.revisit.team.get(role="cqc")
    answer = site.post(at("team-remove", member.pk), follow=True)
    assert "is the only CQC inspector: add another first (G6)." in text(answer)


@pytest.mark.parametrize(
    ("name", "status"), [("owner", 302), ("support", 302), ("colleague", 404), ("cqc", 404), ("hmi", 404)]
)
def test_only_its_lead_and_support_change_a_cases_team(
    name: str, status: int, cast: Cast, signed_in: SignedIn
) -> None:
    joining = {"role": "hmi", "user": cast["hmi"].pk, **KNOWN}
    browser = signed_in(cast[name])
    assert browser.post(at("team"), joining).status_code == status
    page = browser.get(at("team")).content.decode()
    assert ("Add somebody" in page) == (status == 302)


def test_whoever_left_reaches_the_case_as_a_colleague_does(cast: Cast, signed_in: SignedIn) -> None:
    make(TeamMember, revisit=cast.revisit, user=cast["colleague"], role="hmi")
    browser = signed_in(cast["colleague"])
    assert browser.get(at("details")).status_code == 200
    remove_member(member=cast.revisit.team.get(role="hmi"), by=cast.owner, at=NOW)
    assert browser.get(at("details")).status_code == 404
