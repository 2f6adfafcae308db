"""Who reaches what: every role at every address, by GET and by POST, and nothing written by looking."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from inspections.importing.outcomes import import_outcomes
from revisits.accounts.models import Membership, Organisation
from tests.addresses import addresses
from tests.cast import NOW, Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.inspections.importing.files import outcomes_file
from tests.row import AREA, EVERYBODY


@pytest.fixture
def where(cast: Cast) -> dict[str, str]:
    cast.notify()
    return addresses(cast)


def test_missing_and_forbidden_look_the_same(cast: Cast, where: dict[str, str], signed_in: SignedIn) -> None:
    browser = signed_in(cast["stranger"])
    forbidden = browser.get(where["timeline"])
    missing = browser.get(where["timeline"].replace("essex-2022", "nowhere-2022"))
    assert forbidden.status_code == missing.status_code == 404
    assert _page(forbidden) == _page(missing)
    assert "There is nothing at this address, or it is not open to you." in _page(forbidden)


def _page(answer: Any) -> str:
    """The page without its one-time tokens."""
    return str(answer.content.decode().partition("<main")[2].partition("</main>")[0])


def test_g8_the_area_sees_its_case_only_once_it_was_notified(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("area-case", args=[cast.revisit.reference])
    before = {person: signed_in(cast[person]).get(address).status_code for person in AREA}
    assert set(before.values()) == {404}
    cast.notify()
    after = {person: signed_in(cast[person]).get(address).status_code for person in AREA}
    assert set(after.values()) == {200}


def test_g8_whoever_succeeded_a_health_body_sees_the_case_too(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    board = Organisation.objects.create(kind=Organisation.Kind.HEALTH, name="Mid and South Essex ICB")
    Organisation.objects.filter(areas_as_health_body=cast.area).update(succeeded_by=board)
    Membership.objects.filter(user=cast["health"]).update(organisation=board)
    answer = signed_in(cast["health"]).get(reverse("area-case", args=[cast.revisit.reference]))
    assert answer.status_code == 200


def test_g24_draft_dates_hidden_from_pcf(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    address = reverse("area-case", args=[cast.revisit.reference])
    readers = {
        person for person in AREA if b"Draft letter sent" in signed_in(cast[person]).get(address).content
    }
    assert readers == {"dcs", "health_chief", "representative"}


def test_g13_what_is_between_inspectors_is_hidden_from_the_area(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    page = signed_in(cast["dcs"]).get(reverse("area-case", args=[cast.revisit.reference])).content.decode()
    for title in ("Call with the DfE", "Review the evidence", "Provisional judgement meeting"):
        assert title not in page


def test_a_historical_revisit_is_read_and_never_worked_on(cast: Cast, signed_in: SignedIn) -> None:
    import_outcomes(outcomes_file(), at=NOW)
    browser = signed_in(cast["support"])
    page = browser.get(reverse("revisit", args=["suffolk-2018"])).content.decode()
    assert "3 of 4 weaknesses" in page
    for name in ("details", "dates", "letter-preview"):
        assert browser.get(reverse(name, args=["suffolk-2018"])).status_code == 404
    for name in ("timeline", "team", "letters", "notices", "history"):
        assert browser.get(reverse(name, args=["suffolk-2018"])).status_code == 200


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_the_office_opens_to_support_and_administrators_alone(
    person: str, cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(cast[person]).get(reverse("admin:index"))
    assert answer.status_code == (200 if person in ("support", "administrator") else 404)


def test_a_role_for_one_area_reaches_no_further_in_the_office(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    other = make_elsewhere(cast)
    Membership.objects.filter(user=cast["support"]).update(area=cast.area)
    browser = signed_in(cast["support"])
    for case, answer in ((cast.revisit, 200), (other.revisit, 302)):
        assert browser.get(reverse("admin:inspections_revisit_change", args=[case.pk])).status_code == answer
    for name in ("inspections_revisit", "inspections_caseevent", "notifications_outboxmessage"):
        page = browser.get(reverse(f"admin:{name}_changelist")).content.decode()
        assert other.revisit.reference not in page and "Kent" not in page


def test_the_office_sends_who_is_signed_out_to_the_programs_own_sign_in(
    cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(None).get(reverse("admin:index"), follow=True)
    assert answer.request["PATH_INFO"] == reverse("sign-in")


def test_a_membership_that_ended_opens_nothing(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["colleague"])
    assert browser.get(reverse("revisits")).status_code == 200
    Membership.objects.filter(user=cast["colleague"]).update(ends_on=date(2022, 5, 2))
    assert browser.get(reverse("revisits"))["Location"] == reverse("left")
    Membership.objects.filter(user=cast["colleague"]).update(ends_on=date(2022, 5, 3))
    assert signed_in(cast["colleague"]).get(reverse("revisits")).status_code == 200
