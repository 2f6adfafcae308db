"""Write the last column of docs/guidance.md: which tests there are for each paragraph, from their names."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

START, END = "<!-- paragraphs -->", "<!-- end of paragraphs -->"
NOT_YET = "not yet (later issue)"
# test_g8_g10_notify_writes... belongs to both.
TEST_NAME = re.compile(r"^\s*def test_((?:g\d+_)+)", re.MULTILINE)


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "guidance.md"
        text = page.read_text(encoding="utf-8")
        wanted = rewritten(text, tests_by_paragraph(settings.BASE_DIR / "tests"))
        if wanted != text:
            page.write_text(wanted, encoding="utf-8")
        self.stdout.write(f"{page} is up to date.")


def tests_by_paragraph(folder: Path) -> dict[str, list[str]]:
    """The files with tests that are named by a paragraph: {"G8": ["tests/test_access.py"]}."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for file in sorted(folder.rglob("test_*.py")):
        for names in TEST_NAME.findall(file.read_text(encoding="utf-8")):
            for paragraph in re.findall(r"g\d+", names):
                found[paragraph.upper()][file.relative_to(folder.parent).as_posix()] = None
    return {paragraph: list(files) for paragraph, files in found.items()}


def rewritten(text: str, tests: dict[str, list[str]]) -> str:
    """The page with the tests of each row of its table put in anew; ValueError where its marks are gone."""
    before, start, rest = text.partition(START)
    table, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"The page needs {START} and {END} around its table.")
    lines = [_row(line, tests) if line.startswith("| G") else line for line in table.splitlines()]
    return before + start + "\n".join(lines) + "\n" + end + after


def _row(line: str, tests: dict[str, list[str]]) -> str:
    paragraph, rule, where, _ = (cell.strip() for cell in line.strip("| ").split("|"))
    said = "<br>".join(f"`{file}`" for file in tests.get(paragraph, [])) or NOT_YET
    return f"| {paragraph} | {rule} | {where} | {said} |"
