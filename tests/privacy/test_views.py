"""The pages about personal data, as their readers meet them."""

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from inspections.models import CaseDraft, EvidenceNote
from revisits.accounts.models import Membership, User
from revisits.accounts.personal_data import holdings
from revisits.privacy.actions.holds import place_hold
from revisits.privacy.models import DataCopy, Disposal, Hold
from revisits.record.models import Entry
from revisits.retention import RECORD_TYPES
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.factories import AT, make
from tests.pages import error_beside, text
from tests.privacy.closed import closed_case, proposed

DAY, OLD = date(2022, 7, 27), date(2016, 7, 27)


def body(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()


def test_the_notice_is_open_to_all_and_says_what_the_settings_say(
    db: None, signed_in: SignedIn, settings: Settings
) -> None:
    of_cases = dict.fromkeys(
        ["outcome_drafts", "evidence", "notes", "judgements", "fieldwork", "arrangements"]
    )
    settings.RETENTION = {**settings.RETENTION, **of_cases}
    settings.PRIVACY_CONTACT = "dpo@example.org"
    page = text(signed_in(None).get(reverse("privacy-notice")))
    for holding in holdings():
        assert holding.what in page
    assert "2 years after the message was sent" in page.replace("&#x27;", "'")
    assert "6 years after the re-visit" not in page
    assert "dpo@example.org" in page


def test_every_page_leads_to_the_notice_and_to_what_is_held(cast: Cast, signed_in: SignedIn) -> None:
    home = signed_in(cast["lano"]).get(reverse("home")).content.decode()
    assert f'href="{reverse("privacy-notice")}"' in home
    assert f'href="{reverse("your-data")}"' in home
    outside = signed_in(None).get(reverse("sign-in")).content.decode()
    assert f'href="{reverse("privacy-notice")}"' in outside
    assert reverse("your-data") not in outside


def test_everybody_sees_what_is_held_on_them_and_takes_a_copy(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["lano"])
    page = text(browser.get(reverse("your-data")))
    assert "Your roles, and those that you gave or ended 1 Public task" in page
    assert "Cases that you began to set up" in page.partition("of which there are none")[2]
    answer = browser.post(reverse("your-data-download"))
    assert answer["Content-Disposition"].endswith('-2022-05-03.json"')
    assert json.loads(body(answer))["name"] == "The lano"
    entry = Entry.objects.get(operation=Entry.Operation.DOWNLOAD)
    assert (entry.person, entry.row) == (cast["lano"].pk, str(cast["lano"].pk))
    copy = DataCopy.objects.get()
    assert (copy.person, copy.by, copy.reason) == (cast["lano"], cast["lano"], "")
    assert "3 May 2022, 08:30, by you" in text(browser.get(reverse("your-data")))


def test_an_administrator_makes_a_copy_on_request_and_the_person_reads_why(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser, address = signed_in(cast["administrator"]), reverse("data-requests")
    given = {"person": "the.LANO@example.org", "reason": "Letter of 2 May 2022, identity checked."}
    answer = browser.post(address, given)
    assert json.loads(body(answer))["name"] == "The lano"
    page = text(signed_in(cast["lano"]).get(reverse("your-data")))
    assert "by The administrator: Letter of 2 May 2022, identity checked." in page
    assert "The lano 3 May 2022, 08:30 The administrator Letter of 2 May" in text(browser.get(address))


@pytest.mark.parametrize(
    ("given", "field", "error"),
    [
        ({"person": "", "reason": "x"}, "person", "Enter the person's e-mail address or name."),
        ({"person": "nobody@example.org", "reason": "x"}, "person", "Nobody on file has this"),
        ({"person": "Same name", "reason": "x"}, "person", "Several people have this name"),
        ({"person": "The lano", "reason": " "}, "reason", "Say who asked for the copy, how and when."),
    ],
)
def test_a_bad_request_makes_no_copy_and_keeps_what_was_typed(
    given: dict[str, str], field: str, error: str, cast: Cast, signed_in: SignedIn
) -> None:
    make(User, name="Same name")
    make(User, name="same Name")
    answer = signed_in(cast["administrator"]).post(reverse("data-requests"), given)
    assert error in error_beside(answer, field)
    assert given["person"] in answer.content.decode()
    assert not DataCopy.objects.exists()


def listed(standing_clock: StandingClock) -> Disposal:
    standing_clock.set(DAY)
    make(EvidenceNote, revisit=closed_case(OLD, reference="kent-2016"))
    found = proposed("notes", DAY)
    assert found
    return found


def test_administrators_are_told_at_home_that_something_waits(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    home = reverse("home")
    assert "Waits for approval" not in text(signed_in(cast["administrator"]).get(home))
    listed(standing_clock)
    assert "Disposal of 1 type of record" in text(signed_in(cast["administrator"]).get(home))
    assert "Waits for approval" not in text(signed_in(cast["support"]).get(home))


def test_a_list_is_read_and_approved_with_a_reason(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    disposal, browser = listed(standing_clock), signed_in(cast["administrator"])
    lists = text(browser.get(reverse("disposals")))
    label = RECORD_TYPES["notes"].label
    assert f"{label} 1 6 years after the re-visit's letter was published" in lists
    page = browser.get(disposal.get_absolute_url())
    assert "kent-2016: note of 1 March 2022 27 July 2016 Hold kent-2016" in text(page)
    assert "A telling title" not in page.content.decode()
    without = browser.post(disposal.get_absolute_url(), {"edition": disposal.edition, "reason": ""})
    assert error_beside(without, "reason") == "Say why this may go."
    given = {"edition": disposal.edition, "reason": "No claim is open."}
    answer = browser.post(disposal.get_absolute_url(), given, follow=True)
    assert "Approved. It is being disposed of." in text(answer)
    assert "Approved by The administrator, 27 July 2022, 08:30: No claim is open." in text(answer)
    again = browser.post(disposal.get_absolute_url(), given)
    assert again.status_code == 200
    assert "The administrator approved this on 27 July 2022 already" in str(again.context["form"].errors)


def test_a_list_that_changed_is_shown_anew_with_what_was_typed(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    disposal, browser = listed(standing_clock), signed_in(cast["administrator"])
    make(EvidenceNote, revisit=closed_case(OLD, reference="essex-2016"))
    proposed("notes", DAY)
    answer = browser.post(disposal.get_absolute_url(), {"edition": disposal.edition, "reason": "My reason."})
    assert "The list changed while you were reading it" in error_beside(answer, "reason")
    assert "essex-2016" in text(answer)
    assert "My reason." in text(answer)
    assert f'name="edition" value="{disposal.edition + 1}"' in answer.content.decode()


def test_of_people_the_list_shows_the_name_until_it_is_gone(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    standing_clock.set(date(2026, 1, 1))
    Membership.objects.filter(user=cast["stranger"]).update(ends_on=date(2021, 1, 1))
    disposal = proposed("people", date(2026, 1, 1))
    assert disposal
    Membership.objects.filter(user=cast["administrator"]).update(ends_on=None)
    page = text(signed_in(cast["administrator"]).get(disposal.get_absolute_url()))
    assert "Local area nominated officer of Kent County Council, until 1 January 2021 The stranger" in page
    assert "Hold The stranger" in page


def test_a_hold_is_placed_from_the_list_and_lifted_with_a_reason(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    browser, address = signed_in(cast["administrator"]), reverse("holds")
    assert 'value="essex-2022"' in browser.get(f"{address}?case=essex-2022").content.decode()
    answer = browser.post(address, {"case": "essex-2022", "reason": "A claim."}, follow=True)
    assert "Hold on essex-2022: nothing of it goes until the hold is lifted." in text(answer)
    hold = Hold.objects.get()
    lift = reverse("hold-lift", args=[hold.pk])
    assert error_beside(browser.post(lift, {"reason": ""}), "reason") == "Say why it is no longer needed."
    assert "is lifted" in text(browser.post(lift, {"reason": "Settled."}, follow=True))
    again = browser.post(lift, {"reason": "Again."})
    assert "lifted this hold on 3 May 2022 already" in error_beside(again, "reason")
    assert "The administrator: Settled." in text(browser.get(address))


@pytest.mark.parametrize(
    ("given", "field", "error"),
    [
        ({"reason": "x"}, "case", "Name either a case or a person."),
        (
            {"case": "essex-2022", "person": "The lano", "reason": "x"},
            "case",
            "Name either a case or a person.",
        ),
        ({"case": "nowhere-2022", "reason": "x"}, "case", "There is no case with this reference."),
        ({"person": "Nobody", "reason": "x"}, "person", "Nobody on file has this"),
        ({"person": "The lano", "reason": ""}, "reason", "Say why it must be kept."),
    ],
)
def test_a_bad_hold_is_refused_beside_its_field(
    given: dict[str, str], field: str, error: str, cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(cast["administrator"]).post(reverse("holds"), given)
    assert error in error_beside(answer, field)
    assert not Hold.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_a_list_costs_the_same_queries_however_long(
    number: int,
    cast: Cast,
    signed_in: SignedIn,
    standing_clock: StandingClock,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(number):
        make(EvidenceNote, revisit=closed_case(OLD))
        CaseDraft.objects.create(owner=make(User), updated_at=AT)
        place_hold(person=make(User), reason="A claim.", by=make(User), at=AT)
    found = proposed("notes", DAY)
    proposed("case_drafts", DAY)
    assert found
    browser = signed_in(cast["administrator"])
    for address in (
        found.get_absolute_url(),
        reverse("disposals"),
        reverse("holds"),
        reverse("data-requests"),
    ):
        with django_assert_max_num_queries(9):
            assert browser.get(address).status_code == 200
