"""docs/guidance.md tells the truth: its tests exist, its modules exist, and nothing is claimed without a test."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command

from inspections.management.commands import guidance
from inspections.management.commands.guidance import END, NOT_YET, START, rewritten
from inspections.models import InitialInspection, Revisit

PAGE = settings.BASE_DIR / "docs" / "guidance.md"
CODE = re.compile(r"`([^`]+)`")


def rows() -> list[list[str]]:
    table = PAGE.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    return [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines() if "| G" in line
    ]


def test_writing_the_page_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = PAGE.read_text(encoding="utf-8")
    tests = guidance.tests_by_paragraph(settings.BASE_DIR / "tests")
    assert rewritten(before, tests) == before, "run `manage.py guidance`"
    call_command("guidance")
    assert PAGE.read_text(encoding="utf-8") == before
    assert "up to date" in capsys.readouterr().out


def test_every_paragraph_has_its_row_in_order() -> None:
    assert [row[0] for row in rows()] == [f"G{number}" for number in range(1, 30)]
    named = set(guidance.tests_by_paragraph(settings.BASE_DIR / "tests"))
    assert named <= {row[0] for row in rows()}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_paragraph_is_there_with_its_tests_or_honestly_not_yet(row: list[str]) -> None:
    _, rule, where, tests = row
    assert rule
    assert (where == NOT_YET) == (tests == NOT_YET), "what is there has a test, what has a test is there"
    for path in CODE.findall(where) + CODE.findall(tests):
        assert (settings.BASE_DIR / path).is_file(), path


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs"):
        rewritten("| G1 | rule | where | tests |", {})


def test_g2_there_is_no_monitoring_inspection() -> None:
    """Neither the case nor the inspection has a type to choose: both are what their names say."""
    fields = {field.name for model in (Revisit, InitialInspection) for field in model._meta.get_fields()}
    assert not fields & {"type", "kind", "inspection_type"}
