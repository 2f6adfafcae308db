"""Every message that the program can send, one entry each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inspections.contacts import Contact
from inspections.models import CaseEvent
from notifications.cause import Cause, Stage
from notifications.domain import accuracy, audience, facts, final, forum, outcomes, quality

Kind = CaseEvent.Kind


@dataclass(frozen=True)
class Message:
    """One entry: what sets it off, who gets it, and what its templates are told.

    Set off by case events of `kinds`, or by a reminder at `stage`. `recipients` may be empty. `facts` gives
    the context of `templates/emails/<code>.{subject.txt,txt,html}`, or None where that contact has nothing to
    be told. A `formal` message is always sent at once: no wish of its reader's delays or gathers it.
    """

    code: str
    name: str
    recipients: Callable[[Cause], Iterable[Contact]]
    facts: Callable[[Cause, Contact], Mapping[str, Any] | None]
    kinds: frozenset[str] = frozenset()
    stages: frozenset[Stage] = frozenset()
    formal: bool = False


CATALOGUE = (
    Message(
        "notify",
        "Notice of the re-visit (G8, G10, G11, G19)",
        recipients=audience.area,
        facts=facts.notice,
        kinds=frozenset({Kind.NOTIFIED}),
        formal=True,
    ),
    Message(
        "date_changed",
        "A date that the area was told has changed",
        recipients=audience.area_if_notified,
        facts=facts.changed_dates,
        kinds=frozenset({Kind.RESCHEDULED, Kind.DATE_MOVED, Kind.DATE_OVERRIDDEN, Kind.OVERRIDE_REMOVED}),
        formal=True,
    ),
    Message(
        "postponed",
        "The re-visit is postponed, and why",
        recipients=audience.everybody_told,
        facts=facts.stopped,
        kinds=frozenset({Kind.POSTPONED}),
        formal=True,
    ),
    Message(
        "cancelled",
        "The re-visit is cancelled, and why",
        recipients=audience.everybody_told,
        facts=facts.stopped,
        kinds=frozenset({Kind.CANCELLED}),
        formal=True,
    ),
    Message(
        "meeting_invitation",
        "Invitation to a meeting (GT)",
        recipients=audience.of_meeting,
        facts=facts.invitation,
        kinds=frozenset({Kind.MEETING_INVITED}),
    ),
    Message(
        "meeting_changed",
        "What somebody was told of a meeting has changed",
        recipients=audience.told_of_meetings,
        facts=facts.changed_meetings,
        kinds=frozenset(
            {
                *(Kind.MEETING_CHANGED, Kind.MEETING_CANCELLED, Kind.EDITED, Kind.NOTIFIED),
                *(Kind.RESCHEDULED, Kind.DATE_MOVED, Kind.DATE_OVERRIDDEN, Kind.OVERRIDE_REMOVED),
            }
        ),
        formal=True,
    ),
    Message(
        "handed_over",
        "Cases were handed over",
        recipients=audience.handed_over,
        facts=facts.handed_over,
        kinds=frozenset({Kind.HANDED_OVER}),
    ),
    Message(
        "draft_opened",
        "The draft outcome letter is open to a director (G24)",
        recipients=audience.draft_readers,
        facts=facts.draft_open,
        kinds=frozenset({Kind.DRAFT_OPENED}),
        formal=True,
    ),
    Message(
        "reader_named",
        "Somebody was named to read the draft (G24)",
        recipients=audience.draft_readers_and_lead,
        facts=facts.draft_open,
        kinds=frozenset({Kind.READER_NAMED}),
        formal=True,
    ),
    Message(
        "comments_submitted",
        "Comments on the accuracy of the draft (G25)",
        recipients=accuracy.lead_and_cqc,
        facts=accuracy.submitted,
        kinds=frozenset({Kind.COMMENTS_SUBMITTED}),
    ),
    Message(
        "late_asked",
        "A side asks to comment on the draft late (G25)",
        recipients=accuracy.lead,
        facts=accuracy.submitted,
        kinds=frozenset({Kind.LATE_ASKED}),
    ),
    Message(
        "late_answered",
        "Late comments on the draft are accepted or declined (G25)",
        recipients=accuracy.readers,
        facts=accuracy.late_answered,
        kinds=frozenset({Kind.LATE_ANSWERED}),
        formal=True,
    ),
    Message(
        "answers_told",
        "The outcome of a side's comments on the draft (G25)",
        recipients=accuracy.readers,
        facts=accuracy.told,
        kinds=frozenset({Kind.ANSWERS_TOLD}),
        formal=True,
    ),
    Message(
        "questions_proposed",
        "Questions for parents are shared with the forum (G11, G16)",
        recipients=forum.forum,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_PROPOSED}),
    ),
    Message(
        "questions_commented",
        "The forum commented on the questions for parents (G16)",
        recipients=forum.lead,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_COMMENTED}),
    ),
    Message(
        "questions_agreed",
        "The questions for parents are agreed (G16)",
        recipients=forum.the_other,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_AGREED}),
    ),
    Message(
        "circulation_chased",
        "The letter to parents has not been circulated yet",
        recipients=forum.chased,
        facts=forum.circulation,
        kinds=frozenset({Kind.CIRCULATION_CHASED}),
    ),
    Message(
        "judgement_changed",
        "Judgements were changed after the meeting (GT)",
        recipients=outcomes.quality,
        facts=outcomes.judgement_changed,
        kinds=frozenset({Kind.JUDGEMENT_CHANGED}),
    ),
    Message(
        "final_sent",
        "The final letter is in the area's portal, under embargo (G26)",
        recipients=final.readers,
        facts=final.under_embargo,
        kinds=frozenset({Kind.FINAL_SENT}),
        formal=True,
    ),
    Message(
        "final_recalled",
        "The final letter was recalled before its publication",
        recipients=final.readers,
        facts=final.recalled,
        kinds=frozenset({Kind.FINAL_RECALLED}),
        formal=True,
    ),
    Message(
        "publication_set",
        "The outcome letter is published at another moment (G26)",
        recipients=final.readers,
        facts=final.under_embargo,
        kinds=frozenset({Kind.PUBLICATION_SET}),
        formal=True,
    ),
    Message(
        "publication_held",
        "The outcome letter was due to be published, and was not",
        recipients=final.senders,
        facts=final.held_up,
        kinds=frozenset({Kind.PUBLICATION_HELD}),
        formal=True,
    ),
    Message(
        "outcome_published",
        "The outcome letter is published (G26)",
        recipients=audience.area,
        facts=final.published,
        kinds=frozenset({Kind.PUBLISHED}),
        formal=True,
    ),
    Message(
        "letter_corrected",
        "A corrected outcome letter is published, and what was corrected (G26)",
        recipients=audience.told_of_outcome,
        facts=final.corrected,
        kinds=frozenset({Kind.CORRECTED}),
        formal=True,
    ),
    Message(
        "letter_submitted",
        "The outcome letter waits for quality assurance (G7, G24)",
        recipients=outcomes.quality,
        facts=quality.submitted,
        kinds=frozenset({Kind.LETTER_SUBMITTED}),
    ),
    Message(
        "letter_returned",
        "Quality assurance returned the outcome letter (G24)",
        recipients=quality.team,
        facts=quality.returned,
        kinds=frozenset({Kind.LETTER_RETURNED}),
    ),
    Message(
        "letter_assured",
        "Both agencies approve the outcome letter (G24)",
        recipients=quality.lead,
        facts=quality.assured,
        kinds=frozenset({Kind.LETTER_ASSURED}),
    ),
    Message(
        "outcome_told",
        "The outcome, and what it means for monitoring (G28, G29)",
        recipients=outcomes.advisers,
        facts=outcomes.outcome,
        kinds=frozenset({Kind.OUTCOME_FOLLOWED}),
        formal=True,
    ),
    Message(
        "reminder_due",
        "Something is due",
        recipients=audience.owners,
        facts=facts.reminder,
        stages=frozenset({Stage.AHEAD, Stage.TODAY}),
    ),
    Message(
        "reminder_overdue",
        "Something is overdue",
        recipients=audience.owners,
        facts=facts.reminder,
        stages=frozenset({Stage.OVERDUE}),
    ),
)
MESSAGES = {message.code: message for message in CATALOGUE}


def set_off_by(cause: Cause) -> list[Message]:
    """The messages that a cause sets off."""
    return [message for message in CATALOGUE if cause.kind in message.kinds or cause.stage in message.stages]
