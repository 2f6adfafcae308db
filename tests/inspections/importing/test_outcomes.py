"""Importing published outcomes."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from inspections.importing.errors import ImportFailed
from inspections.importing.outcomes import import_outcomes
from inspections.models import LocalArea, Outcome, Revisit, Weakness
from tests.cast import NOW
from tests.inspections.actions.test_cases import writes
from tests.inspections.importing.files import NATIONAL, outcomes_file

pytestmark = pytest.mark.django_db


def test_the_national_outcomes_are_historical_and_closed_with_their_counts() -> None:
    text = NATIONAL.read_text(encoding="utf-8")
    rows = json.loads(text)["revisits"]
    result = import_outcomes(text, at=NOW)
    assert len(result.created) == len(set(result.created)) == len(rows) == 34
    assert set(Revisit.objects.values_list("state", "historical", "timeline_stale")) == {
        ("closed", True, False)
    }
    total = Outcome.objects.aggregate(sufficient=Sum("sufficient"), not_sufficient=Sum("not_sufficient"))
    for name in ("sufficient", "not_sufficient"):
        assert total[name] == sum(row[name] for row in rows)
    with CaptureQueriesContext(connection) as captured:
        again = import_outcomes(text, at=NOW)
    assert writes(captured) == []
    assert (again.created, len(again.known)) == ([], 34)


def test_an_outcome_keeps_what_the_source_tells_and_no_more() -> None:
    texts = [{"text": "late plans"}, {"n": 1, "text": "weak leadership"}, {"text": "few places"}]
    import_outcomes(
        outcomes_file(
            revisit_last_day="2018-12-12", initial_letter_published="2017-01-27", weakness_texts=texts
        ),
        at=NOW,
    )
    revisit = Revisit.objects.get()
    assert (revisit.reference, revisit.days, revisit.guidance) == ("suffolk-2018", 3, "2018")
    assert revisit.wsoa.inspection.letter_published_on == date(2017, 1, 27)
    assert (str(revisit.outcome), revisit.outcome.source) == ("3 of 4 sufficient", "Published statistics")
    numbered = dict(Weakness.objects.values_list("number", "text"))
    assert numbered == {1: "weak leadership", 2: "late plans", 3: "few places"}


def test_g1_the_guidance_is_the_one_in_force_on_the_day() -> None:
    import_outcomes(outcomes_file(revisit_first_day="2021-05-24", letter_published="2021-07-14"), at=NOW)
    assert Revisit.objects.get().guidance == "2022"


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"sufficient": 4}, "revisits[0]: sufficient and not_sufficient must add up to weaknesses"),
    ({"letter_published": "2018-12-10"}, "revisits[0]: letter_published must be after revisit_first_day"),
    ({"revisit_first_day": "2018-12-09"}, "revisits[0].revisit_first_day: must be a Monday to Friday"),
    ({"revisit_first_day": "9999-12-10"}, "revisits[0].revisit_first_day: must be a date from 2000 to 2049"),
    ({"la_code": "x"}, "revisits[0].la_code: string should match pattern"),
    ({"region": "Wessex"}, "revisits[0].region: must be one of"),
    (
        {"weaknesses": 0, "sufficient": 0, "not_sufficient": 0},
        "revisits[0].weaknesses: input should be greater",
    ),
    ({"surprise": 1}, "revisits[0].surprise: extra inputs are not permitted"),
    ({"revisit_last_day": "2018-12-31"}, "revisits[0].revisit_last_day: must be"),
    ({"revisit_last_day": "2018-12-15"}, "revisits[0].revisit_last_day: must be"),
    ({"la_code": "E10000029", "area": "Norfolk"}, "revisits[1]: "),
    (
        {"weakness_texts": [{"n": 1, "text": "a"}, {"n": 1, "text": "b"}]},
        "revisits[0]: weakness numbers occur twice: 1",
    ),
]


@pytest.mark.parametrize(("changes", "line"), FAULTS, ids=lambda value: str(value)[:50])
def test_a_fault_is_told_by_its_path_and_nothing_is_written(changes: dict[str, Any], line: str) -> None:
    file = json.loads(outcomes_file(**changes))
    if line.startswith("revisits[1]"):
        file["revisits"].insert(0, json.loads(outcomes_file())["revisits"][0])
    with pytest.raises(ImportFailed) as failure:
        import_outcomes(json.dumps(file), at=NOW)
    assert any(error.startswith(line) for error in failure.value.errors), failure.value.errors
    assert not LocalArea.objects.exists()
    assert not Revisit.objects.exists()
