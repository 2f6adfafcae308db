"""The survey is kept open for longer, or replaced by another: for a reason that everybody who was told reads (G16)."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.test import Client

from inspections.actions.survey import report_broken, tell_windows
from inspections.actions.timeline import override_date
from inspections.models import CaseEvent, SurveyChange, SurveyIncident
from inspections.survey import window
from inspections.timeline.times import london
from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.asking import shared
from tests.notifications.conftest import expand_all, rows
from tests.pages import SEEN, error_beside, in_boxes, text

PAGE, EXTEND, REPLACE = (f"/revisits/essex-2022/survey/{page}" for page in ("", "extend/", "replace/"))
PUBLIC = "/visits/essex-2022/"
WHY = "the link did not work on 12 May"
OUTSIDE = ["The dcs", "The lano", "The health_chief", "The health", "The pcf"]
OTHER = "https://other.example.org/essex"


@pytest.fixture
def open_now(cast: Cast, standing_clock: StandingClock) -> datetime:
    """Announced and notified; the survey is open."""
    render_letter(letter=issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW), at=NOW)
    cast.notify()
    at = standing_clock.set(date(2022, 5, 13))
    tell_windows(at=at)
    expand_all()
    return at


@pytest.fixture
def lead(cast: Cast, open_now: datetime, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


def longer(day: date = date(2022, 5, 18), **changes: Any) -> dict[str, Any]:
    return {**in_boxes("on", day), "time": "12:00", "why": f"{WHY}.", **changes}


def other(cast: Cast, **changes: Any) -> dict[str, Any]:
    cast.revisit.refresh_from_db()
    version = cast.revisit.version
    return {"version": version, "survey_kind": "link", "survey_url": OTHER, "why": WHY, **changes}


def test_g16_the_survey_is_extended_and_who_was_told_is_told_once(
    cast: Cast, lead: Client, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    assert "later time" in error_beside(lead.post(EXTEND, longer(date(2022, 5, 16))), "on")
    assert "before the visit is over" in error_beside(lead.post(EXTEND, longer(date(2022, 5, 20))), "on")
    assert "Give the reason" in error_beside(lead.post(EXTEND, longer(why=" . ")), "why")
    assert "time like" in error_beside(lead.post(EXTEND, longer(time="noon")), "time")
    assert not SurveyChange.objects.exists()
    assert WHY in text(lead.post(EXTEND, longer() | SEEN, follow=True))
    assert window(cast.revisit).closes == london(date(2022, 5, 18), time(12))
    overridden = cast.happened(CaseEvent.Kind.DATE_OVERRIDDEN)[-1]
    assert WHY in overridden.text
    expand_all()
    told = rows("date_changed")
    assert [row.recipient_name for row in told] == OUTSIDE
    assert "Wednesday 18 May 2022" in told[0].text and WHY in told[0].text
    public = text(signed_in(None).get(PUBLIC))
    assert f"The survey stays open until 12 noon on Wednesday 18 May 2022, because {WHY}." in public
    assert "13 May 2022:" in public
    standing_clock.set(date(2022, 5, 16), time(13))
    assert "Open" in text(lead.get(PAGE)), "it would have been closed"
    lead.post(EXTEND, longer(date(2022, 5, 18), time="15:30", why="of a storm", **SEEN))
    later = text(signed_in(None).get(PUBLIC))
    assert "because of a storm" in later and WHY not in later, "what holds no more is not said"
    expand_all()
    assert len(rows("date_changed")) == 2 * len(OUTSIDE), "a later hour of the same day is news as well"
    assert rows("survey_extended") == [], "the lead did it"
    support = signed_in(cast["support"])
    assert WHY in text(support.post(EXTEND, longer(date(2022, 5, 19)) | SEEN, follow=True))
    expand_all()
    (told_lead,) = rows("survey_extended")
    assert told_lead.recipient_name == "The owner" and "The support set the time." in told_lead.text
    assert "until Thursday 19 May 2022, 12 noon now" in told_lead.text and WHY in told_lead.text
    event = cast.event("survey_closes")
    override_date(event=event, on=date(2022, 5, 17), time="12:00", reason="x", by=cast["support"], at=NOW)
    expand_all()
    assert len(rows("survey_extended")) == 1, "an earlier closing is no extension"


def test_g16_the_survey_is_replaced_by_another_link_and_nothing_is_broken_any_more(
    cast: Cast, lead: Client, open_now: datetime, signed_in: SignedIn
) -> None:
    report_broken(revisit=cast.revisit, said="The link leads nowhere.", by=cast.owner, at=open_now)
    assert "link of the other" in error_beside(lead.post(REPLACE, other(cast, survey_url="")), "survey_url")
    same = other(cast, survey_url="https://survey.example.org/essex")
    assert "already" in error_beside(lead.post(REPLACE, same), "survey_kind")
    assert "not agreed" in error_beside(lead.post(REPLACE, other(cast, survey_kind="own")), "survey_kind")
    assert lead.post(REPLACE, other(cast, version=0)).status_code == 409
    page = text(lead.post(REPLACE, other(cast, **SEEN), follow=True))
    assert f"Replaced by {OTHER}, because {WHY}." in page and "issue a new version" in page
    assert SurveyIncident.objects.get().mended_said == f"The survey is replaced, because {WHY}."
    expand_all()
    told = rows("survey_replaced")
    assert [row.recipient_name for row in told] == OUTSIDE, "and not whoever did it"
    assert OTHER in told[0].text and WHY in told[0].text
    assert rows("survey_mended") == []
    public = text(signed_in(None).get(PUBLIC))
    assert f"The survey is at another address now, because {WHY}." in public and OTHER in public
    assert "does not work" not in public


def test_a_survey_is_replaced_by_our_own_once_its_questions_are_agreed(
    cast: Cast, lead: Client, open_now: datetime
) -> None:
    version = shared(cast)
    version.state, version.agreed_why = "agreed", "The forum did not answer."
    version.agreed_by, version.agreed_at = cast.owner, NOW
    version.save()
    assert lead.post(REPLACE, other(cast, survey_kind="own", survey_url="", **SEEN)).status_code == 302
    cast.revisit.refresh_from_db()
    assert cast.revisit.survey_kind == "own"
    assert cast.revisit.survey_url, "the earlier link stays on file"


def test_before_the_opening_and_after_the_closing_nothing_is_replaced(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    lead = signed_in(cast.owner)
    assert "nobody was told of the survey" in text(lead.post(EXTEND, longer()))
    cast.notify()
    assert "has not opened yet" in text(lead.post(REPLACE, other(cast)))
    standing_clock.set(date(2022, 5, 17))
    assert "Extend it first" in text(lead.post(REPLACE, other(cast)))
    assert "still to come" in text(lead.post(EXTEND, longer(date(2022, 5, 16), time="15:00")))
    for page in (EXTEND, REPLACE):
        assert signed_in(cast["cqc"]).get(page).status_code == 404


def test_what_the_database_refuses_of_changes(cast: Cast) -> None:
    by: dict[str, Any] = {"revisit": cast.revisit, "by": cast.owner, "at": NOW}
    with refused("survey_change_says_why"):
        SurveyChange.objects.create(kind="replaced", address=OTHER, **by)
    for wrong in (
        {"kind": "replaced"},
        {"kind": "extended"},
        {"kind": "replaced", "address": OTHER, "closes": NOW},
    ):
        with refused("survey_change_says_what"):
            SurveyChange.objects.create(why=WHY, **wrong, **by)
    made = SurveyChange.objects.create(kind="replaced", address=OTHER, why=WHY, **by)
    with pytest.raises(Exception, match="Cannot"):
        SurveyChange.objects.filter(pk=made.pk).update(why="Other words")
