"""Invariants over several rows, and rows that are written once: kept by triggers."""

from datetime import date, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.db.models import Model

from inspections.models import (
    WSOA,
    CaseEvent,
    HolidayChange,
    InitialInspection,
    LocalArea,
    Revisit,
    TeamMember,
)
from letters.models import Letter, LetterFile
from tests.cast import Cast
from tests.factories import AT, make

INCOMPLETE = "A notified re-visit needs a lead HMI and a CQC inspector"


def check_now() -> None:
    """What a commit would check."""
    connection.check_constraints()


def test_g6_nobody_notifies_without_a_cqc_inspector(db: None) -> None:
    member = make(TeamMember, role="lead")
    with pytest.raises(IntegrityError, match=INCOMPLETE), transaction.atomic():
        Revisit.objects.filter(pk=member.revisit_id).update(state="notified")
        check_now()


def test_g6_a_case_cannot_be_made_as_notified_without_its_team(db: None) -> None:
    with (
        pgtrigger.ignore("inspections.Revisit:state_along_the_table"),
        pytest.raises(IntegrityError, match=INCOMPLETE),
        transaction.atomic(),
    ):
        make(Revisit, state="on_site")
        check_now()


@pytest.mark.parametrize("role", ["lead", "cqc"])
def test_g6_a_notified_case_keeps_its_lead_and_cqc_inspector(cast: Cast, role: str) -> None:
    cast.notify()
    part = TeamMember.objects.filter(revisit=cast.revisit, role=role)
    with pytest.raises(IntegrityError, match=INCOMPLETE), transaction.atomic():
        part.update(removed_at=AT, removed_by=cast.owner)
        check_now()


PARTS_STAY = "Cannot (delete|update) rows from inspections_teammember"


def test_g7_a_part_is_ended_and_never_deleted_or_made_another(cast: Cast) -> None:
    part = TeamMember.objects.filter(revisit=cast.revisit, role="cqc")
    attempts = (
        lambda: part.delete(),
        lambda: part.update(role="qa_cqc"),
        lambda: part.update(user=cast["hmi"]),
        lambda: part.update(revisit=make(Revisit)),
        lambda: connection.cursor().execute("DELETE FROM inspections_teammember"),
    )
    for attempt in attempts:
        with pytest.raises(Error, match=PARTS_STAY), transaction.atomic():
            attempt()


@pytest.mark.parametrize(("first", "then"), [("cqc", "qa_cqc"), ("qa_ofsted", "hmi"), ("lead", "qa_ofsted")])
def test_g7_nobody_is_on_the_team_and_assures_its_quality_in_the_life_of_a_case(
    db: None, first: str, then: str
) -> None:
    member = make(TeamMember, role=first)
    TeamMember.objects.filter(pk=member.pk).update(removed_at=AT, removed_by=member.user)
    with pytest.raises(IntegrityError, match=r"\(G7\)"), transaction.atomic():
        TeamMember.objects.bulk_create([TeamMember(revisit=member.revisit, user=member.user, role=then)])
    with pytest.raises(IntegrityError, match=r"\(G7\)"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO inspections_teammember (revisit_id, user_id, role, on_initial_inspection, reason, experience) "
            "VALUES (%s, %s, %s, true, '', '')",
            [member.revisit_id, member.user_id, then],
        )
    make(TeamMember, revisit=member.revisit, user=member.user, role=first)
    make(TeamMember, user=member.user, role=then)


def test_g6_the_lead_may_be_exchanged_within_one_transaction(cast: Cast) -> None:
    cast.notify()
    with transaction.atomic():
        cast.revisit.team.filter(role="lead").update(removed_at=AT, removed_by=cast.owner)
        make(TeamMember, revisit=cast.revisit, user=cast["colleague"], role="lead")
    check_now()


def test_g6_a_planned_or_historical_case_may_stand_without_a_team(db: None) -> None:
    make(Revisit)
    make(Revisit, historical=True, state="closed")
    check_now()


def frozen_rows() -> list[Model]:
    change = HolidayChange.objects.create(on=date(2022, 9, 19), name="x", change="added", source="x", at=AT)
    return [make(CaseEvent), change, make(Letter), make(LetterFile)]


@pytest.mark.parametrize("number", range(4), ids=["case event", "holiday change", "letter", "letter file"])
def test_history_and_letters_are_never_changed_or_deleted(db: None, number: int) -> None:
    row = frozen_rows()[number]
    rows = type(row)._default_manager.filter(pk=row.pk)
    table = row._meta.db_table
    field = {"CaseEvent": "text", "HolidayChange": "name", "Letter": "sha256", "LetterFile": "sha256"}[
        type(row).__name__
    ]
    setattr(row, field, "changed")
    attempts = (
        lambda: row.save(),
        lambda: row.delete(),
        lambda: rows.update(**{field: "changed"}),
        lambda: rows.delete(),
        lambda: rows.model._default_manager.bulk_update([row], [field]),
        lambda: connection.cursor().execute(f"UPDATE {table} SET {field} = 'changed'"),
        lambda: connection.cursor().execute(f"DELETE FROM {table}"),
    )
    for attempt in attempts:
        with pytest.raises(Error, match="Cannot update or delete rows"), transaction.atomic():
            attempt()
    assert getattr(rows.get(), field) != "changed"


def test_a_case_with_history_cannot_be_deleted(cast: Cast) -> None:
    with pytest.raises(Error, match=r"Cannot (update or )?delete rows"), transaction.atomic():
        cast.revisit.delete()
    assert Revisit.objects.filter(pk=cast.revisit.pk).exists()


def area_of(revisit: Revisit) -> LocalArea:
    """As it stands in the database now."""
    return Revisit.objects.get(pk=revisit.pk).area


def test_a_revisit_gets_the_area_of_its_initial_inspection(db: None) -> None:
    wsoa, elsewhere = make(WSOA), make(LocalArea)
    for number, given in enumerate((None, elsewhere)):
        first_day = date(2022, 5, 17) + timedelta(weeks=number)
        days = {"first_day": first_day, "last_day": first_day + timedelta(2), "days": 3}
        standing: dict[str, Any] = {"historical": True, "state": "closed"} if number else {}
        case = Revisit(reference=f"case-{number}", wsoa=wsoa, area=given, created_at=AT, **days, **standing)
        Revisit.objects.bulk_create([case])
        assert area_of(case) == wsoa.inspection.area
    Revisit.objects.update(area=elsewhere)
    assert set(Revisit.objects.values_list("area", flat=True)) == {wsoa.inspection.area_id}


def test_the_area_follows_where_the_initial_inspection_is_corrected(db: None) -> None:
    revisit, other, right = make(Revisit), make(Revisit), make(LocalArea)
    InitialInspection.objects.filter(pk=revisit.wsoa.inspection_id).update(area=right)
    assert area_of(revisit) == right
    assert area_of(other) == other.area


def test_the_area_follows_the_statement(db: None) -> None:
    revisit, statement, inspection = make(Revisit), make(WSOA), make(InitialInspection)
    Revisit.objects.filter(pk=revisit.pk).update(wsoa=statement)
    assert area_of(revisit) == statement.inspection.area
    WSOA.objects.filter(pk=statement.pk).update(inspection=inspection)
    assert area_of(revisit) == inspection.area


def test_a_revisit_without_a_statement_has_no_area_and_is_refused(db: None) -> None:
    with pytest.raises(IntegrityError, match="area_id"), transaction.atomic():
        Revisit.objects.filter(pk=make(Revisit).pk).update(wsoa=0)
