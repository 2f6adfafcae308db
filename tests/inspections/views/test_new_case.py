"""Setting up a case step by step: every step, what it refuses, and that nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import CaseDraft, LocalArea, Revisit
from revisits.accounts.models import Membership, Organisation
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import error_beside, in_boxes, text

NEW_AREA = {
    "name": "Suffolk",
    "authority": "Suffolk County Council",
    "code": "E10000029",
    "region": "East of England",
    "website": "www.suffolk.gov.uk",
    "forum_name": "Suffolk Forum",
    "forum_email": "forum@example.org",
    "health_bodies": "Ipswich CCG\n\n West Suffolk CCG ",
}
INSPECTION = in_boxes("first_day", date(2016, 12, 12)) | in_boxes("last_day", date(2016, 12, 16))
STATEMENT = in_boxes("received_on", date(2017, 1, 30)) | in_boxes("submitted_on", date(2017, 5, 12))
DATES = in_boxes("first_day", date(2022, 6, 14)) | {"guidance": "2022", "days": "3", "has_open_meeting": "on"}


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


@pytest.fixture
def draft(site: Client) -> CaseDraft:
    answer = site.post(reverse("new-case"))
    draft = CaseDraft.objects.get()
    assert answer["Location"] == reverse("new-case-step", args=[draft.pk, "area"])
    return draft


def send(site: Client, draft: CaseDraft, slug: str, data: dict[str, Any]) -> Any:
    return site.post(reverse("new-case-step", args=[draft.pk, slug]), data)


def team(cast: Cast) -> dict[str, Any]:
    return {
        "lead": cast.owner.pk,
        "cqc": cast["cqc"].pk,
        "cqc_reason": "Nobody else was free",
        "cqc_experience": "Nine years of SEND",
        "hmi": [cast["hmi"].pk],
        "hmi_reason": "She retired",
        "hmi_experience": "Six inspections",
    }


def answers(cast: Cast) -> dict[str, dict[str, Any]]:
    return {
        "area": NEW_AREA,
        "inspection": INSPECTION | {"inspectors": [cast.owner.pk]},
        "statement": STATEMENT,
        "weaknesses": {"weaknesses": "Joint commissioning\n\nWaiting times\n"},
        "team": team(cast),
        "dates": DATES,
    }


def fill(site: Client, draft: CaseDraft, cast: Cast) -> Any:
    for slug, data in answers(cast).items():
        answer = send(site, draft, slug, data)
        assert answer.status_code == 302, (slug, answer.context["form"].errors)
    return answer


def test_the_whole_way_makes_a_case_and_its_area(site: Client, draft: CaseDraft, cast: Cast) -> None:
    last = fill(site, draft, cast)
    check = reverse("new-case-check", args=[draft.pk])
    assert last["Location"] == check
    page = site.get(check)
    for said in ("Suffolk", "Joint commissioning", "The owner", "14 June 2022"):
        assert said in text(page)
    made = site.post(check)
    assert made["Location"] == reverse("timeline", args=["suffolk-2022"])
    case = Revisit.objects.get(reference="suffolk-2022")
    area = case.wsoa.inspection.area
    assert (area.code, area.authority and area.authority.name) == ("E10000029", "Suffolk County Council")
    assert {body.name for body in area.health_bodies.all()} == {"Ipswich CCG", "West Suffolk CCG"}
    assert [weakness.text for weakness in case.wsoa.weaknesses.all()] == [
        "Joint commissioning",
        "Waiting times",
    ]
    assert dict(case.team.values_list("user__name", "role")) == {
        "The owner": "lead",
        "The cqc": "cqc",
        "The hmi": "hmi",
    }
    assert list(case.wsoa.inspection.inspectors.all()) == [cast.owner]
    known = case.team.values_list("user__name", "on_initial_inspection", "reason", "experience")
    assert set(known) == {
        ("The owner", True, "", ""),
        ("The cqc", False, "Nobody else was free", "Nine years of SEND"),
        ("The hmi", False, "She retired", "Six inspections"),
    }
    assert (case.last_day, case.timeline_stale) == (date(2022, 6, 16), True)
    assert not CaseDraft.objects.exists()


def test_answers_come_back_when_one_goes_back(site: Client, draft: CaseDraft, cast: Cast) -> None:
    send(site, draft, "area", NEW_AREA)
    page = site.get(reverse("new-case-step", args=[draft.pk, "area"])).content.decode()
    assert 'value="Suffolk County Council"' in page
    start = text(site.get(reverse("new-case")))
    assert "Suffolk" in start


def test_a_later_step_may_be_answered_first_and_the_check_asks_for_what_is_missing(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    answer = send(site, draft, "dates", DATES)
    first = reverse("new-case-step", args=[draft.pk, "area"])
    assert answer["Location"] == first
    assert site.get(reverse("new-case-check", args=[draft.pk]))["Location"] == first
    assert site.post(reverse("new-case-check", args=[draft.pk]))["Location"] == first
    assert Revisit.objects.count() == 1


BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("area", {"name": ""}, "area", "Choose the area, or fill in a new one below."),
    ("area", {"name": "essex"}, "name", "This area is on file already: choose it from the list above."),
    ("area", {"code": "E10000012"}, "code", "Another area has this code."),
    ("area", {"code": "12"}, "code", "Enter E and eight digits, for example E10000012."),
    ("area", {"authority": ""}, "authority", "Enter the name of the local authority."),
    ("area", {"forum_email": "forum"}, "forum_email", "Enter a valid email address."),
    (
        "inspection",
        in_boxes("last_day", date(2016, 12, 9)),
        "last_day",
        "The last day cannot be before the first.",
    ),
    (
        "inspection",
        in_boxes("first_day", "31 2 2016"),
        "first_day",
        "There is no such day in the calendar.",
    ),
    ("inspection", in_boxes("first_day", "1 13 2016"), "first_day", "There is no such day in the calendar."),
    (
        "statement",
        in_boxes("submitted_on", date(2017, 1, 27)),
        "submitted_on",
        "The statement cannot be submitted before the area received its letter.",
    ),
    (
        "statement",
        in_boxes("fit_for_purpose_on", date(2017, 5, 11)),
        "fit_for_purpose_on",
        "The statement cannot be fit for purpose before it was submitted.",
    ),
    ("weaknesses", {"weaknesses": " \n "}, "weaknesses", "Enter at least one weakness."),
    ("team", {"lead": ""}, "lead", "Choose the lead HMI (G6)."),
    ("dates", in_boxes("first_day", date(2022, 6, 18)), "first_day", "18 June 2022 is a Saturday"),
    ("dates", in_boxes("first_day", "17 5 3000"), "first_day", "The year must be 2049 or earlier."),
    ("dates", in_boxes("first_day", "17 5 22"), "first_day", "The year must be 2000 or later."),
    (
        "dates",
        in_boxes("first_day", "17 5 99999999999"),
        "first_day",
        "There is no such day in the calendar.",
    ),
    ("dates", in_boxes("first_day", "17 May 2022"), "first_day", "Enter a valid month"),
    ("dates", {"days": "5"}, "days", "Select a valid choice."),
    ("dates", {"days": ""}, "days", "Choose two, three or four days (G19)."),
    ("dates", {"guidance": ""}, "guidance", "Choose the guidance (G1)."),
]


@pytest.mark.parametrize(("slug", "change", "field", "message"), BAD)
def test_bad_input_gets_its_message_beside_its_field_is_kept_and_changes_nothing(
    slug: str, change: dict[str, Any], field: str, message: str, site: Client, draft: CaseDraft, cast: Cast
) -> None:
    answer = send(site, draft, slug, answers(cast)[slug] | change)
    assert answer.status_code == 200
    said = error_beside(answer, field)
    assert said
    assert message in said
    page = answer.content.decode()
    for name, value in change.items():
        assert str(value).strip() in page, f"{name} was not kept"
    draft.refresh_from_db()
    assert slug not in draft.answers


def test_g6_the_lead_is_not_a_further_hmi(site: Client, draft: CaseDraft, cast: Cast) -> None:
    answer = send(site, draft, "team", team(cast) | {"hmi": [cast.owner.pk]})
    assert error_beside(answer, "hmi") == "The lead HMI leads: do not choose them here as well."


def test_g6_only_whoever_is_it_today_is_offered_as_lead_or_cqc_inspector(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    answer = send(site, draft, "team", {"lead": cast["hmi"].pk, "cqc": cast["senior_hmi"].pk})
    assert error_beside(answer, "lead")
    assert error_beside(answer, "cqc")
    Membership.objects.filter(user=cast["colleague"]).update(ends_on=date(2022, 5, 2))
    assert "The colleague" not in text(site.get(reverse("new-case-step", args=[draft.pk, "team"])))


def test_g6_of_whoever_is_new_to_the_area_reason_and_experience_are_asked(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    answer = send(site, draft, "team", {"lead": cast.owner.pk, "hmi": [cast["hmi"].pk]})
    for name in ("lead", "hmi"):
        assert error_beside(answer, f"{name}_reason").startswith("Say why")
        assert error_beside(answer, f"{name}_experience").startswith("Describe their experience")
    assert not error_beside(answer, "cqc_reason")


def test_g6_a_changed_answer_about_the_inspection_asks_about_the_team_again(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    fill(site, draft, cast)
    answer = send(site, draft, "inspection", INSPECTION)
    assert answer["Location"] == reverse("new-case-step", args=[draft.pk, "team"])


def test_g6_the_initial_inspections_inspectors_are_offered_first(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    cast.revisit.wsoa.inspection.inspectors.add(cast["colleague"])
    send(site, draft, "area", {"area": cast.area.pk})
    on_file = in_boxes("first_day", date(2019, 9, 30)) | in_boxes("last_day", date(2019, 10, 4))
    send(site, draft, "inspection", on_file)
    page = site.get(reverse("new-case-step", args=[draft.pk, "team"])).content.decode()
    offered = page.partition("<select")[2]
    said = ("Inspected the area before", ">The colleague<", "Others", ">The owner<")
    order = [offered.index(each) for each in said]
    assert order == sorted(order)
    assert "The colleague (inspected the area before)" in page, "among the further HMI"


def test_a_clash_of_the_chosen_team_is_seen_before_the_case_is_set_up(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    fill(site, draft, cast)
    check = reverse("new-case-check", args=[draft.pk])
    assert "also on site" not in text(site.get(check))
    send(site, draft, "dates", DATES | in_boxes("first_day", date(2022, 5, 18)))
    assert "The cqc is also on site for essex-2022 from Wednesday 18 May 2022" in text(site.get(check))
    step = text(site.get(reverse("new-case-step", args=[draft.pk, "team"])))
    assert "The owner (also on site for essex-2022, 17 May to 19 May 2022)" in step
    assert site.post(check).status_code == 302


def test_drafts_are_their_owners_alone(draft: CaseDraft, cast: Cast, signed_in: SignedIn) -> None:
    other = signed_in(cast["colleague"])
    for address in ("new-case-check", "new-case-discard"):
        assert other.post(reverse(address, args=[draft.pk])).status_code == 404
    assert send(other, draft, "area", NEW_AREA).status_code == 404
    assert "Go on" not in text(other.get(reverse("new-case")))
    draft.refresh_from_db()
    assert draft.answers == {}


def test_a_draft_can_be_thrown_away(site: Client, draft: CaseDraft) -> None:
    site.post(reverse("new-case-discard", args=[draft.pk]))
    assert not CaseDraft.objects.exists()


def test_a_step_that_does_not_exist_is_not_found(site: Client, draft: CaseDraft) -> None:
    assert site.get(reverse("new-case-step", args=[draft.pk, "nothing"])).status_code == 404


def test_the_timeline_is_shown_while_the_dates_are_typed_and_nothing_is_kept(
    site: Client, draft: CaseDraft
) -> None:
    address = reverse("timeline-preview")
    fragment = site.get(address, DATES).content.decode()
    assert "Fri 27 May 2022" in fragment, "day -10, over two bank holidays"
    assert "<main" not in fragment
    for unfinished in ({}, DATES | {"first_day_0": ""}, DATES | {"first_day_1": "13"}, DATES | {"days": "9"}):
        assert site.get(address, unfinished).status_code == 200
    shown = send(site, draft, "dates", DATES | {"show": "1"})
    assert "Fri 27 May 2022" in text(shown)
    draft.refresh_from_db()
    assert draft.answers == {}


def test_a_date_too_near_is_warned_of_and_not_blocked(site: Client, draft: CaseDraft, cast: Cast) -> None:
    soon = DATES | in_boxes("first_day", date(2022, 5, 10))
    shown = send(site, draft, "dates", soon | {"show": "1"})
    assert shown.status_code == 200
    assert shown.context["too_soon"]
    assert send(site, draft, "dates", soon).status_code == 302


def test_an_area_on_file_is_chosen_and_a_clash_is_told_in_words(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    fill(site, draft, cast)
    send(site, draft, "area", {"area": cast.area.pk})
    send(
        site,
        draft,
        "inspection",
        in_boxes("first_day", date(2019, 9, 30))
        | in_boxes("last_day", date(2019, 10, 4))
        | {"inspectors": [cast.owner.pk]},
    )
    send(site, draft, "dates", DATES | in_boxes("first_day", date(2022, 5, 17)))
    answer = site.post(reverse("new-case-check", args=[draft.pk]), follow=True)
    assert "This area has a re-visit on this day already." in text(answer)
    assert CaseDraft.objects.filter(pk=draft.pk).exists()
    assert Revisit.objects.count() == 1


def test_an_area_made_by_somebody_else_meanwhile_is_asked_about_again(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    fill(site, draft, cast)
    LocalArea.objects.create(name="Suffolk")
    organisations = Organisation.objects.count()
    answer = site.post(reverse("new-case-check", args=[draft.pk]))
    assert answer["Location"] == reverse("new-case-step", args=[draft.pk, "area"])
    assert Organisation.objects.count() == organisations


def test_g3_weaknesses_on_file_are_proposed_and_what_stays_is_said(
    site: Client, draft: CaseDraft, cast: Cast
) -> None:
    inspection = cast.revisit.wsoa.inspection
    assert inspection.last_day
    on_file = list(cast.revisit.wsoa.weaknesses.values_list("text", flat=True))
    send(site, draft, "area", {"area": cast.area.pk})
    days = in_boxes("first_day", inspection.first_day) | in_boxes("last_day", inspection.last_day)
    send(site, draft, "inspection", days | {"inspectors": [cast.owner.pk]})
    proposed = site.get(reverse("new-case-step", args=[draft.pk, "weaknesses"])).context["form"]
    assert proposed["weaknesses"].value().splitlines() == on_file

    for slug, data in answers(cast).items():
        if slug not in ("area", "inspection"):
            send(site, draft, slug, data)
    page = text(site.get(reverse("new-case-check", args=[draft.pk])))

    assert "Change the weaknesses" not in page and "Change the team" in page
    assert "The statement on file names these, and they stay as they are." in page
    assert on_file[0] in page and "Waiting times" not in page
