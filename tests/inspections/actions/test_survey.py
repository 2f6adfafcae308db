"""The parents' survey: its window is told once at each of its moments; broken and mended it is told and shown (G16)."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from inspections.actions import plans
from inspections.actions.survey import mend, report_broken, tell_windows
from inspections.actions.timeline import override_date
from inspections.models import CaseEvent, SurveyIncident
from inspections.policies import Refused
from inspections.survey import window
from inspections.timeline.times import london
from tests.cast import NOW, Cast
from tests.notifications.conftest import expand_all, rows
from tests.notifications.listening import Ear

Kind = CaseEvent.Kind
OPENS, CLOSES = london(date(2022, 5, 10), time(12)), london(date(2022, 5, 16), time(12))
SECOND = timedelta(seconds=1)
OUTSIDE = ["The dcs", "The lano", "The health_chief", "The health", "The pcf"]
SAID = "The link leads nowhere. Please try again tomorrow."


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def kinds(cast: Cast) -> list[str]:
    found = cast.revisit.history.filter(kind__startswith="survey_").order_by("pk")
    return [event.kind for event in found]


def test_g16_each_moment_of_the_window_is_told_once_and_neither_before(told: Cast) -> None:
    assert (window(told.revisit).opens, window(told.revisit).closes) == (OPENS, CLOSES)
    assert [tell_windows(at=at) for at in (OPENS - SECOND, OPENS, OPENS, CLOSES - SECOND)] == [0, 1, 0, 0]
    assert [tell_windows(at=at) for at in (CLOSES, CLOSES + SECOND, CLOSES + timedelta(days=1))] == [1, 0, 0]
    assert kinds(told) == [Kind.SURVEY_OPENED, Kind.SURVEY_CLOSED]
    expand_all()
    assert [row.recipient_name for row in rows("survey_opened")] == ["The owner", *OUTSIDE]
    assert "open now, until Monday 16 May 2022, 12 noon" in rows("survey_opened")[1].text
    assert "https://survey.example.org/essex" in rows("survey_opened")[1].text
    assert len(rows("survey_closed")) == 6


def test_a_missed_run_is_made_up_and_a_missed_window_is_told_as_closed(told: Cast) -> None:
    assert tell_windows(at=OPENS + timedelta(days=2)) == 1
    assert kinds(told) == [Kind.SURVEY_OPENED]
    assert tell_windows(at=CLOSES + timedelta(days=1)) == 1
    assert kinds(told) == [Kind.SURVEY_OPENED, Kind.SURVEY_CLOSED]


def test_a_window_that_nobody_saw_open_is_told_as_closed_alone(told: Cast) -> None:
    assert tell_windows(at=CLOSES) == 1
    assert kinds(told) == [Kind.SURVEY_CLOSED]


def test_of_a_visit_that_is_not_announced_or_is_put_off_nothing_is_told(cast: Cast) -> None:
    assert tell_windows(at=OPENS) == 0, "its area was not notified"
    cast.notify()
    plans.postpone(revisit=cast.revisit, reason="The pandemic.", by=cast.owner, at=NOW)
    assert tell_windows(at=OPENS) == 0
    assert kinds(cast) == []


def test_g16_another_closing_opens_it_again(told: Cast) -> None:
    tell_windows(at=OPENS)
    event = told.event("survey_closes")
    later = date(2022, 5, 17)
    override_date(
        event=event, edition=event.edition, on=later, time="12:00", reason="The link was broken.",
        by=told.owner, at=OPENS,
    )  # fmt: skip
    told.compute()
    assert tell_windows(at=CLOSES) == 0, "it is open for longer"
    assert tell_windows(at=london(later, time(12))) == 1


def test_a_broken_survey_is_told_to_all_who_were_told_of_it_and_so_is_its_mending(told: Cast) -> None:
    ear = Ear("Unmistakable")
    ear()
    incident = report_broken(revisit=told.revisit, said=f" {SAID} ", by=told.owner, at=OPENS)
    assert (incident.said, incident.broken_at) == (SAID, OPENS)
    assert ear() == {"survey_broken": OUTSIDE}, "whoever reported it knows"
    assert SAID in rows("survey_broken")[0].text
    with pytest.raises(Refused, match="reported broken already"):
        report_broken(revisit=told.revisit, said=SAID, by=told.owner, at=OPENS)
    mended = mend(revisit=told.revisit, said="It works.", by=told["support"], at=OPENS + SECOND)
    assert (mended.pk, mended.mended_by, mended.mended_said) == (incident.pk, told["support"], "It works.")
    assert ear() == {"survey_mended": ["The owner", *OUTSIDE]}
    with pytest.raises(Refused, match="not reported broken"):
        mend(revisit=told.revisit, said="Again.", by=told.owner, at=OPENS)


def test_a_survey_is_broken_while_people_were_told_of_it_and_it_is_not_closed(cast: Cast) -> None:
    with pytest.raises(Refused, match="nobody was told"):
        report_broken(revisit=cast.revisit, said=SAID, by=cast.owner, at=NOW)
    cast.notify()
    with pytest.raises(Refused, match="Say it in a sentence"):
        report_broken(revisit=cast.revisit, said="  ", by=cast.owner, at=NOW)
    with pytest.raises(Refused, match="The survey is closed"):
        report_broken(revisit=cast.revisit, said=SAID, by=cast.owner, at=CLOSES)
    assert not SurveyIncident.objects.exists()


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("survey_broken_once_at_a_time", {}),
        ("survey_broken_says_how", {"said": "", "mended_at": CLOSES, "mended_said": "It works."}),
        ("survey_mended_by_somebody_who_says_how", {"mended_at": CLOSES}),
        ("survey_mended_by_somebody_who_says_how", {"mended_at": OPENS - SECOND, "mended_said": "It works."}),
    ],
)
def test_behind_the_form_the_database_holds_it(
    told: Cast, constraint: str, columns: dict[str, str | datetime]
) -> None:
    report_broken(revisit=told.revisit, said=SAID, by=told.owner, at=OPENS)
    mended_by = told.owner if "mended_said" in columns else None
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SurveyIncident.objects.create(
            revisit=told.revisit, broken_at=OPENS, reported_by=told.owner, mended_by=mended_by,
            **{"said": SAID, **columns},
        )  # fmt: skip
    assert SurveyIncident.objects.count() == 1
