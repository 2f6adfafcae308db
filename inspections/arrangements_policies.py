"""May this be arranged or asked for now? Each refusal carries the sentence that the person reads (G9, G12, G17)."""

from datetime import datetime

from inspections.models import (
    ChildrensQuestions,
    ChildrensSession,
    InformationItem,
    Revisit,
    ScheduleAgreement,
    SessionSlot,
    TimelineEvent,
)
from inspections.plan_policies import check_goes_on
from inspections.policies import Refused
from inspections.timeline import times
from inspections.timeline.working_days import WorkingCalendar
from inspections.workflow import ENDED, OVER, State


class SessionChanged(Refused):
    """Somebody changed or removed the same session in between; `session` is what stands there now."""

    def __init__(self, session: SessionSlot) -> None:
        what = "removed" if session.removed_at else "changed"
        who = session.removed_by or session.changed_by
        super().__init__(
            f"{who} {what} this session while you were typing. Nothing of yours is saved yet: compare the two, then "
            "send yours again to put it in place of theirs."
        )
        self.session = session


class GroupChanged(Refused):
    """Somebody changed the same children's session in between; `group` is what stands there now."""

    def __init__(self, group: ChildrensSession) -> None:
        super().__init__(
            f"{group.changed_by} changed this session while you were typing. Nothing of yours is saved yet: compare "
            "the two, then send yours again to put it in place of theirs."
        )
        self.group = group


class QuestionsChanged(Refused):
    """Somebody wrote or shared the questions in between; `questions` is what stands there now, None if nothing."""

    def __init__(self, questions: ChildrensQuestions) -> None:
        what = "shared" if questions.shared_at else "wrote"
        super().__init__(
            f"{questions.shared_by or questions.written_by} {what} the questions while you were typing. Theirs are "
            "shown here, and what you typed is below: send it again to put yours in place."
        )
        self.questions = questions


def check_arrange(revisit: Revisit) -> None:
    """The schedule and the children's sessions are arranged between the notice and the end of the visit."""
    if revisit.state == State.PLANNED:
        raise Refused("The area has not been notified yet.")
    check_goes_on(revisit)
    if revisit.state in OVER:
        raise Refused("The visit is over: its arrangements stay as they were.")


def check_day(revisit: Revisit, day: int) -> None:
    """A session is on one of the on-site days (G19)."""
    if not 1 <= day <= (revisit.days or 0):
        raise Refused(f"The re-visit has {revisit.days} on-site days: choose one of them.", "day")


def check_agree(
    revisit: Revisit,
    *,
    read: str,
    edition: str,
    newest: ScheduleAgreement | None,
    unchanged: bool,
    empty: bool,
) -> None:
    """The team agrees what it read, once. `read` and `edition` are that of the page and that of the database."""
    check_arrange(revisit)
    if empty:
        raise Refused("There is no session yet: there is nothing to agree.")
    if read != edition:
        raise Refused("The schedule changed while you were reading it: look at it again, then agree it.")
    if newest and unchanged:
        raise Refused(f"{newest.agreed_by} agreed this version on {moment(newest.agreed_at)} already.")


def check_ask(
    revisit: Revisit,
    window: TimelineEvent | None,
    calendar: WorkingCalendar,
    *,
    at: datetime,
    due_at: datetime,
) -> None:
    """G17: on the working days from -5 to -1 alone, as the case's timeline has them; and due later than now."""
    check_window(revisit, window, calendar, at=at)
    if due_at <= at:
        raise Refused("Set a time in the future: they need time to answer.", "due_on")
    if revisit.last_day and due_at.astimezone(times.LONDON).date() > revisit.last_day:
        raise Refused(f"The visit ends on {revisit.last_day:%-d %B %Y}: ask for it by then.", "due_on")


def check_window(
    revisit: Revisit, window: TimelineEvent | None, calendar: WorkingCalendar, *, at: datetime
) -> None:
    """Whether further information may be asked for at `at` (G17); the days are London's."""
    if revisit.state == State.PLANNED:
        raise Refused("The area has not been notified yet.")
    check_goes_on(revisit)
    if revisit.state in OVER:
        raise Refused("The visit is over: nothing more is asked for.")
    first, last = (window.planned_on, window.last_on) if window else (None, None)
    if window is None or first is None or last is None:
        raise Refused("The timeline has no days for further requests yet (G17).")
    today = at.astimezone(times.LONDON).date()
    between = f"{first:%A %-d %B} to {last:%A %-d %B %Y}"
    if today < first:
        raise Refused(f"Further information is asked for from day -5 to day -1, {between} (G17): not yet.")
    if today > last:
        raise Refused(
            f"Further information was to be asked for from day -5 to day -1, {between} (G17): that is over."
        )
    if not calendar.is_working_day(today) and today != window.override_on:
        raise Refused(
            f"Today is no working day. Further information is asked for on working days, {between} (G17)."
        )


def check_request_open(item: InformationItem) -> None:
    """Nothing is written on a request that the team closed, nor once the case is closed."""
    if not item.is_further:
        raise Refused("This is asked of every area: messages belong to further requests.")
    if item.closed_at:
        raise Refused(f"{item.closed_by} closed this request on {moment(item.closed_at)}.")
    check_goes_on(item.revisit)
    if item.revisit.state in ENDED:
        raise Refused("This re-visit is closed: nothing more is written.")


def check_share(revisit: Revisit, questions: ChildrensQuestions, version: int) -> None:
    """G9: what is shared is what the sharer read."""
    check_arrange(revisit)
    if questions.shared_at:
        raise Refused(f"{questions.shared_by} shared these questions already.")
    if questions.version != version:
        raise QuestionsChanged(questions)


def moment(at: datetime) -> str:
    """3 May 2022, 08:30."""
    return f"{at.astimezone(times.LONDON):%-d %B %Y, %H:%M}"
