"""Cases on which every message of the catalogue can be looked at, and which of them are looked at on which."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from inspections import schedule
from inspections.actions.meetings import arrange
from inspections.actions.questions import agree_questions
from inspections.actions.schedule import add_session, agree_schedule
from inspections.meetings import arranged
from inspections.models import QuestionSet
from inspections.question_states import SetState
from inspections.workflow import State
from letters.actions.issue import issue_parents_letter
from letters.models import LateAnswer, Side
from notifications.catalogue import MESSAGES
from notifications.domain.compose import Composed
from notifications.domain.formal import NOTIFY
from notifications.domain.trying import attempt
from notifications.models import ScheduledNotice
from tests.cast import NOW, Cast
from tests.drafts import draft_of
from tests.inspections.arranged import said
from tests.leaks.scene import make_scene
from tests.letters import correcting
from tests.notifications.conftest import expand_all
from tests.snapshots import kept
from tests.stages import put


@dataclass(frozen=True)
class Looked:
    """A case at a moment, and the messages that are looked at on it."""

    make: Callable[[], Cast]
    at: datetime
    codes: frozenset[str]


def in_full_swing() -> Cast:
    """The case of the walk through everything, with what it lacks."""
    return kept("every message", _in_full_swing)


def _in_full_swing() -> Cast:
    cast = make_scene().cast
    expand_all()
    now_at = cast.revisit.state
    # The schedule and the meetings are arranged before the visit.
    put(State.NOTIFIED, cast.revisit)
    later, person = NOW + timedelta(hours=1), cast["lano"]
    sessions = schedule.edition(list(schedule.current(cast.revisit)))
    agree_schedule(revisit=cast.revisit, read=sessions, by=cast.owner, at=later)
    add_session(revisit=cast.revisit, session=said(cast, title="One more"), by=person, at=later)
    meeting = arranged(cast.revisit, "leaders_meeting")
    assert meeting and cast.area.forum
    given = {"place": "County Hall, Room 3"}
    arrange(meeting=meeting, edition=meeting.edition, given=given, attendance={}, by=cast.owner, at=later)
    shared = QuestionSet.objects.filter(revisit=cast.revisit, state=SetState.SHARED).latest("pk")
    agree_questions(question_set=shared, forum=cast.area.forum, by=cast["pcf"], at=later)
    # Nobody has sent this version on yet.
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=later, reason="The place has changed.")
    put(now_at, cast.revisit)
    LateAnswer.objects.create(
        round=draft_of(cast.revisit), side=Side.AUTHORITY, until=NOW + timedelta(days=30), reason="Illness.",
        by=cast.owner, at=later,
    )  # fmt: skip
    ScheduledNotice.objects.create(
        revisit=cast.revisit, notice=NOTIFY.code, send_at=later, scheduled_by=cast.owner, scheduled_at=NOW
    )
    return cast


SENT = frozenset({"final_sent", "final_recalled", "publication_set", "letter_signed"})
PUBLISHED = frozenset({"letter_corrected", "outcome_published", "outcome_told"})
SCENES = {
    "in full swing": Looked(in_full_swing, NOW + timedelta(hours=2), frozenset(MESSAGES) - SENT - PUBLISHED),
    "sent": Looked(correcting.sent, correcting.AT, SENT),
    "published": Looked(correcting.published, correcting.DUE, PUBLISHED),
}


def composed(looked: Looked, cast: Cast) -> Iterator[Composed]:
    """Each message of the scene to each of its readers; AssertionError where nothing came of one."""
    for code in sorted(looked.codes):
        tried = attempt(MESSAGES[code], cast.revisit, at=looked.at)
        assert tried.composed, f"{code}: {tried.why}"
        yield from tried.composed
