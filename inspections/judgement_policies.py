"""What must be there before anybody judges (G13, G15)."""

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists

from inspections import information
from inspections.models import EvidenceNote, Revisit, TimelineEvent
from inspections.policies import Refused
from inspections.workflow import State


def outstanding(revisit: Revisit) -> list[str]:
    """What keeps the case from its judgement, each in one sentence; empty where nothing does. One query."""
    discussed = Exists(revisit.notes.filter(kind=EvidenceNote.Kind.ADVISER))
    titles = ArraySubquery(information.outstanding(revisit).values("title"))
    noted, missing = Revisit.objects.filter(pk=revisit.pk).values_list(discussed, titles).get()
    found = []
    if not noted:
        found.append(
            "The discussion with the DfE and NHS England advisers is not in the evidence base: add a note of it "
            "before judgement (G13)."
        )
    return found + [f"“{title}” was neither given nor declared none (G15)." for title in missing]


def is_near(revisit: Revisit, timeline: Iterable[TimelineEvent], today: date) -> bool:
    """Whether judgement is what comes next: from the day when evidence is due until the judgement meeting."""
    if revisit.state not in (State.NOTIFIED, State.ON_SITE):
        return False
    events = {event.code: event for event in timeline}
    due, judged = events.get("evidence_due"), events.get("judgement_meeting")
    is_due = due is not None and (due.done_on or due.planned_on or today) <= today
    return is_due and not (judged and judged.done_on)


def check_before_judgement(revisit: Revisit) -> None:
    """G13, G15: raises Refused with everything that is outstanding."""
    if missing := outstanding(revisit):
        raise Refused(" ".join(missing))
