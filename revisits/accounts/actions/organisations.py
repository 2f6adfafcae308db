"""Bodies: added, renamed, and succeeded by others, as CCGs were by ICBs in July 2022."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from revisits.accounts import mail
from revisits.accounts.actions import memberships
from revisits.accounts.actions.sessions import end_sessions_of_leaver
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.refusal import Refused


@transaction.atomic
def succeed(*, organisation: Organisation, successor: Organisation, on: date) -> Organisation:
    """Note that another body has its duties from that day: its cases stay, and the successor's people see them.

    Letters keep the name that they were printed with. Refused for a body of another kind, for itself, and where the
    successor has a successor that leads back here.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if successor.kind != organisation.kind:
        raise Refused("A body is succeeded by one of its own kind.", "successor")
    line, seen = successor, {organisation.pk}
    while line.pk not in seen:
        seen.add(line.pk)
        if line.succeeded_by is None:
            break
        line = line.succeeded_by
    else:
        raise Refused(f"{successor} cannot succeed it: that would go round in a circle.", "successor")
    organisation.succeeded_by, organisation.succeeded_on = successor, on
    organisation.save(update_fields=["succeeded_by", "succeeded_on"])
    return organisation


@transaction.atomic
def move_members(*, organisation: Organisation, by: User, at: datetime) -> list[Membership]:
    """End every role in force at a body that was succeeded, and give it anew at its successor.

    Areas, cases and last days stay. Who holds the role there already is ended here alone. Each is told once.
    Returns what they hold now, new or not; Refused where the successor has not taken over yet, or `by` may not.
    """
    today, successor = at.date(), organisation.succeeded_by
    if successor is None or not organisation.is_succeeded(today):
        raise Refused(f"No other body has the duties of {organisation} today.")
    held = organisation.memberships.on(today).select_related("user", "area", "revisit")
    rows = list(held.order_by("user_id", "pk"))
    list(
        User.objects.select_for_update().filter(pk__in={by.pk, *(row.user_id for row in rows)}).order_by("pk")
    )
    return [_move(row, successor, by, at) for row in rows]


def _move(row: Membership, successor: Organisation, by: User, at: datetime) -> Membership:
    last_day = row.ends_on
    memberships.end(membership=row, by=by, at=at, reason=f"{row.organisation} was succeeded by {successor}.")
    place: dict[str, Any] = {"role": row.role, "area": row.area, "revisit": row.revisit}
    there = row.user.memberships.on(at.date()).filter(organisation=successor, **place).first()
    if there is None and row.user.is_active:
        there = memberships.begin(
            user=row.user, organisation=successor, by=by, at=at, until=last_day, **place
        )
        _tell(row, there)
    end_sessions_of_leaver(row.user)
    return there or row


def _tell(before: Membership, now: Membership) -> None:
    if now.user.email:
        context = {"before": before, "membership": now, "site_url": settings.SITE_URL}
        mail.write("people/email/role_moved", now.user.email, context)
