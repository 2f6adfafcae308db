"""How the arrangements of closed cases go: when they are due, all of a case at once, and nothing of an open one."""

from datetime import date
from typing import Any

import pgtrigger
import pytest

from inspections.models import (
    CaseEvent,
    ChildrensQuestions,
    InformationItem,
    RequestMessage,
    Revisit,
    ScheduleAgreement,
    ScheduleComment,
    SessionInspector,
    TeamMember,
)
from inspections.workflow import State
from revisits.accounts.models import User
from revisits.privacy.disposing import Doing
from revisits.privacy.models import Hold
from revisits.privacy.old_arrangements import MODELS as PATHS
from revisits.privacy.old_arrangements import PEOPLE
from revisits.privacy.schedules import SCHEDULES
from tests.factories import AT, make
from tests.privacy.arranged import MODELS, plant_arrangements
from tests.privacy.closed import closed_case, listed, on
from tests.stages import put

pytestmark = pytest.mark.django_db
DUE = date(2022, 7, 27)


def arranged(**values: object) -> Revisit:
    case = closed_case(date(2016, 7, 27), **values)
    plant_arrangements(make(User), case, AT, "secret")
    return case


def test_they_are_due_six_years_after_the_letter_was_published_and_go_whole() -> None:
    case, other = arranged(reference="essex-2016"), closed_case(date(2020, 7, 27))
    plant_arrangements(make(User), other, AT, "secret")
    assert listed("arrangements", date(2022, 7, 26)) == []
    assert listed("arrangements", DUE) == ["essex-2016: schedule, sessions with children and messages"]
    schedule = SCHEDULES["arrangements"]
    assert schedule.period
    rows = list(schedule.free(schedule.period.cutoff(DUE)))
    schedule.dispose(rows, Doing(make(User, name="The approver"), str(schedule.period), on(DUE)))
    assert [model._default_manager.count() for model in MODELS] == [1] * len(MODELS), "the other case's alone"
    assert InformationItem.objects.filter(revisit=case).exists(), "what was asked goes with the papers"
    event = CaseEvent.objects.get()
    assert (event.revisit, event.kind) == (case, CaseEvent.Kind.DISPOSED)
    assert event.text == (
        "Schedule, sessions with children and messages were disposed of, 6 years. Approved by The approver."
    )
    assert listed("arrangements", DUE) == []


def test_a_hold_keeps_what_it_is_about_and_nothing_else() -> None:
    """One on a case keeps that case's; one on a person keeps those of the cases in which they took part."""
    ours, others = arranged(), arranged()
    schedule = SCHEDULES["arrangements"]
    assert set(PEOPLE) == set(PATHS)
    inspector = SessionInspector.objects.get(session__revisit=ours).member.user
    about: list[dict[str, Any]] = [{"case": ours}, {"person": inspector}]
    for model in (RequestMessage, ScheduleComment, ScheduleAgreement, ChildrensQuestions):
        row, other = model._default_manager.filter(**{PATHS[model]: ours}), make(User)
        assert row.values_list(PEOPLE[model][0], flat=True).get() != other.pk
        with pgtrigger.ignore():
            row.update(**{PEOPLE[model][0]: other})
        about.append({"person": other})
    for each in about:
        hold = Hold.objects.create(reason="A claim.", placed_by=make(User), placed_at=AT, **each)
        assert list(schedule.free(DUE)) == [others], each
        hold.delete()
    assert list(schedule.due(DUE).filter(schedule.concerning(inspector.pk))) == [ours]
    Hold.objects.create(person=make(User), reason="A claim.", placed_by=make(User), placed_at=AT)
    assert set(schedule.free(DUE)) == {ours, others}


def test_a_hold_keeps_them_and_an_open_case_has_none_due() -> None:
    case = arranged()
    hold = Hold.objects.create(case=case, reason="A claim.", placed_by=make(User), placed_at=AT)
    schedule = SCHEDULES["arrangements"]
    assert not schedule.free(DUE).exists()
    hold.delete()
    assert schedule.free(date(2016, 7, 27)).exists()
    opened = make(Revisit)
    for role in ("lead", "cqc"):
        make(TeamMember, revisit=opened, user=make(User), role=role)
    put(State.REPORTING, opened)
    plant_arrangements(make(User), opened, AT, "secret")
    assert list(schedule.rows()) == [case]
