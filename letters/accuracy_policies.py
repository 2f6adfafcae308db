"""May this be done to the draft with the area now? Each refusal carries the sentence that the person reads (G25)."""

from collections.abc import Sequence
from datetime import datetime

from inspections.models import Revisit, TeamMember
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import accuracy
from letters.accuracy import Standing
from letters.models import AccuracyComment, AccuracyRound, Answer, LateRequest, LetterVersion, Side
from revisits.accounts.models import Membership, User

# With one comment.
MOST_FILES = 20
WHOSE = {Side.AUTHORITY: "the local authority", Side.HEALTH: "health"}


class CommentChanged(Refused):
    """Somebody of the same side changed the comment in between; `comment` is what stands there now."""

    def __init__(self, comment: AccuracyComment) -> None:
        super().__init__(
            f"{comment.by} changed this comment while you were typing. It is shown here, and what you typed is "
            "below: send it again to put yours in its place."
        )
        self.comment = comment


class AnswerChanged(Refused):
    """Somebody answered the same comment in between; `answer` is theirs."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(
            f"{answer.by} answered this comment while you were typing. Their answer is shown here, and what you typed "
            "is below: send it again to put yours in its place."
        )
        self.answer = answer


def check_readers(directors: Sequence[Membership]) -> None:
    """G24: somebody of the area is there to read it."""
    if not directors:
        raise Refused(
            "No director or chief executive of the area is on file: the draft would reach nobody (G24). "
            "The office gives them their role."
        )


def check_version(version: LetterVersion | None, seen: int | None) -> LetterVersion:
    """There is one, and it is the one that whoever sends it saw; None where they saw no number."""
    if version is None:
        raise Refused("The letter was not given to quality assurance yet (G24).")
    if seen is not None and version.number != seen:
        raise Refused(f"The letter changed since you looked: it is version {version.number} now.")
    return version


def check_open(standing: Standing, round_: AccuracyRound, now: datetime) -> None:
    """A side comments until it submitted, while comments are open, and until its last moment."""
    if standing.submission:
        at = standing.submission.at.astimezone(LONDON)
        raise Refused(
            f"{standing.submission.by} submitted your side's comments on {at:%-d %B %Y at %H:%M}: "
            "they stay as they are."
        )
    if not standing.open(round_, now):
        last = accuracy.due(round_).astimezone(LONDON)
        raise Refused(
            f"Comments were due by {last:%H:%M on %-d %B %Y}. Ask the lead HMI to accept yours late, with the reason."
        )
    if round_.version.letter.revisit.state != State.ACCURACY:
        raise Refused(
            "The lead HMI has closed the comments. Ask for yours to be accepted late, with the reason."
        )


def check_quotation(round_: AccuracyRound, block: str, quotation: str) -> None:
    """What is quoted stands in that very paragraph of the draft."""
    passage = accuracy.passages(round_.version.composed).get(block)
    if passage is None:
        raise Refused("The draft has no such paragraph.")
    if accuracy.plain(quotation) not in accuracy.said(passage):
        raise Refused(
            "These words do not stand in this paragraph: copy them as they are in the draft.", "quotation"
        )


def check_same(comment: AccuracyComment, edition: int) -> None:
    if comment.edition != edition:
        raise CommentChanged(comment)


def check_unsubmitted(comment: AccuracyComment) -> None:
    if comment.submission_id:
        raise Refused("This comment was submitted: it stays as it is.")


def check_files(count: int) -> None:
    """So many files with a comment are enough to show what it says."""
    if count >= MOST_FILES:
        raise Refused(f"A comment has {MOST_FILES} files at most: remove one first.")


def check_none(count: int, none: bool) -> None:
    """A side says that it has no comments, and means it."""
    if none and count:
        raise Refused("Your side has written comments: submit them, or remove them first.")
    if not none and not count:
        raise Refused("Nothing is written yet. If you have no comments, say so.", "none")


def check_ask_late(standing: Standing, round_: AccuracyRound, now: datetime) -> None:
    if standing.submission:
        raise Refused("Your side has submitted its comments already.")
    if standing.request:
        raise Refused(f"{standing.request.by} has asked already: the lead HMI has still to answer.")
    if standing.open(round_, now) and round_.version.letter.revisit.state == State.ACCURACY:
        raise Refused("Your side may still submit: nothing is late.")


def check_answer_late(request: LateRequest) -> None:
    if hasattr(request, "answer"):
        raise Refused(f"{request.answer.by} answered this request already.")


def check_until(until: datetime | None, now: datetime) -> None:
    if until is not None and until <= now:
        raise Refused("This moment is over: give them time.", "until")


def check_reopen(standing: Standing) -> None:
    if standing.submission:
        raise Refused(
            f"{WHOSE[standing.side].capitalize()} has submitted its comments, once: they stay as they are."
        )


def check_close(round_: AccuracyRound, now: datetime) -> None:
    """Both submitted, or their time is over and nobody waits who asked, or was let, to be late (G25)."""
    for each in accuracy.standing(round_):
        if each.submission:
            continue
        if each.request:
            raise Refused(f"Answer the late request of {WHOSE[each.side]} first.")
        if each.open(round_, now):
            last = accuracy.last_moment(each, round_).astimezone(LONDON)
            raise Refused(
                f"{WHOSE[each.side].capitalize()} may still comment, until {last:%H:%M on %-d %B %Y}."
            )


def check_answer(comment: AccuracyComment, after: int) -> None:
    """Answers are given once the comments are closed, while the letter is finalised; whoever comes second is told."""
    if comment.submission_id is None:
        raise Refused("This comment was not submitted.")
    newest = accuracy.newest(comment)
    if newest and newest.number != after:
        raise AnswerChanged(newest)


def check_answering(revisit: Revisit) -> None:
    if revisit.state == State.ACCURACY:
        raise Refused("Close the comments first: each is answered once all of them are in (G25).")
    if revisit.state != State.FINALISING:
        raise Refused("Comments are answered while the letter is finalised.")


def check_agree(answer: Answer, by: User, revisit: Revisit) -> None:
    """CQC's inspector of the team agrees the version that stands."""
    newest = accuracy.newest(answer.comment)
    if newest and newest.pk != answer.pk:
        raise AnswerChanged(newest)
    if hasattr(answer, "agreement"):
        raise Refused(f"{answer.agreement.by} has agreed this answer already.")
    if not revisit.team.filter(user=by, role=TeamMember.Role.CQC).exists():
        raise Refused("A CQC inspector of the team agrees answers (G25).")


def check_tell(round_: AccuracyRound) -> None:
    """Each is answered and agreed, and somebody has still to be told."""
    comments = accuracy.submitted(round_)
    if not comments:
        raise Refused("Nobody made a comment: there is nothing to tell.")
    counts = accuracy.waiting(comments)
    if counts["unanswered"] or counts["unagreed"]:
        raise Refused(" ".join(accuracy.unanswered(round_)))
    if not accuracy.untold(round_):
        raise Refused("Both parties have been told the answers as they stand.")
