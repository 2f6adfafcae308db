"""`manage.py parents_letter`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inspections.actions.cases import edit_details
from inspections.importing.outcomes import import_outcomes
from letters.actions.issue import issue_parents_letter
from tests.cast import NOW, Cast
from tests.inspections.importing.files import outcomes_file


def write(reference: str, file: Path, *more: str) -> bytes:
    out = StringIO()
    call_command("parents_letter", reference, "-o", str(file), *more, stdout=out)
    content = file.read_bytes()
    assert out.getvalue().strip() == f"{file}: {len(content):,} bytes"
    return content


@pytest.mark.parametrize(
    ("ending", "start"), [(".pdf", b"%PDF-"), (".html", b"<!DOCTYPE html>"), (".txt", b"")]
)
def test_the_ending_says_the_format(ending: str, start: bytes, cast: Cast, tmp_path: Path) -> None:
    content = write("essex-2022", tmp_path / f"letter{ending}")
    assert content.lstrip().startswith(start)
    assert ending == ".pdf" or b"The owner" in content


@pytest.mark.parametrize("ending", [".pdf", ".html"])
def test_large_print_is_another_file(ending: str, cast: Cast, tmp_path: Path) -> None:
    small = write("essex-2022", tmp_path / f"small{ending}")
    large = write("essex-2022", tmp_path / f"large{ending}", "--large-print")
    assert small != large


def test_what_was_issued_is_written_not_what_the_case_says_now(cast: Cast, tmp_path: Path) -> None:
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    changes = {"survey_url": "https://survey.example.org/new"}
    edit_details(revisit=cast.revisit, version=1, changes=changes, by=cast.owner, at=NOW)
    assert b"survey.example.org/essex" in write("essex-2022", tmp_path / "letter.txt")


def test_what_cannot_be_is_told(cast: Cast, tmp_path: Path) -> None:
    import_outcomes(outcomes_file(), at=NOW)
    for reference, name, more, message in (
        ("nowhere-2022", "a.txt", [], "There is no re-visit “nowhere-2022”"),
        ("suffolk-2018", "a.txt", [], "There is no re-visit “suffolk-2018” with a letter"),
        ("essex-2022", "a.docx", [], "A letter is written as .pdf, .html or .txt, not as .docx"),
        ("essex-2022", "letter", [], "not as no ending"),
        ("essex-2022", "a.txt", ["--large-print"], "There is no large print in a .txt file"),
        ("essex-2022", "no/such/folder/a.txt", [], "cannot be written"),
    ):
        with pytest.raises(CommandError, match=message):
            write(reference, tmp_path / name, *more)
