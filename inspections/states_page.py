"""docs/states.md, written from the workflow's table: a diagram and a table for each part of a re-visit's life.

Apps further out add tables of their own by `also`, of what goes on beside the workflow.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from inspections.workflow import BEFORE, ENDED, STOPPED, TRANSITIONS, State

VISIT = (*(state for state in BEFORE if state not in STOPPED), State.ON_SITE)
PARTS = ("The visit", "The letter", "Postponed and cancelled")
HEAD = ["| from | event | to | permission | what must hold | set off by doing |", "|---|---|---|---|---|---|"]


class Row(Protocol):
    """What is shown of a row; source and target are members of one `TextChoices`."""

    @property
    def source(self) -> Any: ...
    @property
    def target(self) -> Any: ...
    @property
    def event(self) -> str: ...
    @property
    def permission(self) -> str: ...
    @property
    def guards(self) -> Sequence[str]: ...
    @property
    def needs_reason(self) -> bool: ...
    @property
    def set_off_by(self) -> str | None: ...


class Part(NamedTuple):
    """One diagram and its table; `begins` and `ends` are where it starts and is over, as far as it shows them."""

    title: str
    rows: Sequence[Row]
    begins: Any
    ends: Collection[Any]


_ALSO: list[Part] = []


def also(title: str, rows: Sequence[Row], *, begins: Any, ends: Collection[Any]) -> None:
    """Have the page show another table, after the workflow's."""
    _ALSO.append(Part(title, rows, begins, ends))


def as_markdown() -> str:
    """The whole page. One diagram of all rows would show none of them."""
    lines = [
        "# States of a re-visit",
        "",
        "Generated from `inspections/workflow.py`, and what apps add to it, by `manage.py states`.",
        "",
    ]
    for title in PARTS:
        rows = [row for row in TRANSITIONS if _part_of(row) == title]
        begins = State.PLANNED if title == PARTS[0] else None
        lines += _part(Part(title, rows, begins, ENDED))
    for part in _ALSO:
        lines += _part(part)
    return "\n".join(lines)


def _part_of(row: Row) -> str:
    if row.source in STOPPED or row.target in STOPPED:
        return PARTS[2]
    return PARTS[0] if row.source in VISIT or row.target in VISIT else PARTS[1]


def _part(part: Part) -> list[str]:
    return [
        f"## {part.title}",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *_diagram(part),
        "```",
        "",
        *HEAD,
        *map(_line, part.rows),
        "",
    ]


def _diagram(part: Part) -> Iterator[str]:
    shown = {state for row in part.rows for state in (row.source, row.target)}
    states: Iterable[Any] = part.rows[0].source.__class__
    for state in states:
        if state in shown:
            yield f'    state "{state.label}" as {state.value}'
    if part.begins is not None:
        yield f"    [*] --> {part.begins.value}"
    for row in part.rows:
        yield f"    {row.source.value} --> {row.target.value}: {row.event}"
    for state in part.ends:
        if state in shown:
            yield f"    {state.value} --> [*]"


def _line(row: Row) -> str:
    needed = "; ".join([*row.guards, *(["a reason is given"] if row.needs_reason else [])])
    return (
        f"| {row.source.label} | {row.event} | {row.target.label} | {row.permission} | {needed or '-'} "
        f"| {row.set_off_by or '-'} |"
    )
