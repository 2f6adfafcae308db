"""Words ready to paste beside the letter to parents: an e-mail and a short post. Pure; from the frozen facts alone.

Only what the issued letter says, so that a post never promises what parents were not told.
"""

from dataclasses import dataclass
from datetime import datetime

from letters.composing import phrases
from letters.composing.facts import OpenMeetingFacts, ParentsLetterFacts


@dataclass(frozen=True)
class ReadyWords:
    """Plain text; the e-mail's paragraphs have a blank line between them."""

    subject: str
    email: str
    post: str


def ready_words(facts: ParentsLetterFacts) -> ReadyWords:
    """The words for an issued letter."""
    days = f"{phrases.weekday(facts.first_day)} to {phrases.weekday(facts.last_day)}"
    survey = _survey(facts)
    paragraphs = [
        "Dear parents and carers",
        f"Inspectors from Ofsted and the Care Quality Commission re-visit {facts.area} from {days}. They look at "
        "whether services for children and young people with special educational needs and/or disabilities "
        "have improved since they last came.",
        survey,
        _meeting(facts.open_meeting),
        _email(facts.email_contributions),
        "The inspectors' letter to parents and carers is attached. Ask us for it in large print or on paper.",
    ]
    return ReadyWords(
        subject=f"Re-visit of {facts.area} by Ofsted and the Care Quality Commission: have your say",
        email="\n\n".join(filter(None, paragraphs)),
        post=" ".join(filter(None, [f"Ofsted and CQC re-visit {facts.area} from {days}.", survey])),
    )


def _survey(facts: ParentsLetterFacts) -> str:
    if not (facts.survey_url and facts.survey_opens and facts.survey_closes):
        return ""
    opens, closes = _moment(facts.survey_opens), _moment(facts.survey_closes)
    return f"Tell them what you think in their survey, from {opens} until {closes}: {facts.survey_url}"


def _meeting(meeting: OpenMeetingFacts | None) -> str:
    if meeting is None:
        return ""
    when = phrases.weekday(meeting.on) + (f" at {phrases.clock(meeting.at)}" if meeting.at else "")
    said = f"There is a meeting open to all parents and carers on {when}"
    said += f", {phrases.sentence(meeting.place)}" if meeting.place else ". The place follows."
    return f"{said} {phrases.sentence(meeting.access)}" if meeting.access else said


def _email(address: str | None) -> str:
    return f"You can also write to them at {address}." if address else ""


def _moment(when: datetime) -> str:
    return " on ".join(phrases.moment(when))
