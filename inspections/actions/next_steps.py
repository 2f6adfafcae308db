"""What DfE, NHS England and the Secretary of State decide after a re-visit (G29), recorded as facts."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from inspections import further
from inspections.actions.record import record
from inspections.models import CaseEvent, NextStep, Outcome, Revisit
from inspections.policies import Refused
from inspections.workflow import State
from revisits.accounts.models import User
from revisits.acting import acting


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision: `kind` and `body` are those of NextStep; `asks_revisit` is for the Secretary of State's alone."""

    kind: str
    body: str
    decided_on: date
    text: str
    source: str = ""
    asks_revisit: bool = False


@transaction.atomic
def record_next_step(
    *,
    revisit: Revisit,
    decided: Decided,
    by: User,
    at: datetime,
    corrects: NextStep | None = None,
    reason: str = "",
) -> NextStep:
    """Record a decision, or put an earlier entry right with the `reason`; the earlier one stays, marked.

    Raises Refused before the letter is published, where progress was sufficient in all weaknesses (G28), for a day to
    come, and for an entry that was corrected already or that a further re-visit rests on.
    """
    revisit = Revisit.objects.select_related("wsoa").select_for_update(of=("self",)).get(pk=revisit.pk)
    _check(revisit, decided, at.date())
    if corrects:
        _check_corrects(revisit, corrects, decided)
    with acting(why=reason):
        step = NextStep.objects.create(
            revisit=revisit,
            corrects=corrects,
            reason=reason if corrects else "",
            recorded_by=by,
            recorded_at=at,
            **asdict(decided),
        )
    text = f"{step.get_kind_display()} ({step.get_body_display()}), {step.decided_on:%-d %B %Y}."
    if corrects:
        text += f" It corrects an earlier entry. Reason: {reason}"
    data = {"step": step.pk, "asks_revisit": step.asks_revisit}
    record(revisit, CaseEvent.Kind.NEXT_STEP_RECORDED, by=by, at=at, text=text, data=data)
    return step


def _check(revisit: Revisit, decided: Decided, today: date) -> None:
    if revisit.state != State.CLOSED:
        raise Refused("The letter is not published yet: what follows is recorded after that.")
    outcome = Outcome.objects.filter(revisit=revisit).first()
    if outcome and not outcome.not_sufficient:
        raise Refused("Progress is sufficient in all weaknesses: nothing follows from this re-visit (G28).")
    if decided.decided_on > today:
        raise Refused("The day cannot be in the future.")


def _check_corrects(revisit: Revisit, corrects: NextStep, decided: Decided) -> None:
    if NextStep.objects.filter(corrects=corrects).exists():
        raise Refused("This entry was corrected already: correct the newer one.")
    if not corrects.asks_revisit or decided.asks_revisit:
        return
    counted = further.others(revisit.wsoa, first_day=date.max, but=revisit)
    later = [other for other in counted if other.first_day > revisit.first_day]
    if later and len(later) >= further.directions(revisit.wsoa):
        raise Refused(
            f"A further re-visit rests on this direction ({later[-1].reference}): cancel that one first."
        )
