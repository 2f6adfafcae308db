"""The four demo cases stand as the letters and the domain's table give them."""

import pytest

from tests.letters.seed_facts import CASES

EXPECTED = {
    "oxfordshire-2019": ("E10000025", "South East", 5, "2019-10-14", "2019-10-16", "2019-09-30"),
    "worcestershire-2020": ("E10000034", "West Midlands", 12, "2020-03-23", "2020-03-25", "2020-03-11"),
    "lancashire-2020": ("E10000017", "North West", 12, "2020-03-09", "2020-03-12", "2020-02-24"),
    "essex-2022": ("E10000012", "East of England", 3, "2022-05-17", "2022-05-19", "2022-05-03"),
}


@pytest.mark.parametrize("reference", EXPECTED)
def test_case_stands_as_its_letter_says(reference: str) -> None:
    case = CASES[reference]
    area, revisit = case["area"], case["revisit"]
    weaknesses = case["wsoa"]["weaknesses"]
    found = (area["code"], area["region"], len(weaknesses), revisit["first_day"], revisit["last_day"])
    assert (*found, revisit["letter_date"]) == EXPECTED[reference]
    assert len(set(weaknesses)) == len(weaknesses)
    assert area["health_bodies"]


def test_there_are_these_four_cases() -> None:
    assert set(CASES) == set(EXPECTED)
