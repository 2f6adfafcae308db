"""Moving a correction along the rows of its table: the one place that writes its stage."""

from datetime import datetime
from typing import Any

from inspections.actions.record import record
from inspections.models import CaseEvent
from letters import correction_policies
from letters.correction_states import Stage, Step, move_for
from letters.models import Correction
from revisits.accounts.models import User
from revisits.acting import acting


def take(
    correction: Correction, step: Step, *, by: User | None, at: datetime, reason: str = "", **changes: Any
) -> Correction:
    """Take a step, with `changes` of other fields in the same row; inside a transaction under the lock of its case.

    Raises Refused as `correction_policies.check_step`. The history has stages and reason, never a word of the note.
    """
    correction_policies.check_step(correction, step, by, reason)
    return mark(correction, step, by=by, at=at, reason=reason, **changes)


def mark(
    correction: Correction, step: Step, *, by: User | None, at: datetime, reason: str = "", **changes: Any
) -> Correction:
    """Write down a step that the caller has checked."""
    before, row = Stage(correction.stage), move_for(Stage(correction.stage), step)
    assert row
    correction.stage = row.target
    for name, value in changes.items():
        setattr(correction, name, value)
    with acting(why=reason):
        correction.save(update_fields=["stage", *changes])
    text = f"{correction}: {before.label} became {row.target.label}." + (
        f" Reason: {reason}" if reason else ""
    )
    data = {"correction": correction.number, "from": before, "to": row.target, "step": step}
    record(correction.revisit, CaseEvent.Kind.CORRECTION, by=by, at=at, text=text, data=data)
    return correction
