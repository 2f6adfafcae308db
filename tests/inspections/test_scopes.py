"""A role for one area, or for one case, reaches no further: in the office, in the record, in letters."""

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from inspections import area_access, record_access
from inspections.models import Absence, InitialInspection, LocalArea, Outcome, SchoolHoliday, Weakness
from letters.access import with_letters
from revisits.accounts.models import Membership
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import visible
from revisits.privacy.models import DataCopy, Hold
from revisits.record.models import Entry
from tests.cast import NOW, Cast, make_elsewhere
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
