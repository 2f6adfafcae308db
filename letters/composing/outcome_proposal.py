"""The first words of what inspectors write into an outcome letter: from the case, for them to make their own."""

from letters.composing import phrases
from letters.composing.outcome import ACTIVITIES, CONCERNS, weakness_key
from letters.composing.outcome_facts import ActivityFacts, OutcomeFacts
from letters.composing.outcome_phrases import number
from letters.composing.outcome_written import from_words
from letters.composing.phrases import sentence
from letters.composing.text import Block

FEWEST_TOLD = 5


def propose(facts: OutcomeFacts) -> dict[str, tuple[Block, ...]]:
    """By section key, the first words of each section that is written by hand; empty where the case has none."""
    found = {ACTIVITIES: from_words(ACTIVITIES, "\n\n".join(_activities(facts.activities)))}
    for weakness in facts.weaknesses:
        key = weakness_key(weakness.number)
        found[key] = from_words(key, weakness.summary)
    if facts.concerns:
        texts = (f"{sentence(concern.title)} {concern.text.strip()}".strip() for concern in facts.concerns)
        found[CONCERNS] = from_words(CONCERNS, "\n\n".join(texts))
    return found


def _activities(did: ActivityFacts) -> list[str]:
    return [text for text in (_on_site(did), _spoke(did), _parents(did), _looked(did)) if text]


def _on_site(did: ActivityFacts) -> str:
    stayed = f"were on site for {_many(did.days, 'day')}" if did.days else ""
    meetings = f"held {_many(did.meetings, 'meeting')}" if did.meetings else ""
    visits = f"made {_many(did.visits, 'visit')} to settings and services" if did.visits else ""
    things = [part for part in (stayed, meetings, visits) if part]
    return f"Inspectors {phrases.series(things)}." if things else ""


def _spoke(did: ActivityFacts) -> str:
    if not did.met:
        return ""
    return "\n".join(["Inspectors spoke with:", *(f"- {group}" for group in did.met)])


def _parents(did: ActivityFacts) -> str:
    """How parents and carers were heard (G20)."""
    ways = [
        way
        for way, there in {
            "an online survey": did.survey,
            "an open meeting": did.open_meeting,
            "emails": did.emails,
        }.items()
        if there
    ]
    if not ways:
        return ""
    told = [f"Parents and carers gave their views through {phrases.series(ways)}."]
    if did.survey and did.survey_answers:
        drew = "fewer than five replies"  # as everywhere: so few are known to each other
        if did.survey_answers >= FEWEST_TOLD:
            drew = _many(did.survey_answers, "reply", "replies")
        told.append(f"The survey drew {drew}.")
    if did.open_meeting and did.open_meeting_attended:
        told.append(f"The open meeting drew {_many(did.open_meeting_attended, 'person', 'people')}.")
    return " ".join(told)


def _looked(did: ActivityFacts) -> str:
    """What the area gave (G12, G15)."""
    what = f"{_many(did.documents, 'document')} that" if did.documents else "the information that"
    return (
        f"Inspectors looked at {what} the area had provided about the impact of its actions on each weakness."
    )


def _many(count: int, noun: str, several: str = "") -> str:
    words = number(count) if count < 10 else f"{count:,}"
    return f"{words} {noun if count == 1 else several or noun + 's'}"
