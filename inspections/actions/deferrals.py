"""An area asks to defer its re-visit; Ofsted decides, and the area has the decision in writing."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from inspections import access, plan_policies
from inspections.actions.cases import reschedule
from inspections.actions.plans import postpone
from inspections.actions.record import record
from inspections.models import CaseEvent, Deferral, Revisit
from inspections.timeline.times import LONDON
from revisits.accounts.models import Membership, User
from revisits.accounts.permissions import Permission
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import PERMISSIONS, Role
from revisits.acting import acting

# The posts in which somebody of an area asks.
ASKS = [role for role, held in PERMISSIONS.items() if Permission.ASK_DEFERRAL in held]


@transaction.atomic
def ask_deferral(
    *,
    revisit: Revisit,
    asked_on: date,
    asked_by: str,
    why: str,
    by: User,
    at: datetime,
    by_area: bool = False,
) -> Deferral:
    """Put on file that the area asked; of what it asks itself (`by_area`), those who decide are told.

    Raises Refused unless it was notified and the visit has not begun.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    plan_policies.check_ask_deferral(revisit)
    with acting(why=why):
        deferral = Deferral.objects.create(
            revisit=revisit, asked_on=asked_on, asked_by=asked_by, why=why, recorded_by=by, recorded_at=at
        )
    text = f"Asked by {asked_by} on {asked_on:%-d %B %Y}: {why}"
    data = {**asked(deferral), "by_area": by_area}
    record(revisit, CaseEvent.Kind.DEFERRAL_ASKED, by=by, at=at, text=text, data=data)
    return deferral


@transaction.atomic
def ask_for_area(*, revisit: Revisit, why: str, by: User, at: datetime) -> Deferral:
    """Somebody of the area asks in its portal, in the post through which they may. Raises Refused."""
    today = at.astimezone(LONDON).date()
    bodies = access.bodies_for(by, Permission.ASK_DEFERRAL, revisit)
    posts = Membership.objects.on(today).filter(user=by, organisation__in=bodies, role__in=ASKS)
    held = posts.order_by("pk").first()
    if held is None:
        raise Refused("You may not ask to defer this re-visit.")
    post = str(Role(held.role).label)
    return ask_deferral(revisit=revisit, asked_on=today, asked_by=post, why=why, by=by, at=at, by_area=True)


@transaction.atomic
def decline(*, deferral: Deferral, reason: str, by: User, at: datetime) -> Deferral:
    """The visit takes place as it was told; authority and health have the decision in writing. Raises Refused."""
    return _decide(deferral, Deferral.Decision.DECLINED, reason=reason, by=by, at=at)


@transaction.atomic
def grant(
    *,
    deferral: Deferral,
    reason: str,
    first_day: date | None = None,
    days: int | None = None,
    by: User,
    at: datetime,
) -> Deferral:
    """The visit takes place later: on days that are known, or else it is postponed until they are.

    Everybody told hears of it once; what authority and health get confirms the decision. Raises Refused.
    """
    deferral = _decide(deferral, Deferral.Decision.GRANTED, reason=reason, by=by, at=at)
    case = deferral.revisit
    if first_day and days:
        version = Revisit.objects.values_list("version", flat=True).get(pk=case.pk)
        reschedule(
            revisit=case,
            version=version,
            first_day=first_day,
            days=days,
            reason=reason,
            by=by,
            at=at,
            data={"deferral": asked(deferral)},
        )
    else:
        postpone(revisit=case, reason=reason, by=by, at=at, data={"deferral": asked(deferral)})
    return deferral


def asked(deferral: Deferral) -> dict[str, Any]:
    """What a message says of the request, as JSON."""
    return {"asked_on": deferral.asked_on.isoformat(), "asked_by": deferral.asked_by}


def _decide(deferral: Deferral, decision: str, *, reason: str, by: User, at: datetime) -> Deferral:
    revisit = Revisit.objects.select_for_update().get(pk=deferral.revisit_id)
    deferral = Deferral.objects.get(pk=deferral.pk)
    deferral.revisit = revisit
    plan_policies.check_decide_deferral(deferral)
    deferral.decision, deferral.reason = decision, reason
    deferral.decided_by, deferral.decided_at = by, at
    with acting(why=reason):
        deferral.save()
    data = {"decision": str(decision), "reason": reason, **asked(deferral)}
    text = f"{deferral.get_decision_display()}. Reason: {reason}"
    record(revisit, CaseEvent.Kind.DEFERRAL_DECIDED, by=by, at=at, text=text, data=data)
    return deferral
