"""Who sees the registrations for the open meeting: the forum and the inspectors of the case, nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from inspections.actions.registrations import register
from inspections.models import MeetingRegistration
from revisits.accounts.models import Membership
from revisits.privacy.schedules import SCHEDULES
from revisits.record.models import Entry
from tests.cast import FIRST_DAY, NOW, Cast
from tests.conftest import SignedIn


@pytest.fixture
def address(cast: Cast) -> str:
    cast.notify()
    return reverse("registrations", args=[cast.revisit.reference])


def test_the_forum_enters_a_parent_passes_the_code_on_and_withdraws(
    cast: Cast, address: str, signed_in: SignedIn
) -> None:
    browser = signed_in(cast["pcf"])
    answer = browser.post(address, {"name": "A parent", "places": "2"})
    assert "Enter an e-mail address or a telephone number." in answer.content.decode()
    assert not MeetingRegistration.objects.exists()
    given = {"name": "A parent", "phone": "01245 555 010", "places": "2", "needs": "A signer"}
    shown = browser.post(address, given, follow=True).content.decode()
    made = MeetingRegistration.objects.get()
    assert made.code in shown
    assert (made.through, made.entered_by, made.places) == ("forum", cast["pcf"], 2)
    # The inspectors see whose it is, and not the code that withdraws it.
    one = reverse("registration", args=[cast.revisit.reference, made.pk])
    seen = signed_in(cast.owner).get(one).content.decode()
    assert "A parent" in seen and made.code not in seen
    browser.post(reverse("registration-withdraw", args=[cast.revisit.reference, made.pk]))
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_the_list_is_for_its_forum_and_its_inspectors_and_ends_with_the_role(
    cast: Cast, address: str, signed_in: SignedIn
) -> None:
    register(revisit=cast.revisit, name="Zq Parent", email="zq@example.org", at=NOW)
    seers = {name for name in cast.people if signed_in(cast[name]).get(address).status_code == 200}
    assert seers == {"owner", "cqc", "pcf"}
    Membership.objects.filter(user=cast["pcf"]).update(ends_on=NOW.date() - timedelta(days=1))
    assert signed_in(cast["pcf"]).get(address).status_code != 200


def test_before_the_notice_the_forum_finds_nothing(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("registrations", args=[cast.revisit.reference])
    assert signed_in(cast["pcf"]).get(address).status_code == 404


def test_the_csv_runs_no_formula_and_taking_it_is_on_record(
    cast: Cast, address: str, signed_in: SignedIn
) -> None:
    register(revisit=cast.revisit, name='=HYPERLINK("x")', phone="+44 1245 555010", at=NOW)
    csv = reverse("registrations-csv", args=[cast.revisit.reference])
    answer = signed_in(cast["pcf"]).get(csv)
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=HYPERLINK" in text and "'+44 1245 555010" in text
    assert answer["Cache-Control"] == "no-store"
    entry = Entry.objects.filter(operation="download").latest("pk")
    assert (entry.person, entry.case) == (cast["pcf"].pk, cast.revisit.pk)


def test_registrations_are_due_for_disposal_ninety_days_after_the_meeting(cast: Cast, address: str) -> None:
    made = register(revisit=cast.revisit, name="A parent", phone="01245 555 010", at=NOW)
    schedule = SCHEDULES["registrations"]
    assert schedule.period
    due = FIRST_DAY + timedelta(days=90)
    assert list(schedule.due(schedule.period.cutoff(due))) == [made]
    assert list(schedule.due(schedule.period.cutoff(due - timedelta(days=1)))) == []
    assert "A parent" not in schedule.reference(made)
