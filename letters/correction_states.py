"""The stages of a correction of the published letter, in one table: (stage, step) -> stage (G26, G27).

The re-visit stays published all the while: a correction has its own table beside the workflow's, with the same guards.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models

from inspections import states_page
from inspections.workflow import Guard
from revisits.accounts.permissions import Permission


class Stage(models.TextChoices):
    """Where a correction stands."""

    WRITING = "writing", "Being written"
    CHECKING = "checking", "Being checked"
    SENT = "sent", "Sent to the area"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Step(StrEnum):
    """What moves a correction on, or takes it back."""

    SUBMIT = "submit for quality assurance"
    RETURN = "return"
    TAKE_BACK = "take back from quality assurance"
    SEND = "send the corrected letter"
    RECALL = "recall the corrected letter"
    PUBLISH = "publish"
    WITHDRAW = "withdraw the correction"


@dataclass(frozen=True)
class Move:
    """One row: where it leads, who may, what must hold, and whether it needs a reason."""

    source: Stage
    step: Step
    target: Stage
    permission: Permission
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False
    # By nothing: a person takes each step, but that a job publishes.
    set_off_by: str = ""

    @property
    def event(self) -> Step:
        """As the workflow's table calls it."""
        return self.step


_READY = (Guard.JUDGED, Guard.COMPLETE, Guard.IDENTIFIERS, Guard.ANSWERED)
_FINISHED = (*_READY, Guard.ASSURED, Guard.SIGNED)

MOVES = (
    # G24, G27: as the final letter, so its correction is approved and signed by both agencies.
    Move(Stage.WRITING, Step.SUBMIT, Stage.CHECKING, Permission.SUBMIT_LETTER, _READY),
    Move(Stage.CHECKING, Step.RETURN, Stage.WRITING, Permission.ASSURE_QUALITY, (Guard.RETURNED,)),
    Move(Stage.CHECKING, Step.TAKE_BACK, Stage.WRITING, Permission.SUBMIT_LETTER, needs_reason=True),
    # G26: the area has it before everybody, under embargo.
    Move(Stage.CHECKING, Step.SEND, Stage.SENT, Permission.SEND_FINAL, _FINISHED),
    Move(Stage.SENT, Step.RECALL, Stage.WRITING, Permission.SEND_FINAL, needs_reason=True),
    Move(Stage.SENT, Step.PUBLISH, Stage.PUBLISHED, Permission.PUBLISH, (*_FINISHED, Guard.EMBARGO)),
    Move(Stage.WRITING, Step.WITHDRAW, Stage.WITHDRAWN, Permission.SEND_FINAL, needs_reason=True),
    Move(Stage.CHECKING, Step.WITHDRAW, Stage.WITHDRAWN, Permission.SEND_FINAL, needs_reason=True),
)
_TABLE = {(move.source, move.step): move for move in MOVES}
# Under way; and over, so that another may begin.
OPEN = (Stage.WRITING, Stage.CHECKING, Stage.SENT)
OVER = (Stage.PUBLISHED, Stage.WITHDRAWN)


states_page.also("A correction of the published letter", MOVES, begins=Stage.WRITING, ends=OVER)


def move_for(stage: Stage, step: Step) -> Move | None:
    """The row for a step at a stage; None where the table has none."""
    return _TABLE.get((stage, step))
