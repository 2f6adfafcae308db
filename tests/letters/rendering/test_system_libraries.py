"""Unpacked libraries and fonts are found; in processes of their own, since loading cannot be undone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks

from letters.rendering import system_libraries
from revisits.embedded.places import CHECKOUT

NEEDS_ORDER = """
from letters.rendering import system_libraries
from pathlib import Path
system_libraries.UNPACKED = Path({folder!r})
system_libraries.load()
loaded = Path("/proc/self/maps").read_text()
print([name for name in {names!r} if {folder!r} + "/lib/x/" + name in loaded])
"""


@pytest.fixture(scope="module")
def compiler() -> str:
    found = shutil.which("cc") or shutil.which("gcc")
    if not found:
        pytest.skip("no C compiler to make two small libraries with")
    return found


def test_unpacked_libraries_load_in_the_order_of_their_needs(compiler: str, tmp_path: Path) -> None:
    """liba-needs.so.1 needs libb-needed.so.1, which no search path leads to."""
    folder = tmp_path / "lib" / "x"
    folder.mkdir(parents=True)
    needed, needs = folder / "libb-needed.so.1", folder / "liba-needs.so.1"
    build = [compiler, "-shared", "-fPIC", "-x", "c", "-"]
    for target, source, more in (
        (needed, "int b(void){return 1;}", []),
        (needs, "int b(void); int a(void){return b();}", ["-Wl,--no-as-needed", "-x", "none", str(needed)]),
    ):
        command = [*build, *more, "-o", str(target), f"-Wl,-soname,{target.name}"]
        subprocess.run(command, input=source, text=True, check=True)
    code = NEEDS_ORDER.format(folder=str(tmp_path), names=[needs.name, needed.name])

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == str([needs.name, needed.name])


def test_our_fonts_are_chosen_only_where_the_system_has_none(tmp_path: Path) -> None:
    code = (
        "import os; from pathlib import Path; from letters.rendering import system_libraries as s\n"
        f"s.SYSTEM_FONTS = (Path({str(tmp_path)!r}),)\n"
        "s.load(); print(os.environ.get('FONTCONFIG_FILE', ''))"
    )
    env = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}

    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=CHECKOUT, env=env, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == str(system_libraries.FONTS_CONF)


@pytest.mark.parametrize(
    ("missing", "wanted"),
    [("libpangoft2-1.0.so.0", "letters.W002"), ("libharfbuzz-subset.so.0", "letters.W001"), ("", None)],
)
def test_a_missing_library_is_said_at_start_up(
    monkeypatch: pytest.MonkeyPatch, missing: str, wanted: str | None
) -> None:
    monkeypatch.setattr(system_libraries, "has_library", lambda name: name != missing)

    said = [message.id for message in run_checks() if str(message.id).startswith("letters.W")]

    assert said == ([wanted] if wanted else [])
