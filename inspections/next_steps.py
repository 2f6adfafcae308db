"""What happens next in a re-visit, for each kind of reader at each stage: one plain sentence, and by when.

Pure: the sentence from the stage and the timeline's rows, as they were read already.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from inspections.timeline import times
from inspections.workflow import State


class Reader(StrEnum):
    """Who asks what happens next."""

    LEAD = "the lead HMI"
    TEAM = "the team"
    QUALITY = "quality assurance"
    SUPPORT = "inspection support"
    OFFICERS = "the area's officers"
    DIRECTORS = "directors, chief executives and those they name"
    FORUM = "the parent carer forum"
    PUBLIC = "the public"


class Dated(Protocol):
    """What is read of a timeline event."""

    @property
    def code(self) -> str: ...
    @property
    def done_on(self) -> date | None: ...
    @property
    def last_on(self) -> date | None: ...
    @property
    def planned_time(self) -> str: ...


@dataclass(frozen=True)
class Step:
    """A sentence without its full stop, which goes on with "by ..." where the event `by` has a date.

    It holds until that event is done, and not before the event `after` is; the last of several holds in any case.
    `page` is the name of the address at which it is done, which every such reader may open.
    """

    text: str
    by: str = ""
    after: str = ""
    page: str = ""

    def holds(self, done: Collection[str]) -> bool:
        return self.by not in done and (not self.after or self.after in done)


@dataclass(frozen=True)
class Nobody:
    """Why this reader needs no sentence at this stage."""

    because: str


Entry = tuple[Step, ...] | Nobody


def _step(text: str, by: str = "", page: str = "") -> tuple[Step]:
    return (Step(text, by, page=page),)


def _in_time(text: str, page: str = "") -> tuple[Step]:
    """What the final letter waits for (G26)."""
    return _step(f"{text}, in time for the final letter to go out", "final_sent", page)


_UNTOLD = Nobody("The area does not know of the re-visit before its notice (G8).")
_PUBLIC_PAGE = Nobody("The public page says it in its own words, and names no stage of the letter.")
_AWAITED = _step(
    "Nothing is asked of you now. The letter with the outcome is normally published", "published"
)
_ENDED = _step("The letter is published. Nothing is left to do in this re-visit")
_OFF = _step("This re-visit is cancelled. Nothing more is asked of you")

_L, _T, _Q, _U = Reader.LEAD, Reader.TEAM, Reader.QUALITY, Reader.SUPPORT
_O, _D, _F, _P = Reader.OFFICERS, Reader.DIRECTORS, Reader.FORUM, Reader.PUBLIC
_OUTSIDE = (_O, _D, _F)

TABLE: dict[State, dict[Reader, Entry]] = {
    State.PLANNED: {
        _L: _step("Complete the team, issue the letter to parents, then notify the area", "notify"),
        _T: _step("Prepare for the visit. The lead HMI notifies the area", "notify"),
        _Q: _step("Nothing is asked of you yet. The lead HMI notifies the area", "notify"),
        _U: _step("Complete people, dates and the survey before the area is notified", "notify"),
        **dict.fromkeys(_OUTSIDE, _UNTOLD),
        _P: _UNTOLD,
    },
    State.NOTIFIED: {
        _L: (
            Step("Agree the questions for parents with the forum", "questions_agreed", page="questions"),
            Step(
                "Talk the schedule through with the nominated officers, and agree it", "planning_call", page="schedule"
            ),
            Step("Speak with the advisers of DfE and NHS England, and record it", "adviser_call", page="note-add"),
            Step("Read the evidence, and begin the visit with the area's leaders", "leaders_meeting", page="on-site"),
        ),
        _T: (
            Step("Read the area's evidence and choose activities", "evidence_review", page="evidence"),
            Step("Begin the visit with the area's leaders", "leaders_meeting", page="on-site"),
        ),
        _Q: _step("Nothing is asked of you yet. The team holds its judgement meeting", "judgement_meeting"),
        _U: (
            Step("See that the survey opens", "survey_opens"),
            Step("See that the survey closes", "survey_closes"),
            Step("Nothing is asked of you now. The inspectors meet the area's leaders", "leaders_meeting"),
        ),
        _O: (
            Step("Give the evidence of the impact of your actions", "evidence_due", page="area-needs"),
            Step("Arrange the on-site days, and meet the inspectors", "leaders_meeting", page="area-schedule"),
        ),
        _D: _step("Meet the inspectors", "leaders_meeting"),
        _F: (
            Step("Comment on the questions for parents, and agree them", "questions_agreed", page="area-questions"),
            Step("Send the letter to parents on, and tell them of the survey: it closes", "survey_closes"),
            Step("Meet the inspectors", "pcf_meeting"),
        ),
        _P: _PUBLIC_PAGE,
    },
    State.ON_SITE: {
        _L: (
            Step("Gather evidence, and hold the judgement meeting", "judgement_meeting", page="on-site"),
            Step("Tell the leaders whether progress is sufficient, and record it", "feedback", page="on-site"),
        ),
        _T: (
            Step("Gather evidence, and hold the judgement meeting", "judgement_meeting", page="on-site"),
            Step("Give the leaders feedback with the lead HMI", "feedback", page="on-site"),
        ),
        _Q: (
            Step("Take part in the judgement meeting", "judgement_meeting"),
            Step("Nothing is asked of you now. The letter comes to you once it is written"),
        ),
        _U: _step("Nothing is asked of you now. The inspectors give their feedback", "feedback"),
        _O: _step("Give the inspectors what they ask for. They give their feedback", "feedback"),
        _D: _step("Hear from the inspectors whether progress is sufficient", "feedback"),
        _F: (
            Step("Meet the inspectors", "pcf_meeting"),
            Step("Nothing is asked of you now. The inspectors are in the area", "feedback"),
        ),
        _P: _PUBLIC_PAGE,
    },
    State.REPORTING: {
        _L: _in_time("Confirm the judgements, write the letter and submit it to quality assurance", "outcome-letter"),
        _T: _in_time("Confirm the judgements and write the letter with the lead HMI", "outcome-letter"),
        _Q: _step("Nothing is asked of you now. The letter comes to you once it is written"),
        _U: _step("Nothing is asked of you now. The final letter is due", "final_sent"),
        _D: (
            Step("Comment on the factual accuracy of the draft letter", "comments_due", after="draft_sent"),
            Step("Nothing is asked of you now. You are sent the draft letter after its quality assurance"),
        ),
        _O: _AWAITED,
        _F: _AWAITED,
        _P: _PUBLIC_PAGE,
    },
    State.QUALITY: {
        _L: _in_time("Wait for quality assurance, then send the draft to those named for it", "quality"),
        _T: _in_time("Nothing is asked of you now. The letter is with quality assurance"),
        _Q: _in_time("Approve the letter, or return it with comments", "quality"),
        _U: _in_time("See that both agencies assure the letter"),
        _D: _step("Nothing is asked of you now. You are sent the draft letter after its quality assurance"),
        _O: _AWAITED,
        _F: _AWAITED,
        _P: _PUBLIC_PAGE,
    },
    State.ACCURACY: {
        _L: _step("Read the comments, and close them once they are in. They are due", "comments_due", "accuracy"),
        _T: _step("Read the comments as they come. They are due", "comments_due", "accuracy"),
        _Q: _step("Nothing is asked of you now. The area comments on the draft", "comments_due"),
        _U: _step("See that both sides comment on the draft", "comments_due"),
        _D: _step("Comment on the factual accuracy of the draft letter", "comments_due"),
        _O: _AWAITED,
        _F: _AWAITED,
        _P: _PUBLIC_PAGE,
    },
    State.FINALISING: {
        _L: _in_time("Answer each comment, then submit the final letter for quality assurance", "accuracy"),
        _T: _in_time("Agree the answers to the comments with the lead HMI", "accuracy"),
        _Q: _step("Nothing is asked of you now. The final letter comes to you once the comments are answered"),
        _U: _step("Nothing is asked of you now. The final letter is due", "final_sent"),
        _D: _step("The inspectors answer your comments, and send the final letter", "final_sent"),
        _O: _AWAITED,
        _F: _AWAITED,
        _P: _PUBLIC_PAGE,
    },
    State.CHECKING: {
        _L: _in_time("Sign the final letter once it is approved", "final-letter"),
        _T: _in_time("The CQC inspector signs the final letter once it is approved", "final-letter"),
        _Q: _in_time("Approve the final letter, or return it with comments", "quality"),
        _U: _step("Send the final letter once it is approved and signed", "final_sent", "final-letter"),
        _D: _step("Nothing is asked of you now. You are sent the final letter", "final_sent"),
        _O: _AWAITED,
        _F: _AWAITED,
        _P: _PUBLIC_PAGE,
    },
    State.FINAL: {
        _L: _step("Nothing is asked of you now. The letter is embargoed until it is published", "published"),
        _T: _step("Nothing is asked of you now. The letter is embargoed until it is published", "published"),
        _Q: _step("Nothing is asked of you now. The letter is embargoed until it is published", "published"),
        _U: _step("See that the letter is published", "published", "final-letter"),
        _D: _step("Keep the final letter to yourselves until it is published", "published"),
        _O: _AWAITED,
        _F: _AWAITED,
        _P: _PUBLIC_PAGE,
    },
    State.CLOSED: {
        **dict.fromkeys((_L, _T, _Q), _ENDED),
        _U: _step("The letter is published. Record what DfE and NHS England decide after it", page="after"),
        **dict.fromkeys(_OUTSIDE, _step("The letter with the outcome is published. Nothing more is asked of you")),
        _P: _PUBLIC_PAGE,
    },
    State.POSTPONED: {
        _L: _step("Set the new on-site days once they are known, then notify the area again", "notify"),
        _T: _step("Nothing falls due until the area is notified of new dates", "notify"),
        _Q: _step("Nothing falls due until the area is notified of new dates", "notify"),
        _U: _step("Set the new on-site days once they are known, for the lead HMI to notify the area", "notify"),
        **dict.fromkeys(_OUTSIDE, _step("Nothing is due. You will be notified of new dates")),
        _P: _PUBLIC_PAGE,
    },
    State.CANCELLED: {**dict.fromkeys((_L, _T, _Q, _U, *_OUTSIDE), _OFF), _P: _PUBLIC_PAGE},
}  # fmt: skip


def next_step(state: str, reader: Reader, events: Iterable[Dated]) -> str:
    """The sentence for this reader, from the events that they may see; empty where nobody needs one.

    >>> next_step("accuracy", Reader.DIRECTORS, events)
    "Comment on the factual accuracy of the draft letter by 23:59 on Thursday 14 July 2022."
    """
    known = {event.code: event for event in events}
    step = _holding(state, reader, known)
    if step is None:
        return ""
    event = known.get(step.by)
    when = _by(event) if event and not event.done_on else ""
    return f"{step.text}{when}."


def next_page(state: str, reader: Reader, events: Iterable[Dated]) -> str:
    """The name of the address at which this reader does what `next_step` says; empty where there is none."""
    step = _holding(state, reader, {event.code: event for event in events})
    return step.page if step else ""


def _holding(state: str, reader: Reader, known: Mapping[str, Dated]) -> Step | None:
    entry = TABLE[State(state)][reader]
    if isinstance(entry, Nobody):
        return None
    done = {code for code, event in known.items() if event.done_on}
    return next((step for step in entry if step.holds(done)), entry[-1])


def _by(event: Dated) -> str:
    """By when: a clock time or the last minute of the day where the guidance names one, else the day."""
    if event.last_on is None:
        return ""
    at = times.clock_time(event.planned_time)
    clock = f"{at:%H:%M} on " if at else "23:59 on " if event.planned_time == "end of day" else ""
    return f" by {clock}{event.last_on:%A %-d %B %Y}"
