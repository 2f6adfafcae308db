"""Other on-site days: nothing moves before its effect was shown, and what is shown is what happens."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import CaseEvent, Revisit
from letters.actions.issue import issue_parents_letter
from letters.models import Letter
from notifications.models import OutboxMessage
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.notifications.conftest import expand_all, rows
from tests.pages import error_beside, in_boxes, text

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


@pytest.fixture
def told(cast: Cast, standing_clock: StandingClock) -> Cast:
    """Announced, its notice written; two days have passed, and something is done."""
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    cast.notify()
    cast.done("follow_up_call")
    expand_all()
    standing_clock.now = LATER
    return cast


def given(cast: Cast, first_day: date, days: int, **more: str) -> dict[str, str]:
    cast.revisit.refresh_from_db()
    sent = {"version": str(cast.revisit.version), "days": str(days), "reason": "The hall burnt down."}
    return {**sent, **in_boxes("first_day", first_day), **in_boxes("letter_date", LATER.date()), **more}


def address(cast: Cast) -> str:
    return reverse("dates", args=[cast.revisit.reference])


def test_the_effect_is_shown_with_every_message_before_anything_moves(
    told: Cast, signed_in: SignedIn
) -> None:
    browser, before = signed_in(told["support"]), OutboxMessage.objects.count()
    form = text(browser.get(address(told)))
    assert "were notified on 3 May 2022" in form and "can read the letter to parents of 3 May 2022" in form
    checked = browser.post(address(told), given(told, date(2022, 5, 24), 4))
    page = text(checked)
    for said in (
        "Tuesday 17 May 2022 to Thursday 19 May 2022, 3 days",
        "Tuesday 24 May 2022 to Friday 27 May 2022, 4 days",
        "The hall burnt down.",
        "You issue its new version next, dated 5 May 2022",
        "Parents' survey opens Tue 10 May 2022 Tue 17 May 2022",
        "Keeping-in-touch meeting with leaders, day 4 None: it is new Fri 27 May 2022",
        "ask for a children's group: done on 3 May 2022",
        "Change the days and tell 5 people",
    ):
        assert said in page, said
    shown = {(row.recipient_email, row.text) for row in checked.context["messages_out"]}
    told.revisit.refresh_from_db()
    assert told.revisit.first_day == date(2022, 5, 17) and OutboxMessage.objects.count() == before
    assert told.happened(CaseEvent.Kind.RESCHEDULED) == []

    made = browser.post(address(told), given(told, date(2022, 5, 24), 4, confirm="1"), follow=True)
    assert made.redirect_chain[-1][0] == reverse("letter-preview", args=[told.revisit.reference])
    assert "issue its new version now" in text(made)
    expand_all()
    found = rows("date_changed")
    assert {(row.recipient_email, row.text) for row in found} == shown and len(found) == 5
    assert OutboxMessage.objects.count() == before + 5


def test_the_letter_gets_a_dated_new_version_and_the_public_page_says_when_the_dates_changed(
    told: Cast, signed_in: SignedIn
) -> None:
    reader = Client()
    signed_in(told.owner).post(address(told), given(told, date(2022, 5, 24), 4, confirm="1"))
    public = reverse("public-visit", args=[told.revisit.reference])
    page = text(reader.get(public))
    assert "The dates changed on 5 May 2022." in page and "This page is right. The letter is older." in page
    told.revisit.refresh_from_db()
    letter = issue_parents_letter(revisit=told.revisit, by=told.owner, at=LATER, reason="New days")
    assert "5 May 2022" in str(letter.text) and letter.version == 2
    page = text(reader.get(public))
    assert (
        "The dates changed on 5 May 2022. The letter to parents and carers of 5 May 2022 has the new ones."
        in page
    )
    assert "The letter is older" not in page


@pytest.mark.parametrize(
    ("days", "falls"), [(2, "day 3 Thu 19 May 2022 It falls away"), (4, "day 4 None: it is new")]
)
def test_g19_a_visit_is_shortened_and_lengthened(
    told: Cast, signed_in: SignedIn, days: int, falls: str
) -> None:
    browser = signed_in(told.owner)
    assert falls in text(browser.post(address(told), given(told, date(2022, 5, 17), days)))
    browser.post(address(told), given(told, date(2022, 5, 17), days, confirm="1"))
    case = Revisit.objects.get(pk=told.revisit.pk)
    assert (case.days, case.last_day) == (days, date(2022, 5, 16) + timedelta(days=days))
    too_many = browser.post(address(told), given(told, date(2022, 5, 17), 5))
    assert "Select a valid choice" in error_beside(too_many, "days")


def test_the_same_days_change_nothing_and_days_that_are_refused_keep_what_was_typed(
    told: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(told.owner)
    same = text(browser.post(address(told), given(told, date(2022, 5, 17), 3)))
    assert "nothing changes, and nobody is told anything" in same and "Change the days" not in same
    back = browser.post(address(told), given(told, date(2022, 5, 24), 2, change="1"))
    assert "The hall burnt down." in back.content.decode() and "Show what changes" in text(back)
    soon = text(browser.post(address(told), given(told, date(2022, 5, 10), 3)))
    assert "would have been due before today" in soon
    assert Letter.objects.count() == 1
