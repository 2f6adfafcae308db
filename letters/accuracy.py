"""How the draft with the area stands (G24, G25): its round, what each side submitted, what is answered and told.

Nothing here asks who is asking: pages go through `letters.accuracy_access` first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch

from inspections import queries
from inspections.models import Revisit
from inspections.timeline import clocks, times
from letters.composing.text import LetterText, Passage, words
from letters.models import AccuracyComment, AccuracyRound, Answer, LateAnswer, LateRequest, Side, Submission

# What of a letter is commented on: whatever says something, and not how it is addressed or signed.
COMMENTED = ("paragraph", "item", "heading", "subheading")


@dataclass(frozen=True)
class Standing:
    """One side of a round: what it submitted, and whether it asked, and was let, to do so late."""

    side: Side
    submission: Submission | None
    request: LateRequest | None
    allowed_until: datetime | None

    def open(self, round_: AccuracyRound, now: datetime) -> bool:
        """Whether the side may still submit at `now`: once, until the last moment or until when the lead lets it."""
        return self.submission is None and now <= last_moment(self, round_)


def round_of(revisit: Revisit | int) -> AccuracyRound | None:
    """The draft of a case (or the case of an id) that was sent to the area last; None before."""
    found = AccuracyRound.objects.filter(version__letter__revisit=revisit)
    return found.select_related("version__letter__revisit", "sent_by").first()


def due(round_: AccuracyRound) -> datetime:
    """The last moment for comments: what was told when the draft left, or a later date on the timeline (G25)."""
    event = round_.version.letter.revisit.timeline.filter(code="comments_due").first()
    return max(round_.due_at, event.deadline) if event and event.deadline else round_.due_at


def last_moment(standing: Standing, round_: AccuracyRound) -> datetime:
    """Until when a side may submit: everybody's last moment, or a later one that the lead gave to it."""
    last = due(round_)
    return max(last, standing.allowed_until) if standing.allowed_until else last


def due_for(revisit: Revisit, sent: datetime) -> datetime:
    """The end of the tenth working day after the day of sending, in London; or of a later day set by hand (G25)."""
    day = clocks.comments_due(times_day(sent), queries.calendar())
    event = revisit.timeline.filter(code="comments_due").first()
    if event and event.override_on and event.override_on > day:
        day = event.override_on
    return times.deadline(day, "end of day")


def times_day(moment: datetime) -> date:
    """The day of a moment in London."""
    return moment.astimezone(times.LONDON).date()


def days_left(until: datetime, now: datetime) -> int:
    """Working days that are left after today until that day, that day among them; 0 on the day itself and later."""
    calendar, day, found = queries.calendar(), times_day(now), 0
    while (day := day + timedelta(days=1)) <= times_day(until):
        found += calendar.is_working_day(day)
    return found


def standing(round_: AccuracyRound) -> tuple[Standing, ...]:
    """Both sides, the authority first."""
    submissions = {each.side: each for each in round_.submissions.select_related("by")}
    requests = {each.side: each for each in _unanswered(round_)}
    until: dict[str, datetime] = {}
    for allowed in LateAnswer.objects.filter(round=round_, until__isnull=False):
        assert allowed.until
        until[allowed.side] = max(allowed.until, until.get(allowed.side, allowed.until))
    return tuple(Standing(side, submissions.get(side), requests.get(side), until.get(side)) for side in Side)


def of_side(round_: AccuracyRound, side: Side) -> Standing:
    return next(each for each in standing(round_) if each.side == side)


def passages(text: LetterText) -> dict[str, Passage]:
    """What may be commented on, by name, in the order of the letter."""
    return {each.name: each for each in text.passages() if each.kind in COMMENTED}


def said(passage: Passage) -> str:
    """Its words as one compares them: single spaces, and quotation marks of one kind."""
    return plain(words(passage))


def plain(text: str) -> str:
    marks = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\N{NO-BREAK SPACE}": " "})
    return " ".join(text.translate(marks).split())


def submitted(round_: AccuracyRound) -> list[AccuracyComment]:
    """Every comment that was submitted, in the order of the letter, each with `newest`: its answer as it stands."""
    order = list(passages(round_.version.composed))
    answers = Prefetch("answers", Answer.objects.select_related("by", "agreement__by"))
    found = round_.comments.filter(submission__isnull=False).select_related(
        "submission", "by", "document__given_by"
    )
    comments = list(found.prefetch_related(answers))
    for comment in comments:
        comment.__dict__["newest"] = next(iter(comment.answers.all()), None)
    places = {name: place for place, name in enumerate(order)}
    return sorted(comments, key=lambda each: (places.get(each.block, len(order)), each.pk))


def newest(comment: AccuracyComment) -> Answer | None:
    """The answer as it stands; None where nobody answered."""
    if "newest" in comment.__dict__:
        found: Answer | None = comment.__dict__["newest"]
        return found
    return comment.answers.select_related("by", "agreement__by").first()


def agreed(answer: Answer | None) -> bool:
    return answer is not None and hasattr(answer, "agreement")


def answers_of(comments: Iterable[AccuracyComment]) -> list[int]:
    """The ids of the answers as they stand, in order."""
    return sorted(answer.pk for comment in comments if (answer := newest(comment)))


def untold(round_: AccuracyRound) -> list[Submission]:
    """The submissions with comments whose side was not told the answers as they stand now."""
    of: dict[int, list[AccuracyComment]] = {}
    for comment in submitted(round_):
        assert comment.submission_id
        of.setdefault(comment.submission_id, []).append(comment)
    found = round_.submissions.filter(pk__in=of).prefetch_related("told")
    return [each for each in found if _told(each) != answers_of(of[each.pk])]


def unanswered(round_: AccuracyRound) -> tuple[str, ...]:
    """What keeps the letter from going on, each in a sentence (G25); empty where nothing does."""
    comments = submitted(round_)
    open_ = [each for each in comments if newest(each) is None]
    waiting = [each for each in comments if newest(each) and not agreed(newest(each))]
    found = []
    if open_:
        found.append(f"{_many(len(open_), 'comment')} of the area still to be answered (G25).")
    if waiting:
        found.append(f"CQC has still to agree {_many(len(waiting), 'answer')} (G25).")
    if not found and untold(round_):
        found.append("Tell both parties the outcome of their comments first (G25).")
    return tuple(found)


def waiting(comments: Iterable[AccuracyComment]) -> Mapping[str, int]:
    """How many comments wait for an answer, and how many answers for CQC."""
    rows = list(comments)
    return {
        "unanswered": sum(newest(each) is None for each in rows),
        "unagreed": sum(newest(each) is not None and not agreed(newest(each)) for each in rows),
    }


def _told(submission: Submission) -> list[int]:
    """The answers that its side was told last."""
    last = max(submission.told.all(), key=lambda each: each.pk, default=None)
    return list(last.answers) if last else []


def _unanswered(round_: AccuracyRound) -> Iterable[LateRequest]:
    return round_.late_requests.filter(answer__isnull=True).select_related("by").order_by("pk")


def _many(count: int, noun: str) -> str:
    return f"one {noun}" if count == 1 else f"{count} {noun}s"
