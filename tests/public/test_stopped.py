"""A visit that is put off or called off, as the public reads of it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.cases import reschedule
from inspections.actions.plans import cancel, postpone
from letters.models import Letter
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.pages import text
from tests.public.scene import issue
from tests.stages import put

PAGE = "/visits/essex-2022/"
WHY = "All Ofsted and CQC inspections were suspended because of the pandemic."
LATER = NOW + timedelta(days=8)


@pytest.fixture
def put_off(cast: Cast, standing_clock: StandingClock) -> Cast:
    standing_clock.now = LATER
    postpone(revisit=cast.revisit, reason=WHY, by=cast.owner, at=LATER)
    return cast


def new_days(cast: Cast) -> None:
    cast.revisit.refresh_from_db()
    reschedule(
        revisit=cast.revisit,
        version=cast.revisit.version,
        first_day=date(2022, 9, 20),
        days=3,
        reason="They begin again",
        by=cast.owner,
        at=LATER,
    )
    cast.compute(LATER)


def test_the_page_says_postponed_since_when_and_why_and_nothing_to_act_on(
    put_off: Cast, reader: Client
) -> None:
    """On the day after the survey was to open: it is not open."""
    page = text(reader.get(PAGE))
    for said in (
        "This re-visit was postponed on 11 May 2022.",
        WHY,
        "New dates will be announced on this page.",
        "were to be in Essex from Tuesday 17 May 2022 to Thursday 19 May 2022",
        "The survey is not open, and the open meeting does not take place",
        "before the visit was postponed: the dates in it no longer hold",
    ):
        assert said in page, said
    assert "Take part in the survey" not in page and "Register for" not in page
    assert reader.get(reverse("public-letter", args=["essex-2022", "text"])).status_code == 200
    register = reverse("public-register", args=["essex-2022"])
    assert "The re-visit is postponed" in text(reader.get(register))
    for listed in ("/visits/", reverse("public-area", args=[put_off.area.pk])):
        assert "Postponed New dates will be announced." in text(reader.get(listed))


def test_new_days_and_their_letter_are_public_once_the_area_is_notified_again(
    put_off: Cast, reader: Client, signed_in: SignedIn
) -> None:
    new_days(put_off)
    put_off.revisit.parents_letter_date = LATER.date()
    put_off.revisit.save(update_fields=["parents_letter_date"])
    issue(put_off, at=LATER + timedelta(hours=1), reason="New dates")
    pages = [PAGE, "/visits/", reverse("public-area", args=[put_off.area.pk])]
    files = reverse("public-letter", args=["essex-2022", "text"])
    for page in (*pages, files):
        assert "September 2022" not in reader.get(page).content.decode(), page
    new = Letter.objects.get(version=2)
    for name in ("lano", "pcf"):
        assert signed_in(put_off[name]).get(new.get_absolute_url()).status_code == 404
    put_off.notify(LATER + timedelta(hours=2))
    page = text(reader.get(PAGE))
    assert "will be in Essex from Tuesday 20 September 2022" in page and "ostponed" not in page
    assert "September 2022" in reader.get(files).content.decode()
    assert signed_in(put_off["lano"]).get(new.get_absolute_url()).status_code == 200


def test_a_cancelled_visit_says_so_and_keeps_its_letter(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    standing_clock.now = LATER
    cancel(revisit=cast.revisit, reason="The area became two.", by=cast.owner, at=LATER)
    page = text(reader.get(PAGE))
    assert (
        "This re-visit was cancelled on 11 May 2022. The area became two. Inspectors will not come." in page
    )
    assert "There is no survey and no open meeting" in page and "Issued on 3 May 2022" in page
    assert "Cancelled 17 May 2022 to 19 May 2022" in text(reader.get("/visits/"))


def test_what_is_cancelled_before_its_notice_never_becomes_public(cast: Cast, reader: Client) -> None:
    put("planned", cast.revisit)
    cancel(revisit=cast.revisit, reason="The area became two.", by=cast.owner, at=LATER)
    assert reader.get(PAGE).status_code == 404
    assert reader.get(reverse("public-letter", args=["essex-2022", "text"])).status_code == 404
    assert "essex-2022" not in reader.get("/visits/").content.decode()
