"""Importing cases: validated whole, all or nothing, and a second time without effect."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.importing.cases import import_cases
from inspections.importing.errors import ImportFailed
from inspections.models import WSOA, CaseEvent, InitialInspection, LocalArea, Revisit
from letters.composing.parents import compose
from letters.facts import parents_facts
from letters.rendering.plain import plain_text
from revisits.accounts.models import Membership, Organisation, User
from tests.cast import NOW
from tests.inspections.actions.test_cases import writes
from tests.inspections.importing.files import SEED_CASES, case_file
from tests.letters.composing.test_seed_letters import our_words, words
from tests.letters.seed_facts import REFERENCES, seed_facts

pytestmark = pytest.mark.django_db
WRITTEN = (Revisit, LocalArea, InitialInspection, WSOA, Organisation, User, Membership, CaseEvent)


def counts() -> list[int]:
    return [model.objects.count() for model in WRITTEN]


def seeds() -> str:
    return SEED_CASES.read_text(encoding="utf-8")


def imported(reference: str) -> Revisit:
    import_cases(seeds(), at=NOW)
    return Revisit.objects.get(reference=reference)


def test_the_four_seed_cases_are_imported_and_again_changes_nothing() -> None:
    first = import_cases(seeds(), at=NOW)
    assert (first.created, first.known) == (REFERENCES, [])
    before = counts()
    with CaptureQueriesContext(connection) as captured:
        second = import_cases(seeds(), at=NOW)
    assert writes(captured) == []
    assert (second.created, second.known) == ([], sorted(REFERENCES))
    assert counts() == before


@pytest.mark.parametrize("reference", REFERENCES)
def test_an_imported_case_gives_the_facts_and_words_of_its_seed_letter(reference: str) -> None:
    facts = parents_facts(imported(reference))
    assert facts == seed_facts(reference)
    assert words(plain_text(compose(facts))) == our_words(reference)


def test_dates_that_depart_from_the_guidance_are_kept_as_set_by_hand() -> None:
    case = imported("lancashire-2020")
    by_hand = set(case.timeline.filter(override_on__isnull=False).values_list("code", "planned_on"))
    assert by_hand == {
        ("survey_opens", date(2020, 2, 28)),
        ("survey_closes", date(2020, 3, 9)),
        ("open_meeting", date(2020, 3, 10)),
    }
    essex = Revisit.objects.get(reference="essex-2022")
    assert not essex.timeline.filter(override_on__isnull=False).exists()
    assert not essex.timeline.filter(code="open_meeting").exists()


def test_an_imported_lead_is_an_hmi_of_ofsted_once() -> None:
    import_cases(seeds(), at=NOW)
    lead = User.objects.get(name="Claire Prince")
    assert (lead.email, lead.has_usable_password()) == (None, False)
    assert lead.memberships.get().organisation.kind == "ofsted"


def broken(**changes: Any) -> str:
    """The Essex file with changed values, by path: `revisit__first_day="x"`; `None` as a key's value stays."""
    file = case_file()
    for path, value in changes.items():
        *way, last = path.split("__")
        place = file["cases"][0]
        for part in way:
            place = place[part]
        place[last] = value
    return json.dumps(file)


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"reference": "Essex 2022"}, "cases[0].reference: string should match pattern"),
    ({"surprise": 1}, "cases[0].surprise: extra inputs are not permitted"),
    ({"area__surprise": 1}, "cases[0].area.surprise: extra inputs are not permitted"),
    ({"area__name": " "}, "cases[0].area.name: string should have at least 1 character"),
    ({"area__code": "12"}, "cases[0].area.code: string should match pattern"),
    ({"area__region": "Wessex"}, "cases[0].area.region: must be one of: East Midlands"),
    ({"area__forum": {"name": "F", "email": "f@"}}, "cases[0].area.forum.email: enter a valid email address"),
    ({"guidance": "2016"}, "cases[0].guidance: input should be '2018' or '2022'"),
    (
        {"initial_inspection__last_day": "2019-09-01"},
        "cases[0].initial_inspection: last_day must not be before",
    ),
    ({"wsoa__weaknesses": []}, "cases[0].wsoa.weaknesses: list should have at least 1 item"),
    (
        {"wsoa__weaknesses": ["ok", ""]},
        "cases[0].wsoa.weaknesses[1]: string should have at least 1 character",
    ),
    ({"wsoa__submitted_on": "2020-02-02", "wsoa__received_on": "2020-02-03"}, "cases[0].wsoa: received_on"),
    ({"revisit__first_day": "2022-05-21"}, "cases[0].revisit.first_day: must be a Monday to Friday"),
    ({"revisit__first_day": "3022-05-17"}, "cases[0].revisit.first_day: must be a date from 2000 to 2049"),
    ({"revisit__first_day": "2022-13-01"}, "cases[0].revisit.first_day: input should be a valid date"),
    ({"revisit__last_day": "2022-05-17"}, "cases[0].revisit.last_day: must be the second, third or fourth"),
    ({"revisit__last_day": "2022-05-23"}, "cases[0].revisit.last_day: must be the second, third or fourth"),
    ({"revisit__last_day": "2022-05-21"}, "cases[0].revisit.last_day: must be the second, third or fourth"),
    ({"revisit__survey__url": "not a link"}, "cases[0].revisit.survey.url: enter a valid URL"),
    ({"revisit__survey__closes": "2022-05-01T12:00"}, "cases[0].revisit.survey: closes must be after opens"),
    ({"revisit__survey__opens": "2022-05-10T12:00Z"}, "cases[0].revisit.survey: times are London wall times"),
    ({"revisit__lead": None}, "cases[0].revisit.lead: input should be a valid dictionary"),
    ({"revisit__email_contributions": "x"}, "cases[0].revisit.email_contributions: enter a valid email"),
    ({"cases": 1}, "cases[0].cases: extra inputs are not permitted"),
]


@pytest.mark.parametrize(("changes", "line"), FAULTS, ids=lambda value: str(value)[:50])
def test_a_fault_is_told_by_its_path_and_nothing_is_written(changes: dict[str, Any], line: str) -> None:
    before = counts()
    with pytest.raises(ImportFailed) as failure:
        import_cases(broken(**changes), at=NOW)
    assert any(error.startswith(line) for error in failure.value.errors), failure.value.errors
    assert counts() == before


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", "line 1, column 2: this is not JSON"),
        ("[]", "file: input should be a valid dictionary"),
        ("{}", "cases: field required"),
        ('{"cases": []}', "cases: list should have at least 1 item"),
    ],
)
def test_a_file_of_another_shape_is_told(text: str, line: str) -> None:
    with pytest.raises(ImportFailed) as failure:
        import_cases(text, at=NOW)
    assert failure.value.errors[0].startswith(line)


def test_every_fault_of_a_file_is_told_at_once_and_a_good_case_beside_a_bad_one_is_not_imported() -> None:
    file = {"cases": case_file("essex-2022")["cases"] + case_file("lancashire-2020")["cases"]}
    file["cases"][1]["guidance"], file["cases"][1]["area"]["region"] = "x", "y"
    before = counts()
    with pytest.raises(ImportFailed) as failure:
        import_cases(json.dumps(file), at=NOW)
    assert [error.partition(":")[0] for error in failure.value.errors] == [
        "cases[1].area.region",
        "cases[1].guidance",
    ]
    assert counts() == before


def test_a_fault_that_only_the_database_sees_undoes_the_cases_before_it() -> None:
    twin = case_file("essex-2022")["cases"][0] | {"reference": "essex-again"}
    file = {"cases": [*case_file("essex-2022")["cases"], twin]}
    before = counts()
    with pytest.raises(ImportFailed, match=r"cases\[1\]: This area has a re-visit on this day already"):
        import_cases(json.dumps(file), at=NOW)
    assert counts() == before


def test_a_reference_twice_in_a_file_is_refused() -> None:
    file = {"cases": case_file()["cases"] * 2}
    with pytest.raises(ImportFailed, match="references occur twice: essex-2022"):
        import_cases(json.dumps(file), at=NOW)


def test_an_area_on_file_is_completed_and_never_overwritten() -> None:
    LocalArea.objects.create(name="essex", website="www.essex.example.org")
    import_cases(json.dumps(case_file()), at=NOW)
    area = LocalArea.objects.get()
    assert (area.name, area.website, area.code) == ("essex", "www.essex.example.org", "E10000012")
    assert area.health_bodies.exists()
