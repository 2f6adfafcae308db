"""A role for one area, or for one case, reaches no further: in the office, in the record, in letters."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from inspections import area_access, record_access, to_do
from inspections.forms.filters import leads
from inspections.models import (
    Absence,
    CaseDraft,
    InitialInspection,
    LocalArea,
    Outcome,
    Revisit,
    SchoolHoliday,
    TeamMember,
    Weakness,
)
from letters.access import with_letters
from revisits.accounts.models import Membership
from revisits.accounts.permissions import Permission
from revisits.accounts.rules import place_seen
from revisits.accounts.visibility import visible
from revisits.privacy.models import DataCopy, Hold
from revisits.record.models import Entry
from tests.cast import FIRST_DAY, NOW, Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.factories import make

TODAY = NOW.date()
# Models of the office whose rows belong to an area, and the way from the row to it.
OF_AREAS: dict[type[Model], str] = {
    LocalArea: "name",
    InitialInspection: "area__name",
    Weakness: "wsoa__inspection__area__name",
    Outcome: "revisit__area__name",
    SchoolHoliday: "area__name",
}


@pytest.fixture
def two_areas(cast: Cast) -> Cast:
    """Essex and Kent, each with a case and everything beside it."""
    kent = make_elsewhere(cast)
    for revisit in (cast.revisit, kent.revisit):
        make_rows(revisit)
    return cast


def make_rows(revisit: Any) -> None:
    Outcome.objects.create(revisit=revisit, sufficient=1, not_sufficient=1, published_on=TODAY)
    SchoolHoliday.objects.create(area=revisit.area, name="Easter", first_day=TODAY, last_day=TODAY)


def narrow(cast: Cast, name: str, **place: Any) -> Any:
    """The person anew, with their role for that place alone."""
    Membership.objects.filter(user=cast[name]).update(**place)
    return type(cast[name]).objects.get(pk=cast[name].pk)


def seen(person: Any, model: type[Model]) -> set[str]:
    return set(visible(person, model).values_list(OF_AREAS[model], flat=True))


@pytest.mark.parametrize("place", ["area", "revisit"])
def test_a_role_for_one_place_sees_that_area_alone(two_areas: Cast, place: str) -> None:
    places = {"area": two_areas.area, "revisit": two_areas.revisit}
    for model in OF_AREAS:
        assert seen(two_areas["support"], model) >= {"Essex", "Kent"}, model
    support = narrow(two_areas, "support", **{place: places[place]})
    for model in OF_AREAS:
        assert seen(support, model) == {"Essex"}, model


def test_the_office_shows_no_other_area_to_a_role_for_one(two_areas: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(narrow(two_areas, "support", area=two_areas.area))
    for model in (each for each in admin.site._registry if each in OF_AREAS):
        name = f"admin:inspections_{model._meta.model_name}"
        rows = browser.get(reverse(f"{name}_changelist")).content.decode().lower()
        rows = rows.partition('id="result_list"')[2]
        assert "essex" in rows and "kent" not in rows, name
        kent = model._default_manager.filter(**{OF_AREAS[model]: "Kent"}).first()
        assert kent and browser.get(reverse(f"{name}_change", args=[kent.pk])).status_code != 200


def test_the_record_of_a_case_is_its_teams_and_no_other(two_areas: Cast) -> None:
    kent = LocalArea.objects.get(name="Kent").revisits.get()
    own = visible(two_areas.owner, Entry)
    assert own.filter(case=two_areas.revisit.pk).exists()
    assert not own.filter(case=kent.pk).exists()
    assert visible(two_areas["administrator"], Entry).filter(case=kent.pk).exists()
    assert not visible(two_areas["lano"], Entry).exists()
    # Those who may look at changes, and not at readings.
    opened = record_access.opened(two_areas["hmi"], Permission.VIEW_READINGS)
    assert not opened.exists()


def test_letters_before_issue_are_within_the_scope_of_that_very_permission(two_areas: Cast) -> None:
    assert {each.area_name for each in with_letters(two_areas["support"])} == {"Essex", "Kent"}
    support = narrow(two_areas, "support", area=two_areas.area)
    assert {each.area_name for each in with_letters(support)} == {"Essex"}
    assert not with_letters(two_areas["lano"]).exists()


def test_absences_are_colleagues_and_privacy_is_who_keeps_it(cast: Cast) -> None:
    make(Absence, user=cast["cqc"], first_day=TODAY, last_day=TODAY)
    assert visible(cast.owner, Absence).exists() and not visible(cast["lano"], Absence).exists()
    Hold.objects.create(
        person=cast["lano"], reason="Complaint", placed_by=cast["administrator"], placed_at=NOW
    )
    assert visible(cast["administrator"], Hold).exists() and not visible(cast.owner, Hold).exists()
    DataCopy.objects.create(person=cast["lano"], by=cast["lano"], at=NOW)
    assert {bool(visible(cast[name], DataCopy)) for name in ("lano", "administrator")} == {True}
    assert not visible(cast.owner, DataCopy).exists()


def test_areas_are_open_to_their_own_once_notified(cast: Cast) -> None:
    assert not area_access.areas(cast["lano"]).exists()
    cast.notify()
    assert [area.name for area in area_access.areas(cast["lano"])] == ["Essex"]
    assert not area_access.areas(cast["stranger"]).filter(name="Essex").exists()


@pytest.fixture
def clash(cast: Cast) -> Cast:
    """The HMI of Essex is on site in Kent too, from the day after the visit of Essex begins."""
    TeamMember.objects.create(revisit=cast.revisit, user=cast["hmi"], role="hmi")
    kent = make_elsewhere(cast)
    TeamMember.objects.create(revisit=kent.revisit, user=cast["hmi"], role="hmi")
    Revisit.objects.filter(pk=kent.revisit.pk).update(
        first_day=FIRST_DAY + timedelta(days=1), last_day=FIRST_DAY + timedelta(days=3)
    )
    return cast


@pytest.mark.parametrize("place", ["area", "revisit"])
def test_whose_case_is_in_the_way_is_told_to_whoever_may_see_it(
    clash: Cast, place: str, signed_in: SignedIn
) -> None:
    reference = Revisit.objects.get(area__name="Kent").reference
    team, case = reverse("team", args=[clash.revisit.reference]), clash.revisit.get_absolute_url()

    def read_by(person: Any) -> str:
        browser = signed_in(person)
        return browser.get(team).content.decode() + browser.get(case).content.decode()

    everywhere = read_by(clash["support"])
    assert f"also on site for {reference}, 18 May to " in everywhere
    assert f"The hmi is also on site for {reference} from " in everywhere
    support = narrow(clash, "support", **{place: {"area": clash.area, "revisit": clash.revisit}[place]})
    said = read_by(support)
    assert reference not in said and "Kent" not in said
    assert (
        "also on site elsewhere, 18 May to 19 May 2022" in said
        and "The hmi is also on site elsewhere" in said
    )


def test_what_a_new_case_is_offered_is_of_ones_own_areas(clash: Cast, signed_in: SignedIn) -> None:
    kent = Revisit.objects.get(area__name="Kent")
    support = narrow(clash, "support", area=clash.area)
    draft = CaseDraft.objects.create(owner=support, updated_at=NOW)
    days = {
        "guidance": ["2022"],
        "first_day_0": ["17"],
        "first_day_1": ["5"],
        "first_day_2": ["2022"],
        "days": ["3"],
    }
    draft.answers = {"dates": days}
    draft.save()
    browser = signed_in(support)
    team = browser.get(reverse("new-case-step", args=[draft.pk, "team"])).content.decode()
    assert "also on site elsewhere" in team and kent.reference not in team
    area = reverse("new-case-step", args=[draft.pk, "area"])
    assert "Kent" not in browser.get(area).content.decode()
    for typed in ({"area": kent.area_id}, {"name": "Kent", "authority": "Kent"}):
        answer = browser.post(area, typed)
        assert answer.status_code == 200 and "on file" not in answer.content.decode()
    assert "choose the area from the list" in answer.content.decode()


def test_the_list_offers_the_leads_of_the_cases_that_it_shows(clash: Cast) -> None:
    assert {name for _, name in leads(clash["support"])} == {"The owner", "The colleague"}
    assert {name for _, name in leads(narrow(clash, "support", area=clash.area))} == {"The owner"}
    assert leads(clash["lano"]) == []


def test_what_needs_doing_is_of_the_cases_in_a_roles_scope(clash: Cast) -> None:
    Revisit.objects.update(timeline_stale=True)
    at = NOW + timedelta(days=40)
    everywhere = {task.area for task in to_do.tasks_for(clash["support"], at)}  # type: ignore[attr-defined]  # annotated
    assert everywhere == {"Essex", "Kent"}
    support = narrow(clash, "support", area=clash.area)
    assert {task.area for task in to_do.tasks_for(support, at)} == {"Essex"}  # type: ignore[attr-defined]  # annotated


def test_the_office_of_one_area_reads_of_no_case_elsewhere(clash: Cast, signed_in: SignedIn) -> None:
    kent = Revisit.objects.get(area__name="Kent")
    reader = clash["other_representative"].memberships.get()
    assert f"{NOW:%Y}" in place_seen(clash["support"], reader)
    browser = signed_in(narrow(clash, "support", area=clash.area))
    said = browser.get(reverse("person", args=[reader.user_id])).content.decode()
    assert "For a re-visit outside your own role" in said and "re-visit of Kent" not in said
    there = browser.get(reverse("admin:accounts_user_change", args=[reader.user_id])).content.decode()
    assert kent.reference not in there
    appoint = reverse("person-appoint", args=[reader.user_id])
    assert "Kent</option>" not in browser.get(appoint).content.decode()
    answer = browser.post(appoint, {"role": "representative", "revisit": kent.reference})
    assert "There is no re-visit with this reference." in answer.content.decode()


def test_personal_data_of_all_is_nobodys_of_one_area(clash: Cast, signed_in: SignedIn) -> None:
    addresses = [reverse(name) for name in ("disposals", "holds", "data-requests")]
    assert {signed_in(clash["administrator"]).get(each).status_code for each in addresses} == {200}
    browser = signed_in(narrow(clash, "administrator", area=clash.area))
    assert {browser.get(each).status_code for each in addresses} == {404}
    assert reverse("disposals") not in browser.get(reverse("home")).content.decode()
    assert not visible(narrow(clash, "administrator"), Hold).exists()


def test_setting_up_elsewhere_is_handed_over_by_a_role_for_everywhere(
    clash: Cast, signed_in: SignedIn
) -> None:
    CaseDraft.objects.create(owner=clash["owner"], updated_at=NOW)
    address = f"{reverse('hand-over')}?person={clash['owner'].pk}"
    assert "still setting up" in signed_in(clash["support"]).get(address).content.decode()
    support = narrow(clash, "support", area=clash.area)
    assert "still setting up" not in signed_in(support).get(address).content.decode()
