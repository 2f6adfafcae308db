"""The formal notices that a person sends by a button, or at a moment that they set: what each says, how it goes."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from inspections.actions.notify import notify
from inspections.models import Revisit
from inspections.policies import check_notify
from inspections.workflow import State
from notifications.domain.compose import Composed, preview
from revisits.accounts.permissions import Permission

Words = Mapping[str, Any]


@dataclass(frozen=True)
class FormalNotice:
    """`check` raises Refused where it may not go; `shown` is the case as the notice will find it; `data` what the case
    event of it will carry. `act` takes `revisit`, `by`, `at` and the words of its page, and refuses whoever may not.
    """

    code: str
    title: str
    message: str
    permission: Permission
    page: str
    check: Callable[[Revisit, date], None]
    act: Callable[..., object]
    shown: Callable[[Revisit], Revisit]
    data: Callable[[Revisit, Words], dict[str, Any]]

    def preview(self, revisit: Revisit, words: Words, *, at: datetime) -> list[Composed]:
        """Who would get what, if it were sent with these words at `at`: nothing is written."""
        return preview(self.shown(revisit), self.message, at=at, data=self.data(revisit, words))


def _as_notified(case: Revisit) -> Revisit:
    """A postponed case as the notice of its new dates finds it: nothing of it is put off any more."""
    if not case.stopped:
        return case
    told = copy(case)
    told.state = State.NOTIFIED
    return told


def _with_again(case: Revisit, words: Words) -> dict[str, Any]:
    return {**words, "again": case.stopped}


NOTIFY = FormalNotice(
    code="notify",
    title="Notice of the re-visit",
    message="notify",
    permission=Permission.NOTIFY,
    page="notify",
    check=check_notify,
    act=notify,
    shown=_as_notified,
    data=_with_again,
)
NOTICES = {notice.code: notice for notice in (NOTIFY,)}
