"""Where quality is assured (G7): said at notification, told, shown, and where each review begins."""

import pytest
from django.urls import reverse

from inspections.models import CaseEvent, Revisit
from notifications.models import OutboxMessage
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.letters import assuring
from tests.notifications.conftest import expand_all
from tests.pages import text

pytestmark = pytest.mark.django_db


def test_g7_where_quality_is_assured_is_said_at_notification(cast: Cast, signed_in: SignedIn) -> None:
    lead, where = signed_in(cast.owner), reverse("notify", args=[cast.revisit.reference])
    shown = lead.post(where, {"quality": "on", "note": "Ring first", "preview": "1"})
    assert "is assured on site by:" in text(shown) and "Ring first" in text(shown)
    assert shown.context["form"]["quality"].value() == "on"
    assert "Choose on site, off site" in text(lead.post(where, {"quality": "elsewhere"}))
    assert not cast.happened(CaseEvent.Kind.NOTIFIED)
    lead.post(where, {"quality": "off", "note": ""})
    assert Revisit.objects.get(pk=cast.revisit.pk).quality_on_site is False
    expand_all()
    notices = OutboxMessage.objects.filter(message="notify").values_list("text", flat=True)
    assert notices and all("is assured off site by:" in notice for notice in notices)
    page = text(lead.get(reverse("quality", args=[cast.revisit.reference])))
    assert "The area was told that quality is assured off site." in page


def test_g7_a_review_begins_with_what_the_area_was_told(
    standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    given = assuring.given()
    reviewer = signed_in(given["senior_hmi"])
    where = reverse("quality-version", args=[given.revisit.reference, 1])
    for told, chosen in ((True, "on"), (False, "off"), (None, None)):
        Revisit.objects.filter(pk=given.revisit.pk).update(quality_on_site=told)
        assert reviewer.get(where).context["form"]["on_site"].value() == chosen
