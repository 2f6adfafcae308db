"""What the inspectors of the demo's cases write on the evidence: plainly invented, and short."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial

from inspections.actions.notes import Words, add_note, see_impact, set_tags
from inspections.models import EvidenceNote, EvidenceVersion, EvidenceView, Revisit
from inspections.timeline import times
from revisits.accounts.models import User

Doing = tuple[datetime, Callable[[], object]]
Kind = EvidenceNote.Kind

# The event of the timeline on whose day it is written, the hour, the kind, its title, its text, and its tags.
NOTES = (
    (
        "adviser_call",
        16,
        Kind.ADVISER,
        "Call with the DfE and NHS England advisers",
        "Invented for the demo. The advisers saw the plan followed at each visit; they asked us to look at how long "
        "families wait.",
        (),
    ),
    (
        "evidence_review",
        15,
        Kind.EVIDENCE,
        "What the area says of waiting times",
        "Invented for the demo. The figures stop in March. Ask for the spring, and for what families were told.",
        ("waiting times", "ask again"),
    ),
    (
        "leaders_meeting",
        13,
        Kind.MEETING,
        "Meeting with senior leaders",
        "Invented for the demo. Leaders said who is responsible for each action, and how they know that it works.",
        ("leadership",),
    ),
    (
        "pcf_meeting",
        17,
        Kind.PARENTS,
        "What parents told us",
        "Invented for the demo. Parents said that plans are clearer, and that nobody rings back.",
        ("communication",),
    ),
)


def notes(revisit: Revisit, lead: User) -> Iterator[Doing]:
    """What is written when; what cites evidence cites what is there by then."""
    for code, hour, kind, title, text, tags in NOTES:
        event = revisit.timeline.filter(code=code).first()
        if event and event.planned_on:
            at = times.london(event.planned_on, time(hour))
            yield at, partial(_write, revisit, kind, title, text, tags, event.planned_on, lead, at)


def _write(
    revisit: Revisit,
    kind: Kind,
    title: str,
    text: str,
    tags: tuple[str, ...],
    on: date,
    lead: User,
    at: datetime,
) -> None:
    weaknesses = list(revisit.wsoa.weaknesses.all()[:1])
    given = EvidenceVersion.objects.filter(document__revisit=revisit, document__withdrawn_at=None).first()
    cited = [(given, "page 1")] if given and kind == Kind.EVIDENCE else []
    words = Words(title=title, text=text, held_on=on, weaknesses=weaknesses, citations=cited)
    note = add_note(revisit=revisit, kind=kind, words=words, by=lead, at=at)
    set_tags(of=note, names=tags, by=lead, at=at)
    if given and cited:
        set_tags(of=given.document, names=tags[:1], by=lead, at=at)
        for weakness in weaknesses:
            shows = EvidenceView.Shows.UNCLEAR
            see_impact(document=given.document, weakness=weakness, shows=shows, by=lead, at=at)
