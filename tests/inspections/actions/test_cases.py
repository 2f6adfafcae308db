"""Opening a case, changing it, moving its days."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.actions.cases import create_case, edit_details, next_reference, reschedule
from inspections.importing.outcomes import import_outcomes
from inspections.models import WSOA, CaseEvent, LocalArea, Revisit
from inspections.policies import Conflict, Refused
from inspections.workflow import State
from revisits.accounts.models import User
from tests.cast import NOW, Cast, new_case
from tests.factories import make
from tests.inspections.importing.files import outcomes_file
from tests.stages import put
from tests.statements import is_write

Kind = CaseEvent.Kind


def writes(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in captured.captured_queries if is_write(query["sql"])]


def test_a_new_case_stands_with_inspection_statement_weaknesses_and_team(cast: Cast) -> None:
    revisit = cast.revisit
    assert (revisit.reference, revisit.state, revisit.last_day) == (
        "essex-2022",
        "planned",
        date(2022, 5, 19),
    )
    weaknesses = revisit.wsoa.weaknesses.values_list("number", "text")
    assert list(weaknesses) == [(1, "Joint commissioning"), (2, "Quality of plans & the <waiting> times")]
    assert set(revisit.team.values_list("role", flat=True)) == {"lead", "cqc", "qa_ofsted", "qa_cqc"}
    [created] = cast.happened(Kind.CREATED)
    assert (created.by, created.text) == (cast.owner, "Re-visit of Essex from 17 May 2022, 3 days.")


def test_g3_a_case_takes_the_weaknesses_of_its_statement_and_no_others(cast: Cast) -> None:
    put(State.CANCELLED)
    second = replace(new_case(cast.area, []), first_day=date(2022, 6, 14), weaknesses=["Something new"])
    revisit = create_case(case=second, by=cast.owner, at=NOW)
    assert revisit.wsoa == cast.revisit.wsoa
    assert [weakness.number for weakness in revisit.wsoa.weaknesses.all()] == [1, 2]


def test_a_statement_known_from_statistics_is_completed_and_never_overwritten(cast: Cast) -> None:
    later = {"revisit_first_day": "2023-06-13", "revisit_last_day": None, "letter_published": "2023-08-01"}
    import_outcomes(outcomes_file(area="Suffolk", initial_inspection_first_day="2019-09-30", **later), at=NOW)
    suffolk = LocalArea.objects.get(name="Suffolk")
    known = WSOA.objects.get(inspection__area=suffolk)
    WSOA.objects.filter(pk=known.pk).update(received_on=date(2020, 1, 13))
    revisit = create_case(case=new_case(suffolk, []), by=cast.owner, at=NOW)
    assert revisit.wsoa == known
    wsoa = revisit.wsoa
    assert (wsoa.received_on, wsoa.fit_for_purpose_on) == (date(2020, 1, 13), date(2020, 4, 27))
    assert wsoa.inspection.last_day == date(2019, 10, 4)
    assert wsoa.weaknesses.count() == 2


def test_references_count_up_within_area_and_year(cast: Cast) -> None:
    assert next_reference(cast.area, 2022) == "essex-2022-2"
    assert next_reference(cast.area, 2023) == "essex-2023"
    make(Revisit, reference="essex-2022-2")
    make(Revisit, reference="essex-2022-20")
    assert next_reference(cast.area, 2022) == "essex-2022-3"


def test_a_second_revisit_on_the_same_day_is_refused_in_words(cast: Cast) -> None:
    before = Revisit.objects.count()
    with pytest.raises(ValidationError, match="has a re-visit on this day already"):
        create_case(case=new_case(cast.area, []), by=cast.owner, at=NOW)
    assert Revisit.objects.count() == before


def test_an_edit_says_what_differed_and_writes_nothing_the_second_time(cast: Cast) -> None:
    changes = {"survey_url": "https://survey.example.org/new", "letterhead": True}
    edited = edit_details(revisit=cast.revisit, version=1, changes=changes, by=cast.owner, at=NOW)
    assert (edited.version, edited.survey_url) == (2, "https://survey.example.org/new")
    [event] = cast.happened(Kind.EDITED)
    assert event.text == "Changed: survey link."
    assert event.data == {
        "survey_url": {
            "from": "https://survey.example.org/essex",
            "to": "https://survey.example.org/new",
        }
    }
    with CaptureQueriesContext(connection) as captured:
        edit_details(revisit=cast.revisit, version=2, changes=changes, by=cast.owner, at=NOW)
    assert writes(captured) == []


def test_only_details_are_edited(cast: Cast) -> None:
    changes = {"state": "closed", "first_day": date(2023, 5, 17)}
    edited = edit_details(revisit=cast.revisit, version=1, changes=changes, by=cast.owner, at=NOW)
    assert (edited.state, edited.version) == ("planned", 1)


def test_an_edit_from_an_old_version_is_a_conflict_that_shows_what_stands(cast: Cast) -> None:
    edit_details(revisit=cast.revisit, version=1, changes={"survey_url": ""}, by=cast.owner, at=NOW)
    with pytest.raises(Conflict) as conflict:
        edit_details(revisit=cast.revisit, version=1, changes={"letterhead": False}, by=cast.owner, at=NOW)
    assert conflict.value.current.survey_url == ""
    cast.revisit.refresh_from_db()
    assert cast.revisit.letterhead is True


def test_g20_without_an_open_meeting_its_event_goes_and_comes_back(cast: Cast) -> None:
    edit_details(revisit=cast.revisit, version=1, changes={"has_open_meeting": False}, by=cast.owner, at=NOW)
    cast.compute()
    assert not cast.revisit.timeline.filter(code="open_meeting").exists()
    edit_details(revisit=cast.revisit, version=2, changes={"has_open_meeting": True}, by=cast.owner, at=NOW)
    cast.compute()
    assert cast.event("open_meeting").planned_on == date(2022, 5, 17)


def test_g26_moved_days_move_every_date_that_hangs_on_them(cast: Cast) -> None:
    reschedule(
        revisit=cast.revisit,
        version=1,
        first_day=date(2022, 5, 24),
        days=3,
        reason="Half-term",
        by=cast.owner,
        at=NOW,
    )
    [event] = cast.happened(Kind.RESCHEDULED)
    assert event.text == (
        "On site from Tuesday 24 May 2022, 3 days (was Tuesday 17 May 2022, 3 days). Reason: Half-term"
    )
    assert cast.event("notify").planned_on == date(2022, 5, 10)
    assert cast.event("final_sent").planned_on == date(2022, 7, 7)
    moved = cast.happened(Kind.DATE_MOVED)
    assert len(moved) > 20 and {each.at for each in moved} == {event.at}
    assert cast.compute() == []


def test_moving_to_the_same_days_writes_nothing(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as captured:
        reschedule(
            revisit=cast.revisit,
            version=1,
            first_day=date(2022, 5, 17),
            days=3,
            reason="x",
            by=cast.owner,
            at=NOW,
        )
    assert writes(captured) == []


def test_days_move_from_the_version_that_was_seen_alone(cast: Cast) -> None:
    edit_details(revisit=cast.revisit, version=1, changes={"survey_url": ""}, by=cast.owner, at=NOW)
    with pytest.raises(Conflict):
        reschedule(
            revisit=cast.revisit,
            version=1,
            first_day=date(2022, 5, 24),
            days=3,
            reason="x",
            by=cast.owner,
            at=NOW,
        )


@pytest.mark.parametrize("state", ["reporting", "closed"])
def test_g19_days_that_are_over_stay(cast: Cast, state: str) -> None:
    put(state, cast.revisit)
    with pytest.raises(Refused, match="The visit is over"):
        reschedule(
            revisit=cast.revisit,
            version=1,
            first_day=date(2022, 5, 24),
            days=3,
            reason="x",
            by=cast.owner,
            at=NOW,
        )
    cast.revisit.refresh_from_db()
    assert cast.revisit.first_day == date(2022, 5, 17)


def test_g19_a_visit_under_way_may_grow_by_a_day(cast: Cast) -> None:
    put(State.ON_SITE, cast.revisit)
    moved = reschedule(
        revisit=cast.revisit,
        version=1,
        first_day=date(2022, 5, 17),
        days=4,
        reason="More sessions",
        by=cast.owner,
        at=NOW,
    )
    assert moved.last_day == date(2022, 5, 20)


def test_days_do_not_move_onto_another_revisit_of_the_same_statement(cast: Cast) -> None:
    team: list[tuple[User, str]] = [(cast.owner, "lead"), (cast["cqc"], "cqc")]
    other = create_case(case=new_case(cast.area, team, date(2022, 6, 14)), by=cast.owner, at=NOW)
    put(State.CANCELLED, other)
    Revisit.objects.filter(pk=other.pk).update(wsoa=cast.revisit.wsoa)
    with pytest.raises(ValidationError, match="has a re-visit on this day already"):
        reschedule(
            revisit=cast.revisit,
            version=1,
            first_day=date(2022, 6, 14),
            days=3,
            reason="x",
            by=cast.owner,
            at=NOW,
        )


def test_g5_the_advisers_quarterly_visits_are_planned_up_to_the_re_visit_and_once(cast: Cast) -> None:
    visits = cast.revisit.wsoa.monitoring_visits
    planned = [visit.planned_on for visit in visits.all()]
    assert planned[:2] == [date(2020, 7, 27), date(2020, 10, 27)]
    assert planned[-1] == date(2022, 4, 27) and len(planned) == 8

    visits.filter(planned_on=date(2020, 7, 27)).update(took_place_on=date(2020, 8, 3))
    put(State.CANCELLED)
    create_case(case=replace(new_case(cast.area, []), first_day=date(2022, 9, 13)), by=cast.owner, at=NOW)

    assert visits.count() == 9
    assert visits.get(planned_on=date(2020, 7, 27)).took_place_on == date(2020, 8, 3)
