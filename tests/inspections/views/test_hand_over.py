"""The pages on which cases are handed over, and on which somebody says that they are away."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.cases import create_case
from inspections.models import Absence, CaseDraft, TeamMember
from inspections.workflow import State
from tests.cast import NOW, Cast, new_case
from tests.conftest import SignedIn
from tests.factories import make
from tests.pages import error_beside, in_boxes, text
from tests.stages import put

PAGE, AWAY = "/hand-over/", "/hand-over/away/"


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


def given(cast: Cast, **changes: Any) -> dict[str, Any]:
    cases = TeamMember.objects.filter(user=cast.owner).values_list("pk", flat=True)
    return {
        "cases": list(cases),
        "to": cast["colleague"].pk,
        "reason": "Leave until autumn",
        "experience": "Nine years of SEND",
    } | changes


def test_my_open_cases_are_all_chosen_to_begin_with(site: Client, cast: Cast) -> None:
    create_case(case=new_case(cast.area, [(cast.owner, "lead")], date(2022, 6, 14)), by=None, at=NOW)
    closed = create_case(case=new_case(cast.area, [(cast.owner, "lead")], date(2022, 3, 15)), by=None, at=NOW)
    make(TeamMember, revisit=closed, role="cqc")
    put(State.CLOSED, closed)
    page = site.get(PAGE).content.decode()
    assert "Essex, from 17 May 2022, as Lead HMI" in page
    assert "15 March 2022" not in page
    assert page.count('checked="checked"') == 2


def test_what_is_in_the_way_is_shown_before_anything_moves(site: Client, cast: Cast) -> None:
    create_case(case=new_case(cast.area, [(cast["colleague"], "lead")], date(2022, 5, 18)), by=None, at=NOW)
    make(Absence, user=cast["colleague"])
    checked = site.post(PAGE, given(cast))
    page = text(checked)
    assert "Hand over to The colleague?" in page
    assert "Also on site for essex-2022-2, 18 May to 20 May 2022" in page
    assert "Away 16 May to 3 June 2022" in page
    assert cast.revisit.team.get(role="lead").user == cast.owner
    again = site.post(PAGE, given(cast, change="1"))
    assert "Leave until autumn" in text(again)
    done = site.post(PAGE, given(cast, sure="1"), follow=True)
    assert "1 case is with The colleague now." in text(done)
    assert cast.revisit.team.get(role="lead").user == cast["colleague"]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"cases": []}, "cases", "Choose at least one case."),
        ({"to": ""}, "to", "Choose who takes the cases over."),
        ({"reason": " "}, "reason", "Say why the cases are handed over."),
        (
            {"experience": ""},
            "experience",
            "Describe their experience of inspecting SEND in local areas (G6).",
        ),
    ],
)
def test_g6_what_is_missing_is_asked_for_beside_its_field(
    change: dict[str, Any], field: str, message: str, site: Client, cast: Cast
) -> None:
    answer = site.post(PAGE, given(cast, sure="1") | change)
    assert error_beside(answer, field) == message
    assert cast.revisit.team.get(role="lead").user == cast.owner


def test_g7_whoever_may_not_take_a_case_is_refused_with_its_name(site: Client, cast: Cast) -> None:
    for name, said in (("senior_hmi", "has a part in this case already"), ("hmi", "is not Lead HMI")):
        answer = site.post(PAGE, given(cast, to=cast[name].pk))
        assert f"Essex, essex-2022: The {name} {said}" in error_beside(answer, "to")


def test_what_is_being_set_up_goes_to_whoever_may_set_up(site: Client, cast: Cast) -> None:
    CaseDraft.objects.create(owner=cast.owner, updated_at=NOW)
    assert "still setting up" in text(site.get(PAGE))
    answer = site.post(PAGE, given(cast, drafts="on", to=cast["hmi"].pk))
    assert "cannot set up re-visits" in error_beside(answer, "drafts")
    site.post(PAGE, given(cast, sure="1"))
    assert CaseDraft.objects.get().owner == cast.owner, "not ticked"


def test_nobody_hands_over_what_is_not_theirs(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["colleague"])
    assert browser.get(f"{PAGE}?person={cast.owner.pk}").status_code == 404
    assert "There is no open case to hand over." in text(browser.get(PAGE))
    answer = browser.post(PAGE, given(cast, sure="1", to=cast["hmi"].pk))
    assert error_beside(answer, "cases")
    assert cast.revisit.team.get(role="lead").user == cast.owner


def test_inspection_support_hands_over_for_anybody(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["support"])
    assert "The owner" in text(browser.get(PAGE))
    address = f"{PAGE}?person={cast.owner.pk}"
    assert "Hand over the cases of The owner" in text(browser.get(address))
    assert browser.get(f"{PAGE}?person={cast['dcs'].pk}").status_code == 404
    browser.post(address, given(cast, sure="1"))
    assert cast.revisit.team.get(role="lead").user == cast["colleague"]
    quality = cast.revisit.team.get(role="qa_cqc")
    page = browser.get(f"{PAGE}?person={quality.user_id}").content.decode()
    assert "as CQC inspector (quality assurance)" in page


def away(first_day: date = date(2022, 5, 9), last_day: date = date(2022, 5, 20)) -> dict[str, Any]:
    return in_boxes("first_day", first_day) | in_boxes("last_day", last_day)


def test_whoever_is_away_says_so_and_takes_it_off_again(site: Client, cast: Cast) -> None:
    assert site.post(AWAY, away())["Location"] == AWAY
    row = Absence.objects.get()
    assert (row.user, row.recorded_by, row.recorded_at) == (cast.owner, cast.owner, NOW)
    assert "9 May 2022 to 20 May 2022" in text(site.get(AWAY))
    case = text(site.get(reverse("revisit", args=["essex-2022"])))
    assert "The owner is away from Monday 9 May 2022 to Friday 20 May 2022." in case
    assert site.post(reverse("away-remove", args=[row.pk])).status_code == 302
    assert not Absence.objects.exists()


def test_days_away_that_cannot_be_are_refused_beside_their_field(site: Client, cast: Cast) -> None:
    backwards = site.post(AWAY, away(date(2022, 5, 20), date(2022, 5, 9)))
    assert error_beside(backwards, "last_day") == "The last day cannot be before the first."
    past = site.post(AWAY, away(date(2022, 4, 20), date(2022, 5, 2)))
    assert error_beside(past, "last_day") == "This is past already."
    site.post(AWAY, away())
    twice = site.post(AWAY, away(date(2022, 5, 20), date(2022, 5, 27)))
    assert "is on file already" in error_beside(twice, "first_day")
    assert Absence.objects.count() == 1


def test_support_marks_anybody_away_and_others_only_themselves(cast: Cast, signed_in: SignedIn) -> None:
    office = signed_in(cast["support"])
    address = f"{AWAY}?person={cast.owner.pk}"
    assert office.post(address, away())["Location"] == address
    row = Absence.objects.get(user=cast.owner)
    assert row.recorded_by == cast["support"]
    assert "When The owner is away" in text(office.get(address))
    for name in ("colleague", "dcs", "senior_hmi"):
        browser = signed_in(cast[name])
        assert browser.get(address).status_code == 404
        assert browser.post(reverse("away-remove", args=[row.pk])).status_code == 404
    assert office.post(reverse("away-remove", args=[row.pk])).status_code == 302
