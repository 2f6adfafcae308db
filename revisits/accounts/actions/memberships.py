"""Giving a person a role, and ending it."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from revisits.accounts import mail
from revisits.accounts.actions.sessions import end_sessions_of_leaver
from revisits.accounts.granting import check_may_end, check_may_grant
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.refusal import Refused
from revisits.accounts.signals import membership_began, membership_ended


@transaction.atomic
def appoint(
    *,
    user: User,
    role: str,
    organisation: Organisation,
    area: Model | None = None,
    revisit: Model | None = None,
    by: User | None,
    at: datetime,
    until: date | None = None,
) -> Membership:
    """Give a person who has an account a role from today, through `until` or until further notice.

    Refused where `by` may not give it, or where they hold it already.
    """
    _lock(user, by)
    check_may_grant(
        by=by, role=role, organisation=organisation, area=area, revisit=revisit, on=at.date(), to=user
    )
    membership = begin(
        user=user,
        role=role,
        organisation=organisation,
        area=area,
        revisit=revisit,
        by=by,
        at=at,
        until=until,
    )
    _tell("people/email/role_given", membership)
    return membership


@transaction.atomic
def begin(
    *,
    user: User,
    role: str,
    organisation: Organisation,
    area: Model | None,
    revisit: Model | None,
    by: User | None,
    at: datetime,
    until: date | None = None,
) -> Membership:
    """What appointing and accepting share, once it is known that `by` may give the role."""
    today = at.date()
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not user.is_active:
        raise Refused(f"The account of {user} is closed: open it again first.")
    if until and until < today:
        raise Refused("The last day lies in the past.", "until")
    place = {
        "organisation": organisation,
        "role": role,
        "area_id": area and area.pk,
        "revisit_id": revisit and revisit.pk,
    }
    if user.memberships.on(today).filter(**place).exists():
        raise Refused(f"{user} holds this role at {organisation} already.", "role")
    membership = Membership.objects.create(
        user=user, **place, starts_on=today, ends_on=until, granted_by=by, granted_at=at
    )
    membership_began.send(Membership, membership=membership, by=by, at=at)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User | None, at: datetime, reason: str) -> Membership:
    """End a role at once, with the reason; whoever has none left is signed out everywhere.

    Refused where `by` may not end it, where it has ended, or without a reason.
    """
    _lock(membership.user, by)
    membership = end(membership=membership, by=by, at=at, reason=reason)
    _tell("people/email/role_ended", membership)
    end_sessions_of_leaver(membership.user)
    return membership


def end(*, membership: Membership, by: User | None, at: datetime, reason: str) -> Membership:
    """What all endings share: checked, noted, and told to the layers above; mail and sessions are the caller's."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("organisation", "user")
    membership = rows.get(pk=membership.pk)
    if membership.ended_at or (membership.ends_on and membership.ends_on < at.date()):
        raise Refused(f"{membership.user}'s role at {membership.organisation} has ended already.")
    if not reason.strip():
        raise Refused("Say why the role ends.", "reason")
    check_may_end(by=by, membership=membership, on=at.date())
    membership.ends_on = at.date() - timedelta(days=1)
    membership.ended_by, membership.ended_at, membership.end_reason = by, at, reason.strip()
    membership.save(update_fields=["ends_on", "ended_by", "ended_at", "end_reason"])
    membership_ended.send(Membership, membership=membership, by=by, at=at)
    return membership


def _tell(template: str, membership: Membership) -> None:
    person = membership.user
    if person.email and person.is_active:
        context = {"membership": membership, "person": person, "site_url": settings.SITE_URL}
        mail.write(template, person.email, context)


def _lock(*people: User | None) -> None:
    """Two who would end each other's roles come one after the other, and the second no longer may."""
    pks = [person.pk for person in people if person]
    list(User.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"))
