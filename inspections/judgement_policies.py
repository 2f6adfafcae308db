"""May somebody judge, and may they now? Every refusal carries the sentence that is read (G3, G6, G13, G15, G23)."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from inspections import information
from inspections.models import (
    ConcernVersion,
    EvidenceNote,
    EvidenceVersion,
    JudgementAgreement,
    JudgementVersion,
    NoteVersion,
    Revisit,
    TeamMember,
    TimelineEvent,
    Weakness,
)
from inspections.policies import Refused
from inspections.workflow import State
from revisits.accounts.models import User
from revisits.statements import KEY, Statement, write

Agency = JudgementAgreement.Agency
Part = TeamMember.Role
AGENCIES = {Part.LEAD: Agency.OFSTED, Part.HMI: Agency.OFSTED, Part.CQC: Agency.CQC}
_QUALITY = (
    "Quality assurance has the letter: have it returned or take it back first, then judgements may change."
)
# Why nothing is judged at a stage; where there is no reason, it may be.
NOT_NOW = {
    State.PLANNED: "The area has not been notified yet: weaknesses are judged on what inspectors find on site.",
    State.NOTIFIED: "The visit has not begun: weaknesses are judged on what inspectors find on site.",
    State.QUALITY: _QUALITY,
    State.ACCURACY: "The area has the draft to comment on: judgements may change once its comments are closed.",
    State.CHECKING: _QUALITY,
    State.FINAL: "The final letter is sent: recall it first, then judgements may change.",
    State.CLOSED: "The letter is published: its judgements stay as they are. A mistake is put right by a correction.",
    State.POSTPONED: "The re-visit is postponed: weaknesses are judged on what inspectors find on site.",
    State.CANCELLED: "The re-visit is cancelled: nothing is judged.",
}


class JudgementChanged(Refused):
    """Somebody wrote a newer version in between; `current` is what stands there now."""

    def __init__(self, current: JudgementVersion | ConcernVersion) -> None:
        super().__init__(
            f"{current.by} wrote version {current.number} while you were looking at an earlier one. It is shown "
            "here, and what you typed is below: send it again to set it on top."
        )
        self.current = current


def outstanding(revisit: Revisit) -> list[str]:
    """What keeps the case from its judgement, each in one sentence; empty where nothing does. One query."""
    ((noted, missing),) = _outstanding().rows({KEY: revisit.pk})
    found = []
    if not noted:
        found.append(
            "The discussion with the DfE and NHS England advisers is not in the evidence base: add a note of it "
            "before judgement (G13)."
        )
    return found + [f"“{title}” was neither given nor declared none (G15)." for title in missing]


@cache
def _outstanding() -> Statement:
    noted = EvidenceNote.objects.filter(revisit=OuterRef("pk"), kind=EvidenceNote.Kind.ADVISER)
    missing = ArraySubquery(information.outstanding().values("title"))
    found = Revisit.objects.filter(pk=KEY).annotate(noted=Exists(noted), missing=missing)
    return write(found, "noted", "missing")


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


def check_stage(revisit: Revisit) -> None:
    """Judgements are written and agreed from the first day on site, while the letter is being written."""
    if why := NOT_NOW.get(State(revisit.state)):
        raise Refused(why)


def agency_of(revisit: Revisit, by: User) -> JudgementAgreement.Agency | None:
    """For which agency a person of the team on site agrees; None for everybody else."""
    member = revisit.team.filter(user=by).first()
    return AGENCIES.get(Part(member.role)) if member else None


def check_on_team(revisit: Revisit, by: User) -> JudgementAgreement.Agency:
    """Only the team on site judges: whoever assures its quality does not."""
    agency = agency_of(revisit, by)
    if agency is None:
        raise Refused("Only the inspectors on the team of this re-visit judge its weaknesses (G6).")
    return agency


def check_of_case(
    revisit: Revisit,
    citations: Iterable[EvidenceVersion],
    notes: Iterable[NoteVersion],
    weakness: Weakness | None = None,
) -> None:
    """A judgement is of a weakness of the statement, and rests on evidence of its own case (G3)."""
    if weakness and weakness.wsoa_id != revisit.wsoa_id:
        raise Refused("This weakness is not one of the statement's: only those are judged (G3).")
    if any(version.document.revisit_id != revisit.pk for version in citations):
        raise Refused("This document is not evidence of this case.")
    if any(version.note.revisit_id != revisit.pk for version in notes):
        raise Refused("This note is not of this case.")


def check_newest(current: JudgementVersion | ConcernVersion | None, after: int) -> None:
    """Whoever comes second is shown what the other wrote. `after` 0: nothing stood there."""
    if current and current.number != after:
        raise JudgementChanged(current)


def check_reason(*, after_meeting: bool, first: bool, reason: str) -> None:
    """After the judgement meeting a change says why (GT)."""
    if after_meeting and not first and not reason:
        raise Refused("The judgement meeting was held: say why it is changed now.")


def check_agree(version: JudgementVersion, agency: JudgementAgreement.Agency) -> None:
    """What is agreed rests on something, and is agreed once for each agency."""
    if not version.citations.exists():
        raise Refused("Cite the evidence that this judgement rests on first.")
    earlier = version.agreements.filter(agency=agency).select_related("by").first()
    if earlier:
        raise Refused(f"{earlier.by} agreed this version for {agency.label} already.")
