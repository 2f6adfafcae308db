"""May the questions for parents be written, shared or agreed now? Every refusal is the sentence that is read (G16)."""

from datetime import date

from inspections import contacts
from inspections.models import Question, QuestionSet, Revisit, Weakness
from inspections.plan_policies import check_goes_on
from inspections.policies import Refused
from inspections.question_states import SetState, Step, target
from inspections.timeline.times import LONDON
from inspections.workflow import ENDED, State

Purpose = QuestionSet.Purpose
MOST_QUESTIONS = 40
NOTHING_CHANGED = (
    "Nothing differs from the version that the forum has: change something first, or drop this one."
)


class QuestionChanged(Refused):
    """Somebody changed the same question in between; `question` is what stands there now."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            "Somebody changed this question while you were typing. Theirs is shown here, and what you typed is "
            "below: send it again to set it over theirs."
        )
        self.question = question


class VersionChanged(Refused):
    """The version is no longer the one that the person saw."""

    def __init__(self, question_set: QuestionSet) -> None:
        super().__init__(
            f"Somebody changed {question_set} while you were looking at it. It is shown as it stands now: read it, "
            "then send it again."
        )
        self.question_set = question_set


def check_open(revisit: Revisit) -> None:
    check_goes_on(revisit)
    if revisit.state in ENDED:
        raise Refused("This re-visit is closed: its questions stay as they are.")


def check_begin(revisit: Revisit, purpose: str) -> None:
    """One version is written at a time, and none after they were agreed."""
    check_open(revisit)
    standing = revisit.question_sets.filter(purpose=purpose)
    if standing.filter(state=SetState.AGREED).exists():
        raise Refused("These questions are agreed: they stay as they are.")
    if draft := standing.filter(state=SetState.DRAFT).select_related("begun_by").first():
        raise Refused(f"{draft.begun_by} has begun version {draft.number} already: go on with it.")


def check_writing(question_set: QuestionSet) -> None:
    """Questions change while nobody outside the team has seen them."""
    check_open(question_set.revisit)
    if question_set.state != SetState.DRAFT:
        raise Refused(
            f"Version {question_set.number} was shared or agreed: begin a new version to change it."
        )


def check_room(question_set: QuestionSet) -> None:
    """Parents answer a short survey."""
    if question_set.questions.count() >= MOST_QUESTIONS:
        raise Refused(f"{MOST_QUESTIONS} questions are the most that one version can have.")


def check_marks(
    question_set: QuestionSet, *, kind: str, weakness: Weakness | None, asks_setting: bool, line: int = 0
) -> None:
    """It is about a weakness of this statement; one question of a survey, `line`, asks where the child goes (G18)."""
    if weakness and weakness.wsoa_id != question_set.revisit.wsoa_id:
        raise Refused("Choose a weakness of this area's statement of action.", "weakness")
    if not asks_setting:
        return
    if question_set.purpose != Purpose.SURVEY or kind != Question.Kind.CHOICE:
        raise Refused(
            "A question that asks where the child goes has one answer of several, and stands in the survey.",
            "asks_setting",
        )
    if other := question_set.questions.filter(asks_setting=True).exclude(line=line).first():
        raise Refused(f"Question {other.place} asks where the child goes already.", "asks_setting")


def check_step(question_set: QuestionSet, step: Step) -> SetState:
    """Where a step leads; Refused where the table has no such row."""
    check_open(question_set.revisit)
    found = target(SetState(question_set.state), step)
    if found is None:
        raise Refused(_why_not(question_set))
    return found


def check_share(question_set: QuestionSet, *, on: date) -> None:
    """There is something to share, something new, and somebody to share it with (G10, G11)."""
    if question_set.revisit.state == State.PLANNED:
        raise Refused("Notify the area first: by its notice the forum learns of the re-visit (G10).")
    check_says_something(question_set)
    if not contacts.forum_people(question_set.revisit, on=on):
        raise Refused("Nobody of the forum has an account here: the lead HMI settles the questions alone.")
    before = question_set.revisit.question_sets.filter(
        purpose=question_set.purpose, state=SetState.SHARED
    ).first()
    if before and _said(before) == _said(question_set):
        raise Refused(NOTHING_CHANGED)


def check_says_something(question_set: QuestionSet) -> None:
    """A survey asks something; the open meeting has its focus or its questions (G11, G20)."""
    if question_set.questions.exists():
        return
    if question_set.purpose == Purpose.SURVEY:
        raise Refused("Write at least one question first.")
    if not question_set.focus:
        raise Refused("Write the focus of the open meeting, or a question, first (G11).")


def check_settle(question_set: QuestionSet, *, on: date) -> None:
    """Without the forum where there is nobody of it; else it is asked first."""
    check_says_something(question_set)
    asked = question_set.state != SetState.DRAFT
    if not asked and contacts.forum_people(question_set.revisit, on=on):
        raise Refused("Share this version with the forum first: it is to comment on the questions (G16).")


def _said(question_set: QuestionSet) -> tuple[str, list[str]]:
    return question_set.focus, [
        question.written for question in question_set.questions.select_related("weakness")
    ]


def _why_not(question_set: QuestionSet) -> str:
    state = SetState(question_set.state)
    if state == SetState.AGREED:
        agreed = question_set.agreed_at.astimezone(LONDON) if question_set.agreed_at else None
        return (
            f"{question_set.agreed_by} agreed these questions on {agreed:%-d %B %Y}: they stay as they are."
        )
    if state == SetState.REPLACED:
        return f"Version {question_set.number} was replaced while you were looking at it: see the newest version."
    if state == SetState.SHARED:
        return f"Version {question_set.number} is with the forum already."
    return f"Version {question_set.number} is still being written."
