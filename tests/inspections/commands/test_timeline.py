"""`manage.py timeline`: for people in lines, for scripts in JSON."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inspections.timeline.schedule import RULES

pytestmark = pytest.mark.django_db
ESSEX = ["--first-day", "2022-05-17", "--days", "3"]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("timeline", *arguments, stdout=out)
    return out.getvalue()


def events(*arguments: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run(*arguments, "--json"))
    return rows


def test_every_event_has_exactly_these_keys_of_these_types() -> None:
    rows = events(*ESSEX)
    assert {tuple(row) for row in rows} == {("code", "day", "date", "time", "title", "explanation")}
    assert {row["code"] for row in rows} == set(RULES)
    for row in rows:
        assert isinstance(row["day"], int | None)
        assert row["date"] is None or date.fromisoformat(row["date"])
        assert row["time"] is None or row["time"]
        assert row["title"]
        assert row["explanation"]


def test_day_is_null_where_the_clock_does_not_count_from_day_1() -> None:
    days = {row["code"]: row["day"] for row in events(*ESSEX)}
    assert (days["notify"], days["leaders_meeting"], days["feedback"]) == (-10, 1, 3)
    assert [code for code, day in days.items() if day is None] == [
        *("draft_sent", "comments_due", "response_told", "final_sent", "published"),
    ]


@pytest.mark.parametrize(
    ("first_day", "days", "expected"),
    [
        ("2019-10-14", 3, {"notify": "2019-09-30", "survey_opens": "2019-10-07", "published": "2019-12-02"}),
        ("2020-03-23", 3, {"notify": "2020-03-09", "final_sent": "2020-05-06", "published": "2020-05-14"}),
        ("2020-03-09", 4, {"notify": "2020-02-24", "final_sent": "2020-04-23", "published": "2020-04-30"}),
        ("2022-05-17", 3, {"notify": "2022-05-03", "final_sent": "2022-06-30", "published": "2022-07-07"}),
        ("2021-01-11", 2, {"notify": "2020-12-23"}),
    ],
)
def test_the_oracle_through_the_rows_of_holidays(first_day: str, days: int, expected: dict[str, str]) -> None:
    found = {row["code"]: row["date"] for row in events("--first-day", first_day, "--days", str(days))}
    assert {code: found[code] for code in expected} == expected


def test_lines_for_people() -> None:
    lines = run(*ESSEX).splitlines()
    assert lines[0].split()[:6] == ["-10", "Tue", "03", "May", "2022", "am"]
    assert len(lines) == 2 * len(events(*ESSEX))
    assert any("no date yet" in line for line in lines)


def test_g20_without_an_open_meeting() -> None:
    assert "open_meeting" not in {row["code"] for row in events(*ESSEX, "--no-open-meeting")}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--first-day", "17 May 2022", "--days", "3"], "is not a date: write it as 2022-05-17"),
        (["--first-day", "2022-02-30", "--days", "3"], "is not a date"),
        (["--first-day", "9999-12-30", "--days", "3"], "is not from 2000 to 2049"),
        (["--first-day", "2022-05-17", "--days", "1"], "invalid choice: 1"),
        (["--first-day", "2022-05-17", "--days", "5"], "invalid choice: 5"),
        (["--first-day", "2022-05-17", "--days", "three"], "invalid int value"),
        (["--days", "3"], "--first-day"),
    ],
)
def test_a_bad_argument_is_told_in_one_sentence(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*arguments)
