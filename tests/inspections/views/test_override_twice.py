"""Two people set the same date: whoever comes second is told, and loses no text."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import in_boxes, text


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


def typed(edition: str, on: date, reason: str) -> dict[str, str]:
    return {"edition": edition, "time": "12:00", "reason": reason, **in_boxes("on", on)}


def test_the_second_is_told_and_may_send_again(site: Client, cast: Cast) -> None:
    event = cast.event("survey_opens")
    address = reverse("override", args=[cast.revisit.reference, event.pk])
    seen = site.get(address).context["form"]["edition"].value()
    assert site.post(address, typed(seen, date(2022, 5, 11), "The link is late.")).status_code == 302

    second = site.post(address, typed(seen, date(2022, 5, 12), "The forum asked."))

    assert "set this to Wednesday 11 May 2022 (The link is late.) while you were typing" in text(second)
    assert "The forum asked." in text(second)
    assert cast.event("survey_opens").planned_on == date(2022, 5, 11)
    now_seen = second.context["form"]["edition"].value()
    assert site.post(address, typed(now_seen, date(2022, 5, 12), "The forum asked.")).status_code == 302
    assert cast.event("survey_opens").planned_on == date(2022, 5, 12)
