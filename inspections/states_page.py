"""docs/states.md, written from the workflow's table: a diagram and a table for each part of a re-visit's life."""

from collections.abc import Iterator, Sequence

from inspections.workflow import BEFORE, ENDED, STOPPED, TRANSITIONS, State, Transition

VISIT = (*(state for state in BEFORE if state not in STOPPED), State.ON_SITE)
PARTS = ("The visit", "The letter", "Postponed and cancelled")
HEAD = ["| from | event | to | permission | what must hold | set off by doing |", "|---|---|---|---|---|---|"]


def as_markdown() -> str:
    """The whole page. One diagram of all rows would show none of them."""
    lines = [
        "# States of a re-visit",
        "",
        "Generated from `inspections/workflow.py` by `manage.py states`.",
        "",
    ]
    for part in PARTS:
        lines += _part(part, [row for row in TRANSITIONS if _part_of(row) == part])
    return "\n".join(lines)


def _part_of(row: Transition) -> str:
    if row.source in STOPPED or row.target in STOPPED:
        return PARTS[2]
    return PARTS[0] if row.source in VISIT or row.target in VISIT else PARTS[1]


def _part(title: str, rows: Sequence[Transition]) -> list[str]:
    return [
        f"## {title}",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *_diagram(rows),
        "```",
        "",
        *HEAD,
        *map(_line, rows),
        "",
    ]


def _diagram(rows: Sequence[Transition]) -> Iterator[str]:
    shown = {state for row in rows for state in (row.source, row.target)}
    for state in State:
        if state in shown:
            yield f'    state "{state.label}" as {state.value}'
    if State.PLANNED in shown and any(
        row.target not in STOPPED for row in rows if row.source == State.PLANNED
    ):
        yield f"    [*] --> {State.PLANNED.value}"
    for row in rows:
        yield f"    {row.source.value} --> {row.target.value}: {row.event}"
    for state in ENDED:
        if state in shown:
            yield f"    {state.value} --> [*]"


def _line(row: Transition) -> str:
    needed = "; ".join([*row.guards, *(["a reason is given"] if row.needs_reason else [])])
    return (
        f"| {row.source.label} | {row.event} | {row.target.label} | {row.permission} | {needed or '-'} "
        f"| {row.set_off_by or '-'} |"
    )
