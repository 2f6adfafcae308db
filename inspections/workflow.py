"""The states of a re-visit, in one table: (state, event) -> state. docs/states.md is generated from it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db import models

from revisits.accounts.permissions import Permission


class State(models.TextChoices):
    """Where a re-visit stands."""

    PLANNED = "planned", "Being planned"
    NOTIFIED = "notified", "Area notified"
    ON_SITE = "on_site", "On site"
    REPORTING = "reporting", "Writing the letter"
    CLOSED = "closed", "Closed"


class Event(StrEnum):
    """What moves a re-visit on."""

    NOTIFY = "notify"
    ARRIVE = "arrive"
    LEAVE = "leave"
    PUBLISH = "publish"


@dataclass(frozen=True)
class Transition:
    """One row: where it leads, who may, and which timeline event's doing sets it off (None: an action of its own)."""

    source: State
    event: Event
    target: State
    permission: Permission
    set_off_by: str | None


TRANSITIONS = (
    Transition(State.PLANNED, Event.NOTIFY, State.NOTIFIED, Permission.NOTIFY, None),
    Transition(State.NOTIFIED, Event.ARRIVE, State.ON_SITE, Permission.MARK_DONE, "leaders_meeting"),
    Transition(State.ON_SITE, Event.LEAVE, State.REPORTING, Permission.MARK_DONE, "feedback"),
    Transition(State.REPORTING, Event.PUBLISH, State.CLOSED, Permission.MARK_DONE, "published"),
)
_TABLE = {(row.source, row.event): row for row in TRANSITIONS}
OPEN_STATES = tuple(state for state in State if state != State.CLOSED)


class NotAllowedNow(Exception):
    """The state does not know this event; the message is for the person."""


def advance(state: State, event: Event) -> Transition:
    """The transition for an event in a state; raises NotAllowedNow where the table has none."""
    try:
        return _TABLE[state, event]
    except KeyError:
        raise NotAllowedNow(
            f"This cannot be done while the re-visit is at the stage “{State(state).label}”."
        ) from None


def set_off_by(state: State, done: Collection[str]) -> Transition | None:
    """The transition that the timeline events done so far (codes) set off in a state, if any."""
    return next((row for row in TRANSITIONS if row.source == state and row.set_off_by in done), None)


def as_markdown() -> str:
    """The table and its diagram, for docs/states.md."""
    rows = [
        f"| {t.source.label} | {t.event} | {t.target.label} | {t.permission} | {t.set_off_by or '-'} |"
        for t in TRANSITIONS
    ]
    arrows = [f"    {t.source.value} --> {t.target.value}: {t.event}" for t in TRANSITIONS]
    return "\n".join(
        [
            "# States of a re-visit",
            "",
            "Generated from `inspections/workflow.py` by `manage.py states`.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {State.PLANNED.value}",
            *arrows,
            f"    {State.CLOSED.value} --> [*]",
            "```",
            "",
            "| from | event | to | permission | set off by doing |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )
