"""How the records of the on-site days of closed cases go: when they are due, and all of a case at once."""

from datetime import date

import pytest

from inspections.models import CaseEvent, Revisit
from revisits.accounts.models import User
from revisits.privacy.old_fieldwork import MODELS
from tests.factories import AT, make
from tests.privacy.arranged import plant_fieldwork
from tests.privacy.closed import closed_case, listed
from tests.privacy.test_schedules import go

pytestmark = pytest.mark.django_db
DUE = date(2022, 7, 27)


def test_they_go_six_years_after_the_letter_was_published_and_the_history_says_so() -> None:
    cases: list[Revisit] = [
        closed_case(date(2016, 7, 27), reference="essex-2016"),
        closed_case(date(2020, 7, 27)),
    ]
    for case in cases:
        plant_fieldwork(make(User), case, AT, "secret")
    assert listed("fieldwork", date(2022, 7, 26)) == []
    assert listed("fieldwork", DUE) == ["essex-2016: records of the on-site days"]
    go("fieldwork", DUE)
    assert [model._default_manager.count() for model in MODELS] == [1] * len(MODELS), "the other case's alone"
    assert (
        CaseEvent.objects.get().text
        == "Records of the on-site days were disposed of, 6 years. Approved by The approver."
    )
    assert listed("fieldwork", DUE) == []
