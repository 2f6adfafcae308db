"""The rules of the house that a reader relies on, checked over the sources."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ("revisits", "inspections", "letters", "notifications", "surveys")
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 400, 40

# Where real time is meant: the clock itself, and mechanics that must not follow the demo's clock.
REAL_TIME = {
    "revisits/clock.py": "the one place that asks",
    "revisits/demo/clock.py": "the distance from the real clock is what it sets",
    "revisits/accounts/models/user.py": "when an account was made",
    "revisits/accounts/session_life.py": "sessions end by real time",
    "revisits/accounts/middleware.py": "when somebody was last seen",
    "revisits/accounts/views/you.py": "which sessions live",
    "revisits/accounts/adapters.py": "how long ago somebody showed who they are",
    "revisits/accounts/mail.py": "the queue's own times",
    "revisits/accounts/tasks.py": "the queue's own times",
    "revisits/files/management/commands/verify_files.py": "the age of bytes is by the clock of the storage",
    "revisits/files/tasks.py": "the queues' own times, and when uploads expire",
    "revisits/files/uploads/views.py": "uploads expire by real time",
    "revisits/files/uploads/small.py": "as those of tus",
    "inspections/apps.py": "holidays are filled by migrating, before there is a demo clock",
    "notifications/admin.py": "the queue's own times",
    "notifications/domain/rehearse.py": "the queue's own times",
    "notifications/tasks.py": "the queue's own times",
    "notifications/views/delivery.py": "the queue's own times",
    "notifications/views/texts.py": "when somebody really agreed",
    "notifications/views/webhook.py": "signatures grow old by real time",
}
ASKS_THE_TIME = re.compile(
    r"\b(timezone\.now|timezone\.localdate|datetime\.now|datetime\.utcnow|date\.today|time\.time)\b"
)
# Built from halves, so that this file does not name them either.
REGISTRY = re.compile(
    r"(py" r"pi|np" r"mjs|pythonho" r"sted|yarnpk" r"g|jsdel" r"ivr|unp" r"kg|cdn" r"js)\.(org|com|net)"
)
# The site's own, and the one of the public pages, which know nobody.
FRAMES = ("base.html", "public/base.html")
BASES = (
    *FRAMES,
    "inspections/case.html",
    "inspections/case_form.html",
    "inspections/evidence_base/frame.html",
    "inspections/giving/frame.html",
    "people/frame.html",
    "privacy/frame.html",
    # Parents choose between the frame of the public pages and a plain one.
    "public/survey/frame.html",
)
# Pages that must render when everything else fails, and what is no page of the site.
NO_BASE = re.compile(
    r"^(500\.html|components/|emails/|letters/(_|letter\.html)|notifications/pages\.html|gds/"
    r"|public/survey/(frame|plain_base|paper)\.html|surveys/summary_print\.html)"
)


def tracked() -> list[Path]:
    """Every file of the repository, as git lists them; new ones that it does not ignore as well."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def sources(*folders: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and "node_modules" not in path.parts
    )


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length of each function, its docstring set aside: to explain costs nothing."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            told = node.body[0] if ast.get_docstring(node) else None
            said = told.end_lineno - told.lineno + 1 if told and told.end_lineno else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - said


def test_imports_point_one_way() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Imports point one way KEPT" in done.stdout
    assert "The timeline engine is pure KEPT" in done.stdout


def test_files_are_short() -> None:
    lengths = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(*APPS, "tests", "bench")
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_functions_are_short() -> None:
    long = {
        f"{name(path)}: {function}": lines
        for path in sources(*APPS, "tests", "bench")
        for function, lines in functions(path)
        if lines > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = {name(path) for path in sources(*APPS) if ASKS_THE_TIME.search(path.read_text(encoding="utf-8"))}
    assert asking == set(REAL_TIME), "name each place with its reason, and no place that does not ask"


def test_no_registry_is_named_anywhere() -> None:
    named = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path != Path(__file__) and REGISTRY.search(text):
            named.append(name(path))
    # bin/check looks for them too, so it has to spell them.
    assert set(named) <= {"bin/check"}


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: name(path))
def test_every_page_stands_in_the_frame_of_the_site(path: Path) -> None:
    inside = path.relative_to(ROOT / "templates").as_posix()
    if inside in FRAMES or NO_BASE.match(inside):
        return
    text = path.read_text(encoding="utf-8")
    extends = re.match(r'\{% extends "([^"]+)" %\}', text)
    fragment = "<main" not in text and "<html" not in text and "{% block" not in text
    assert fragment or (extends and extends.group(1) in BASES), inside


def test_no_template_is_dead() -> None:
    """Every template is named by a view or by another template."""
    texts = [path.read_text(encoding="utf-8") for path in (*sources(*APPS), *templates())]
    everything = "\n".join(texts)
    unnamed = []
    for path in templates():
        inside = path.relative_to(ROOT / "templates").as_posix()
        if inside.startswith(("emails/", "gds/")) or inside in ("404.html", "500.html"):
            continue
        if f'"{inside}"' not in everything:
            unnamed.append(inside)
    assert unnamed == []


def test_wording_from_the_database_never_runs_through_the_template_engine() -> None:
    calls = re.compile(r"\bTemplate\(|from_string\(")
    assert [name(path) for path in sources(*APPS) if calls.search(path.read_text(encoding="utf-8"))] == []
