"""What the database refuses by itself, however a row reaches it: bulk_create, queryset.update or SQL."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from inspections.models import (
    WSOA,
    Absence,
    Holiday,
    InitialInspection,
    LocalArea,
    MonitoringVisit,
    Outcome,
    Revisit,
    SchoolHoliday,
    TeamMember,
    TimelineEvent,
    Weakness,
)
from inspections.workflow import State
from letters.models import Letter, LetterFile
from revisits.accounts.models import User
from tests.behind_the_form import refused, updated
from tests.factories import AT, make

pytestmark = pytest.mark.django_db
SATURDAY = date(2022, 5, 21)


def test_g19_two_to_four_days_on_site() -> None:
    for days, last_day in ((1, date(2022, 5, 17)), (5, date(2022, 5, 23)), (0, date(2022, 5, 17))):
        with refused("revisit_two_to_four_days|revisit_last_day_follows"):
            updated(Revisit, days=days, last_day=last_day)
    for days, last_day in ((2, date(2022, 5, 18)), (4, date(2022, 5, 20))):
        updated(Revisit, days=days, last_day=last_day)


def test_g19_only_a_historical_revisit_may_lack_its_days() -> None:
    with refused("revisit_two_to_four_days"):
        updated(Revisit, days=None, last_day=None)
    updated(Revisit, days=None, last_day=None, historical=True, state="closed")


def test_g19_a_revisit_starts_on_a_weekday() -> None:
    for first in (SATURDAY, SATURDAY + timedelta(days=1)):
        with refused("revisit_starts_on_a_weekday"):
            updated(Revisit, first_day=first, last_day=first + timedelta(days=2))


def test_a_holiday_as_first_day_is_stored_and_only_warned_of() -> None:
    updated(Revisit, first_day=date(2022, 6, 2), last_day=date(2022, 6, 7))


def test_g19_the_last_day_follows_the_first_by_the_days() -> None:
    for last_day in (date(2022, 5, 18), date(2022, 5, 16), date(2022, 6, 2), None):
        with refused("revisit_last_day_follows"):
            updated(Revisit, last_day=last_day)


def test_only_closed_revisits_are_historical() -> None:
    with refused("revisit_historical_is_closed"):
        updated(Revisit, historical=True)


def test_one_revisit_of_a_statement_on_a_day_and_one_reference() -> None:
    first = make(Revisit)
    with refused("revisit_once"):
        make(Revisit, wsoa=first.wsoa, historical=True, state=State.CLOSED)
    with refused("inspections_revisit_reference"):
        make(Revisit, reference=first.reference)


@pytest.mark.parametrize("reference", ["Essex-2022", "essex 2022", ""])
def test_a_reference_is_in_lower_case(reference: str) -> None:
    with refused("revisit_reference_in_lower_case"):
        updated(Revisit, reference=reference)


def test_g6_one_lead_hmi() -> None:
    revisit = make(Revisit)
    make(TeamMember, revisit=revisit, role="lead")
    with refused("team_one_lead"):
        TeamMember.objects.bulk_create([TeamMember(revisit=revisit, user=make(User), role="lead")])


def test_one_person_has_one_part_at_a_time() -> None:
    member = make(TeamMember, role="cqc")
    again = TeamMember(revisit=member.revisit, user=member.user, role="hmi")
    with refused("team_one_part_a_person"):
        TeamMember.objects.bulk_create([again])
    TeamMember.objects.filter(pk=member.pk).update(removed_at=AT, removed_by=make(User))
    TeamMember.objects.bulk_create([again])


@pytest.mark.parametrize("role", ["lead", "hmi", "cqc"])
def test_g6_somebody_new_whom_a_person_chose_has_reason_and_experience(role: str) -> None:
    chosen: dict[str, Any] = {"role": role, "added_by": make(User), "added_at": AT}
    for known in ({}, {"reason": "Nobody else"}, {"experience": "Nine years"}):
        with refused("team_somebody_new_has_reason"):
            make(TeamMember, **chosen, **known)
    make(TeamMember, **chosen, reason="Nobody else", experience="Nine years")
    make(TeamMember, **chosen, on_initial_inspection=True)
    make(TeamMember, **chosen | {"role": "qa_cqc"})
    make(TeamMember, role=role)


def test_a_part_is_given_and_ended_by_somebody_at_a_moment() -> None:
    with refused("team_added_at_a_moment"):
        make(TeamMember, on_initial_inspection=True, added_by=make(User))
    for half in ({"removed_at": AT}, {"removed_by": make(User)}):
        with refused("team_removed_by_somebody"):
            make(TeamMember, **half)


def test_an_absence_ends_after_it_starts_and_stands_once() -> None:
    away = make(Absence)
    with refused("absence_ends_after_it_starts"):
        Absence.objects.filter(pk=away.pk).update(last_day=away.first_day - timedelta(days=1))
    with refused("absence_once"):
        make(Absence, user=away.user)


def test_g3_weaknesses_are_numbered_once_in_a_statement_from_one() -> None:
    weakness = make(Weakness, number=1)
    with refused("weakness_number_unique"):
        make(Weakness, wsoa=weakness.wsoa, number=1)
    make(Weakness, number=1)
    with refused("weakness_numbered_from_one"):
        updated(Weakness, number=0)
    with refused("weakness_has_text"):
        updated(Weakness, text="")


def test_g5_submission_follows_the_letter_and_fitness_follows_submission() -> None:
    with refused("wsoa_submitted_after_letter"):
        updated(WSOA, received_on=date(2020, 4, 6), submitted_on=date(2020, 4, 5))
    with refused("wsoa_fit_after_submission"):
        updated(WSOA, submitted_on=date(2020, 4, 6), fit_for_purpose_on=date(2020, 4, 5))
    updated(WSOA, received_on=date(2020, 4, 6), fit_for_purpose_on=date(2020, 4, 27))


def test_g5_the_letter_comes_before_fitness_even_where_submission_is_not_known() -> None:
    with refused("wsoa_fit_after_letter"):
        updated(WSOA, received_on=date(2020, 4, 6), fit_for_purpose_on=date(2020, 4, 5))


def test_one_statement_for_one_inspection() -> None:
    with refused("inspections_wsoa_inspection_id"):
        make(WSOA, inspection=make(WSOA).inspection)


def test_an_inspection_ends_after_it_starts_and_its_letter_follows() -> None:
    with refused("inspection_ends_after_it_starts"):
        updated(InitialInspection, last_day=date(2019, 9, 29))
    with refused("inspection_letter_after_it"):
        updated(InitialInspection, letter_published_on=date(2019, 9, 30))
    inspection = make(InitialInspection)
    with refused("inspection_once"):
        make(InitialInspection, area=inspection.area)


def test_g5_a_monitoring_visit_is_planned_once_for_a_day() -> None:
    wsoa = make(WSOA)
    MonitoringVisit.objects.create(wsoa=wsoa, planned_on=date(2020, 7, 27))
    with refused("monitoring_visit_once"):
        MonitoringVisit.objects.bulk_create([MonitoringVisit(wsoa=wsoa, planned_on=date(2020, 7, 27))])


def test_there_is_no_day_zero() -> None:
    with refused("timeline_no_day_zero"):
        updated(TimelineEvent, day=0)


def test_an_event_stands_once_in_a_case() -> None:
    event = make(TimelineEvent)
    with refused("timeline_event_once"):
        make(TimelineEvent, revisit=event.revisit)


@pytest.mark.parametrize(
    "values",
    [
        {"override_on": date(2022, 5, 4)},
        {"override_on": date(2022, 5, 4), "overridden_at": AT},
        {"override_on": date(2022, 5, 4), "override_reason": "Half-term"},
        {"override_reason": "Half-term"},
        {"override_time": "12:00"},
        {"overridden_at": AT},
    ],
    ids=str,
)
def test_an_override_has_its_reason_and_moment(values: dict[str, Any]) -> None:
    with refused("timeline_override_has_reason"):
        updated(TimelineEvent, **values)


def test_done_has_its_record() -> None:
    for values in ({"done_on": date(2022, 5, 3)}, {"recorded_at": AT}):
        with refused("timeline_done_is_recorded"):
            updated(TimelineEvent, **values)


def test_the_planned_date_is_the_override_or_else_the_computed_one() -> None:
    event = make(TimelineEvent, computed_time="am")
    assert _planned(event) == (date(2022, 5, 3), "am")
    TimelineEvent.objects.update(
        override_on=date(2022, 5, 4), override_time="", override_reason="x", overridden_at=AT
    )
    assert _planned(event) == (date(2022, 5, 4), "")


def _planned(event: TimelineEvent) -> tuple[date | None, str]:
    event.refresh_from_db()
    return event.planned_on, event.planned_time


@pytest.mark.parametrize("code", ["E1000001", "E100000122", "W06000015", "e10000012", ""])
def test_an_area_code_is_an_ons_code(code: str) -> None:
    with refused("local_area_code_is_ons|too long"):
        updated(LocalArea, code=code)


def test_areas_have_names_and_codes_of_their_own() -> None:
    make(LocalArea, name="Essex", code="E10000012")
    with refused("local_area_name_unique"):
        make(LocalArea, name="ESSEX")
    with refused("inspections_localarea_code"):
        make(LocalArea, code="E10000012")


def test_school_holidays_end_after_they_start_and_stand_once() -> None:
    area = make(LocalArea)
    days = {"area": area, "name": "Half-term", "first_day": date(2022, 5, 30)}
    with refused("school_holiday_ends_after_it_starts"):
        SchoolHoliday.objects.bulk_create([SchoolHoliday(**days, last_day=date(2022, 5, 29))])
    SchoolHoliday.objects.create(**days, last_day=date(2022, 6, 3))
    with refused("school_holiday_once"):
        SchoolHoliday.objects.create(**days, last_day=date(2022, 6, 3))


def test_an_outcome_decides_something() -> None:
    published: dict[str, Any] = {"published_on": date(2022, 7, 27), "source": "statistics"}
    with refused("outcome_has_a_decision"):
        Outcome.objects.create(revisit=make(Revisit), sufficient=0, not_sufficient=0, **published)
    with refused("sufficient_check"):
        Outcome.objects.create(revisit=make(Revisit), sufficient=-1, not_sufficient=1, **published)


def test_a_holiday_stands_once() -> None:
    with refused("inspections_holiday_on"):
        Holiday.objects.bulk_create([Holiday(on=date(2022, 6, 3), name="Again", source="x")])


def test_a_corrected_letter_has_a_reason_and_a_first_one_none() -> None:
    first = make(Letter)
    for version, reason in ((2, ""), (1, "Wrong date"), (0, "")):
        with refused("letter_correction_has_reason"):
            make(Letter, version=version, reason=reason)
    with refused("letter_version_once"):
        make(Letter, revisit=first.revisit)
    make(Letter, revisit=first.revisit, version=2, reason="Wrong date")


def test_a_letter_has_one_file_of_a_format() -> None:
    file = make(LetterFile)
    with refused("letter_file_once"):
        make(LetterFile, letter=file.letter)


def test_every_constraint_of_ours_is_named_in_a_test() -> None:
    """A constraint that is added later needs its test."""
    tests = Path(__file__).resolve().parents[2]
    source = "".join(path.read_text(encoding="utf-8") for path in tests.rglob("test_*.py"))
    ours = [
        config for config in apps.get_app_configs() if Path(config.path).is_relative_to(settings.BASE_DIR)
    ]
    models = [model for config in ours if ".venv" not in config.path for model in config.get_models()]
    names = {constraint.name for model in models for constraint in model._meta.constraints}
    assert len(names) > 40
    assert [name for name in sorted(names) if name not in source] == []
