"""The page of the dates of a statement of action (G5)."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import WSOA
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import error_beside, in_boxes, text

pytestmark = pytest.mark.django_db


def test_g5_dates_are_entered_with_where_they_are_known_from(cast: Cast, signed_in: SignedIn) -> None:
    browser, where = signed_in(cast.owner), reverse("statement-dates", args=[cast.revisit.reference])
    overview = reverse("revisit", args=[cast.revisit.reference])
    assert where in browser.get(overview).content.decode()
    before = str(browser.get(where).context["form"]["edition"].value())
    fit = in_boxes("fit_for_purpose_on", date(2020, 4, 1))
    rest = in_boxes("received_on", date(2020, 1, 6)) | in_boxes("submitted_on", date(2020, 4, 6))
    wrong = browser.post(where, rest | fit | {"edition": before})
    assert "before it was submitted" in error_beside(wrong, "fit_for_purpose_on")
    assert "Say from where you know it" in error_beside(wrong, "reason")
    fit = in_boxes("fit_for_purpose_on", date(2022, 5, 4)) | {"reason": "Their letter"}
    ahead = browser.post(where, rest | fit | {"edition": before})
    assert "cannot be in the future" in error_beside(ahead, "fit_for_purpose_on")
    fit = in_boxes("fit_for_purpose_on", date(2020, 5, 11)) | {"reason": "Their letter"}
    WSOA.objects.update(submitted_on=None)
    second = browser.post(where, rest | fit | {"edition": before})
    assert "the day of submission: not known" in text(second) and b"Their letter" in second.content
    again = str(second.context["form"].data["edition"])
    shown = text(browser.post(where, rest | fit | {"edition": again}, follow=True))
    assert "The dates of the statement are kept" in shown and "Fit for purpose 11 May 2020" in shown
    assert "Submitted 6 April 2020" in shown
