"""Taking a suspended re-visit up again from its page, and what the pages say until then."""

import pytest
from django.urls import reverse

from inspections import tasks
from inspections.actions.suspensions import suspend_all
from inspections.models import Suspension
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.notifications.conftest import expand_all, rows
from tests.pages import error_beside, in_boxes, text

pytestmark = pytest.mark.django_db
WHY = "A storm has closed the roads."


def test_a_planned_one_rests_until_it_is_taken_up_again(cast: Cast, signed_in: SignedIn) -> None:
    made = suspend_all(from_day=NOW.date(), reason=WHY, by=cast["senior_hmi"], at=NOW)
    browser, args = signed_in(cast["support"]), [cast.revisit.reference]
    plan, take_up = reverse("plan", args=args), reverse("plan-take-up", args=args)
    early = text(browser.post(take_up, follow=True))
    assert "has not reached this re-visit yet" in early
    tasks.suspend_cases()
    expand_all()
    told = rows("suspended")
    assert {"lead_hmi", "cqc_inspector", "support"} <= {row.recipient_role for row in told}
    assert not {row.recipient_role for row in told} & {"dcs", "lano", "health_officer", "pcf"}
    assert len({row.recipient_key for row in told}) == len(told) and WHY in told[0].text
    page = text(browser.get(plan))
    assert f"All re-visits suspended from 3 May 2022. {WHY}" in page and "Take this re-visit up again" in page
    refused = text(signed_in(cast.owner).post(reverse("notify", args=args), {"confirm": "1", "quality": ""}))
    assert "Take this one up again first" in refused
    assert "It goes on as it was planned" in text(browser.post(take_up, follow=True))
    listed = text(browser.get(reverse("suspension", args=[made.pk])))
    assert "Taken up again 3 May 2022, by The support" in listed
    assert "not suspended" in text(browser.post(take_up, follow=True))


def test_a_postponed_one_gets_new_days_next(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    suspend_all(from_day=NOW.date(), reason=WHY, by=cast["senior_hmi"], at=NOW)
    tasks.suspend_cases()
    expand_all()
    assert rows("postponed") and not rows("suspended")
    taken = signed_in(cast.owner).post(reverse("plan-take-up", args=[cast.revisit.reference]), follow=True)
    assert taken.redirect_chain[-1][0] == reverse("dates", args=[cast.revisit.reference])
    assert "Set its new on-site days" in text(taken)


def test_the_form_asks_for_what_is_missing_and_keeps_what_was_typed(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["senior_hmi"])
    assert "Suspend all re-visits" in text(browser.get(reverse("revisits")))
    assert "Suspend all re-visits" not in text(signed_in(cast["support"]).get(reverse("revisits")))
    page = browser.post(reverse("suspend"), {"reason": WHY})
    assert error_beside(page, "from_day") == "Enter the day." and WHY in page.content.decode()
    back = browser.post(
        reverse("suspend"), {**in_boxes("from_day", NOW.date()), "reason": WHY, "change": "1"}
    )
    assert WHY in back.content.decode() and not Suspension.objects.exists()
