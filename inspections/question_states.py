"""The states of one version of the questions, in one table: (state, step) -> state."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models

from revisits.accounts.permissions import Permission


class SetState(models.TextChoices):
    """Where a version stands."""

    DRAFT = "draft", "Being written"
    SHARED = "shared", "With the forum"
    REPLACED = "replaced", "Replaced"
    AGREED = "agreed", "Agreed"


class Step(StrEnum):
    """What moves a version on."""

    SHARE = "share"
    REPLACE = "replace"
    AGREE = "agree"
    SETTLE = "settle"


@dataclass(frozen=True)
class Move:
    """One row: where it leads, and who may."""

    source: SetState
    step: Step
    target: SetState
    permission: Permission


MOVES = (
    Move(SetState.DRAFT, Step.SHARE, SetState.SHARED, Permission.PROPOSE_QUESTIONS),
    # By sharing the next version.
    Move(SetState.SHARED, Step.REPLACE, SetState.REPLACED, Permission.PROPOSE_QUESTIONS),
    Move(SetState.SHARED, Step.AGREE, SetState.AGREED, Permission.AGREE_QUESTIONS),
    # By the lead, with the reason: the forum does not answer, or there is nobody whom it could be shared with.
    Move(SetState.SHARED, Step.SETTLE, SetState.AGREED, Permission.SETTLE_QUESTIONS),
    Move(SetState.DRAFT, Step.SETTLE, SetState.AGREED, Permission.SETTLE_QUESTIONS),
)
_TABLE = {(move.source, move.step): move for move in MOVES}


def target(state: SetState, step: Step) -> SetState | None:
    """Where the step leads from a state; None where the table has no such row."""
    move = _TABLE.get((state, step))
    return move.target if move else None
