"""The page of the parents' survey, and what the public reads while it is broken."""

from datetime import date, time

import pytest

from inspections.models import SurveyIncident
from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.pages import SEEN

PAGE, PUBLIC = "/revisits/essex-2022/survey/", "/visits/essex-2022/"
SAID = "The link leads nowhere & nobody <knows> why."


@pytest.fixture
def announced(cast: Cast) -> Cast:
    render_letter(letter=issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW), at=NOW)
    cast.notify()
    return cast


def test_the_lead_reports_it_broken_and_mended_and_the_public_page_follows(
    announced: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    lead, parent = signed_in(announced.owner), signed_in(None)
    standing_clock.set(date(2022, 5, 11))
    assert "does not work" not in parent.get(PUBLIC).content.decode()
    empty = lead.post(PAGE, {"said": " "})
    assert "Say it in a sentence" in empty.content.decode() and not SurveyIncident.objects.exists()
    assert lead.post(PAGE, SEEN | {"said": SAID}).status_code == 302
    public = parent.get(PUBLIC).content.decode()
    assert "The survey does not work at the moment." in public and "&lt;knows&gt;" in public
    page = lead.get(PAGE).content.decode()
    assert "Broken" in page and "Say that it works again" in page
    lead.post(PAGE, SEEN | {"said": "It works again."})
    assert "does not work" not in parent.get(PUBLIC).content.decode()
    after = lead.get(PAGE).content.decode()
    assert "Mended before" in after and "Open" in after


def test_others_read_how_it_stands_and_change_nothing(
    announced: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cqc = signed_in(announced["cqc"])
    page = cqc.get(PAGE).content.decode()
    assert "Not open yet" in page and "Report it broken" not in page
    assert cqc.post(PAGE, {"said": SAID}).status_code == 404
    assert signed_in(announced["lano"]).get(PAGE).status_code == 404
    standing_clock.set(date(2022, 5, 17), time(13))
    closed = signed_in(announced["support"]).get(PAGE).content.decode()
    assert "The survey is closed. To open it again" in closed
