"""`manage.py import_cases` and `manage.py import_outcomes`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inspections.models import Outcome, Revisit
from tests.inspections.importing.files import NATIONAL, SEED_CASES

pytestmark = pytest.mark.django_db
COMMANDS = ["import_cases", "import_outcomes"]


def run(command: str, file: Path) -> str:
    out = StringIO()
    call_command(command, str(file), stdout=out)
    return out.getvalue().strip()


def test_the_four_seed_cases_and_again() -> None:
    assert run("import_cases", SEED_CASES) == "4 imported, 0 there already."
    assert run("import_cases", SEED_CASES) == "0 imported, 4 there already."
    assert Revisit.objects.count() == 4


def test_the_national_outcomes_and_again() -> None:
    assert run("import_outcomes", NATIONAL) == "34 imported, 0 there already."
    assert run("import_outcomes", NATIONAL) == "0 imported, 34 there already."
    assert Outcome.objects.count() == 34


@pytest.mark.parametrize("command", COMMANDS)
def test_a_faulty_file_is_told_by_path_and_nothing_is_imported(command: str, tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text('{"surprise": 1}', encoding="utf-8")
    with pytest.raises(CommandError, match=r"Nothing was imported\.\n(.*\n)*surprise: extra inputs"):
        run(command, file)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_cannot_be_read_is_told(command: str, tmp_path: Path) -> None:
    latin = tmp_path / "latin.json"
    latin.write_bytes('{"source": "caf\xe9"}'.encode("latin-1"))
    for file in (tmp_path / "missing.json", tmp_path, latin):
        with pytest.raises(CommandError, match="cannot be read"):
            run(command, file)
