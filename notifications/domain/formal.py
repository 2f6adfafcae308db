"""The formal notices that a person sends by a button, or at a moment that they set: what each says, how it goes.

Each has a page that shows exactly who gets what before it goes (`notifications/views/formal.py`), and no other way out.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from inspections.actions.notify import notify
from inspections.models import Revisit
from inspections.policies import check_notify
from inspections.workflow import State
from letters.actions.accuracy import send_draft
from letters.actions.accuracy_answers import tell_outcome
from letters.actions.corrections import send_correction
from letters.actions.final import recall, send_final, set_publication
from letters.actions.publish import publish
from notifications.domain.compose import Composed, preview
from notifications.domain.rehearse import as_composed, rehearse
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

Words = Mapping[str, Any]
# In the place of a reason while nobody has typed one: to look at the messages, never to send them.
REASON = "Your reason stands here."


@dataclass(frozen=True)
class FormalNotice:
    """`act` takes `revisit`, `by`, `at` and the words of its page, JSON, and raises Refused where it may not go.

    `look` finds who would get what: nothing is kept of it, and it may raise Refused as `act` does. `check` refuses what
    `look` lets pass. `may_wait`: it can be scheduled; else it goes at once, or has a moment of its own.
    """

    code: str
    title: str
    permission: Permission
    page: str
    act: Callable[..., object]
    look: Callable[[Revisit, Words, User, datetime], list[Composed]]
    check: Callable[[Revisit, date], None] | None = None
    may_wait: bool = False

    def preview(self, revisit: Revisit, words: Words, *, by: User, at: datetime) -> list[Composed]:
        """Who would get what, if `by` sent it with these words at `at`. Raises Refused."""
        return self.look(revisit, words, by, at)


def _look_at_notice(revisit: Revisit, words: Words, by: User, at: datetime) -> list[Composed]:
    """Without doing it: whom it reaches is looked at long before it may go."""
    data = {**words, "again": revisit.stopped}
    return preview(_as_notified(revisit), "notify", at=at, data=data)


def _as_notified(case: Revisit) -> Revisit:
    """A postponed case as the notice of its new dates finds it: nothing of it is put off any more."""
    if not case.stopped:
        return case
    told = copy(case)
    told.state = State.NOTIFIED
    return told


def _rehearsed(act: Callable[..., object]) -> Callable[[Revisit, Words, User, datetime], list[Composed]]:
    """By doing it and taking it back: all that it sets off is shown, word for word."""

    def look(revisit: Revisit, words: Words, by: User, at: datetime) -> list[Composed]:
        def done() -> object:
            # A copy: what is taken back in the database would stay on the object.
            return act(revisit=copy(revisit), by=by, at=at, **words)

        return as_composed(rehearse(done, cases=[revisit.pk]))

    return look


def _with_moment(act: Callable[..., object]) -> Callable[..., object]:
    """The words keep `due_at` as JSON does."""

    def done(*, due_at: str | None, **given: Any) -> object:
        return act(due_at=datetime.fromisoformat(due_at) if due_at else None, **given)

    return done


def _of_letter(
    code: str, title: str, permission: Permission, page: str, act: Callable[..., object], *, may_wait: bool
) -> FormalNotice:
    return FormalNotice(code, title, permission, page, act, _rehearsed(act), may_wait=may_wait)


NOTIFY = FormalNotice(
    code="notify",
    title="Notice of the re-visit",
    permission=Permission.NOTIFY,
    page="notify",
    act=notify,
    look=_look_at_notice,
    check=check_notify,
    may_wait=True,
)
DRAFT = _of_letter(
    "draft", "Draft letter to the area", Permission.OPEN_DRAFT, "draft-send", send_draft, may_wait=True
)
ANSWERS = _of_letter(
    "answers",
    "Answers to the comments",
    Permission.ANSWER_COMMENTS,
    "accuracy-tell",
    tell_outcome,
    may_wait=True,
)
FINAL = _of_letter(
    *("final", "Final letter to the area", Permission.SEND_FINAL, "final-send"),
    _with_moment(send_final),
    may_wait=True,
)
CORRECTION = _of_letter(
    *("correction", "Corrected letter to the area", Permission.SEND_FINAL, "correction-send"),
    _with_moment(send_correction),
    may_wait=True,
)
RECALL = _of_letter(
    "recall", "Recall of the final letter", Permission.SEND_FINAL, "final-recall", recall, may_wait=False
)
MOMENT = _of_letter(
    *("moment", "Moment of publication", Permission.PUBLISH, "final-moment"),
    _with_moment(set_publication),
    may_wait=False,
)
# It has a moment of its own, at which a job publishes it.
PUBLISH = _of_letter(
    "publish", "Publication of the letter", Permission.PUBLISH, "final-publish", publish, may_wait=False
)
NOTICES = {
    notice.code: notice for notice in (NOTIFY, DRAFT, ANSWERS, FINAL, CORRECTION, RECALL, MOMENT, PUBLISH)
}
