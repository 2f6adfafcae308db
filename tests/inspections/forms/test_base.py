"""Dates in three boxes: what was typed stays, what is wrong is said, and nothing typed breaks the page."""

from datetime import date

import pytest

from inspections.forms.timeline import DoneForm

NO_DAY = "There is no such day in the calendar."
MISSING = "Enter the day on which it happened."


def answers(day: str, month: str, year: str) -> DoneForm:
    return DoneForm({"done_on_0": day, "done_on_1": month, "done_on_2": year})


def test_three_boxes_are_one_date() -> None:
    form = answers("29", "2", "2024")
    assert form.is_valid()
    assert form.cleaned_data["done_on"] == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (("", "", ""), MISSING),
        (("29", "2", "2023"), NO_DAY),
        (("1", "13", "2022"), NO_DAY),
        (("0", "0", "0"), NO_DAY),
        (("9" * 30, "1", "2022"), NO_DAY),
        (("1", "1", "10000"), NO_DAY),
        (("3", "", "2022"), "Enter the month"),
        (("3", "May", "2022"), "Enter a valid month"),
        (("3", "5", "1999"), "The year must be 2000 or later."),
        (("3", "5", "2050"), "The year must be 2049 or earlier."),
    ],
)
def test_wrong_date_is_told_beside_its_field_and_kept(boxes: tuple[str, str, str], message: str) -> None:
    form = answers(*boxes)
    assert form.errors == {"done_on": [message]}
    for box in filter(None, boxes):
        assert f'value="{box}"' in str(form["done_on"])


def test_phone_shows_digits_for_each_box() -> None:
    assert str(answers("3", "5", "2022")["done_on"]).count('inputmode="numeric"') == 3
