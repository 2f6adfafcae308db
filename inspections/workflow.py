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
    QUALITY = "quality", "With quality assurance"
    ACCURACY = "accuracy", "With the area for accuracy"
    FINALISING = "finalising", "Finalising the letter"
    CHECKING = "checking", "Final letter being checked"
    FINAL = "final", "Final letter sent"
    CLOSED = "closed", "Published"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"


class Event(StrEnum):
    """What moves a re-visit on, or takes it back."""

    NOTIFY = "notify"
    ARRIVE = "arrive"
    NOT_ON_SITE = "not on site after all"
    LEAVE = "leave"
    BACK_ON_SITE = "back on site"
    SUBMIT = "submit for quality assurance"
    RETURN = "return"
    WITHDRAW = "withdraw from quality assurance"
    SEND_DRAFT = "send the draft"
    CLOSE_COMMENTS = "close comments"
    REOPEN_COMMENTS = "open comments again"
    SEND_FINAL = "send the final letter"
    RECALL = "recall the final letter"
    PUBLISH = "publish"
    POSTPONE = "postpone"
    RENOTIFY = "notify of new dates"
    CANCEL = "cancel"


class Guard(StrEnum):
    """What must hold before a row is taken. `inspections.guards` keeps the check of each, by this name."""

    JUDGED = "every weakness is judged and confirmed"
    COMPLETE = "the letter lacks nothing"
    IDENTIFIERS = "every possible identifier is settled"
    ASSURED = "both agencies approve the letter"
    RETURNED = "a reviewer returned it"
    ANSWERED = "every comment is answered, and both agencies agree the answers"
    SIGNED = "both agencies signed"
    EMBARGO = "the embargo is over"


@dataclass(frozen=True)
class Transition:
    """One row: where it leads, who may, what must hold, and whether it needs a reason.

    `set_off_by` names the timeline event whose doing sets it off; None where an action of its own does.
    """

    source: State
    event: Event
    target: State
    permission: Permission
    guards: tuple[Guard, ...] = ()
    set_off_by: str | None = None
    needs_reason: bool = False


_S, _E, _P, _G = State, Event, Permission, Guard
_READY = (_G.JUDGED, _G.COMPLETE, _G.IDENTIFIERS)
_FINISHED = (*_READY, _G.ANSWERED, _G.ASSURED, _G.SIGNED)

TRANSITIONS = (
    Transition(_S.PLANNED, _E.NOTIFY, _S.NOTIFIED, _P.NOTIFY),
    Transition(_S.NOTIFIED, _E.ARRIVE, _S.ON_SITE, _P.MARK_DONE, set_off_by="leaders_meeting"),
    Transition(_S.ON_SITE, _E.NOT_ON_SITE, _S.NOTIFIED, _P.TAKE_BACK, needs_reason=True),
    Transition(_S.ON_SITE, _E.LEAVE, _S.REPORTING, _P.MARK_DONE, set_off_by="feedback"),
    Transition(_S.REPORTING, _E.BACK_ON_SITE, _S.ON_SITE, _P.TAKE_BACK, needs_reason=True),
    # G24: the draft leaves only after both agencies' quality assurance.
    Transition(_S.REPORTING, _E.SUBMIT, _S.QUALITY, _P.SUBMIT_LETTER, _READY),
    Transition(_S.QUALITY, _E.RETURN, _S.REPORTING, _P.ASSURE_QUALITY, (_G.RETURNED,)),
    Transition(_S.QUALITY, _E.WITHDRAW, _S.REPORTING, _P.SUBMIT_LETTER, needs_reason=True),
    Transition(_S.QUALITY, _E.SEND_DRAFT, _S.ACCURACY, _P.OPEN_DRAFT, (*_READY, _G.ASSURED)),
    # G25: ten working days of comments, each of them answered.
    Transition(_S.ACCURACY, _E.CLOSE_COMMENTS, _S.FINALISING, _P.OPEN_DRAFT),
    Transition(_S.FINALISING, _E.REOPEN_COMMENTS, _S.ACCURACY, _P.OPEN_DRAFT, needs_reason=True),
    # G26, G27: the final text is approved and signed by both agencies, as it will be published.
    Transition(_S.FINALISING, _E.SUBMIT, _S.CHECKING, _P.SUBMIT_LETTER, (*_READY, _G.ANSWERED)),
    Transition(_S.CHECKING, _E.RETURN, _S.FINALISING, _P.ASSURE_QUALITY, (_G.RETURNED,)),
    Transition(_S.CHECKING, _E.WITHDRAW, _S.FINALISING, _P.SUBMIT_LETTER, needs_reason=True),
    Transition(_S.CHECKING, _E.SEND_FINAL, _S.FINAL, _P.SEND_FINAL, _FINISHED),
    Transition(_S.FINAL, _E.RECALL, _S.FINALISING, _P.SEND_FINAL, needs_reason=True),
    Transition(_S.FINAL, _E.PUBLISH, _S.CLOSED, _P.PUBLISH, (*_FINISHED, _G.EMBARGO)),
    # What real cases teach: a visit that was told may be put off or called off, and everybody told hears why.
    Transition(_S.NOTIFIED, _E.POSTPONE, _S.POSTPONED, _P.CHANGE_PLAN, needs_reason=True),
    Transition(_S.ON_SITE, _E.POSTPONE, _S.POSTPONED, _P.CHANGE_PLAN, needs_reason=True),
    Transition(_S.POSTPONED, _E.RENOTIFY, _S.NOTIFIED, _P.NOTIFY),
    Transition(_S.PLANNED, _E.CANCEL, _S.CANCELLED, _P.CHANGE_PLAN, needs_reason=True),
    Transition(_S.NOTIFIED, _E.CANCEL, _S.CANCELLED, _P.CHANGE_PLAN, needs_reason=True),
    Transition(_S.ON_SITE, _E.CANCEL, _S.CANCELLED, _P.CHANGE_PLAN, needs_reason=True),
    Transition(_S.POSTPONED, _E.CANCEL, _S.CANCELLED, _P.CHANGE_PLAN, needs_reason=True),
)
_TABLE = {(row.source, row.event): row for row in TRANSITIONS}
ENDED = (State.CLOSED, State.CANCELLED)
# The visit does not take place, or not on the days that were told; why and since when stands beside the stage.
STOPPED = (State.POSTPONED, State.CANCELLED)
OPEN_STATES = tuple(state for state in State if state not in ENDED)
# Something may fall due.
GOING_ON = tuple(state for state in OPEN_STATES if state not in STOPPED)
# Before, while and after inspectors are there: the plan may change, the arrangements may, nothing of either may.
BEFORE = (State.PLANNED, State.NOTIFIED, State.POSTPONED)
AFTER_VISIT = (State.REPORTING, State.QUALITY, State.ACCURACY, State.FINALISING, State.CHECKING, State.FINAL)
OVER = (*AFTER_VISIT, *ENDED)
# From when the draft left until the letter is published: its named readers read it (G24).
SENT = (State.ACCURACY, State.FINALISING, State.CHECKING, State.FINAL)


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


def way_back(state: State) -> Transition | None:
    """The row by which a case goes back to the stage before with nothing but a reason, if there is one."""
    return next(
        (row for row in TRANSITIONS if (row.source, row.permission) == (state, Permission.TAKE_BACK)), None
    )


def undone_with(back: Transition) -> str | None:
    """The doing that set off what a row takes back: it is undone with it, else the case would move on again."""
    forth = (row for row in TRANSITIONS if (row.source, row.target) == (back.target, back.source))
    return next((row.set_off_by for row in forth if row.set_off_by), None)
