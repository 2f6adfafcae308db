"""Inviting somebody, sending it again, taking it back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from revisits.accounts import mail
from revisits.accounts.granting import check_may_end, check_may_grant
from revisits.accounts.links import link
from revisits.accounts.models import Invitation, Membership, Organisation, User
from revisits.accounts.refusal import Refused


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation,
    area: Model | None = None,
    revisit: Model | None = None,
    by: User | None,
    at: datetime,
) -> Invitation:
    """Offer a role to whoever reads the mail of an address; the mail is on its way after commit.

    Refused where `by` may not give the role, where the person holds it, or where they are invited to it already.
    `by` is None for the first administrator, from the command line.
    """
    email = email.strip().lower()
    known = User.objects.filter(email__iexact=email).first()
    check_may_grant(
        by=by, role=role, organisation=organisation, area=area, revisit=revisit, on=at.date(), to=known
    )
    offer = _offer(role, organisation, area, revisit)
    if known and known.memberships.on(at.date()).filter(**offer).exists():
        raise Refused(f"{known} holds this role at {organisation} already.", "role")
    # Two who invite the same person at once come one after the other.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if Invitation.objects.open().filter(email=email, **offer).exists():
        raise Refused(
            f"{email} is invited to this role already: send that invitation again instead.", "email"
        )
    times = {"invited_at": at, "sent_at": at, "expires_at": at + settings.INVITATION_LIFE}
    invitation = Invitation.objects.create(email=email, name=name.strip(), invited_by=by, **times, **offer)
    _send(invitation)
    return invitation


def _offer(
    role: str, organisation: Organisation, area: Model | None, revisit: Model | None
) -> dict[str, Any]:
    """What is offered, in columns that invitations and memberships share."""
    place = {"area_id": area and area.pk, "revisit_id": revisit and revisit.pk}
    return {"role": role, "organisation": organisation, **place}


@transaction.atomic
def resend(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Send a new link, good for the whole time again; the old one stops working."""
    invitation = _open(invitation)
    check_may_grant(
        by=by,
        role=invitation.role,
        organisation=invitation.organisation,
        area=invitation.area,
        revisit=invitation.revisit,
        on=at.date(),
    )
    invitation.renew(at)
    invitation.times_sent += 1
    invitation.save(update_fields=["nonce", "sent_at", "expires_at", "times_sent"])
    _send(invitation)
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Take an invitation back: its link stops working at once."""
    invitation = _open(invitation)
    check_may_end(by=by, membership=offered(invitation), on=at.date())
    invitation.revoked_at, invitation.revoked_by = at, by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    return invitation


def offered(invitation: Invitation) -> Membership:
    """The membership that accepting would make, of nobody yet."""
    return Membership(
        organisation=invitation.organisation,
        role=invitation.role,
        area_id=invitation.area_id,
        revisit_id=invitation.revisit_id,
    )


def _send(invitation: Invitation) -> None:
    """The link stands in the mail alone, which is kept sealed until it was sent."""
    context = {"invitation": invitation, "link": link(invitation)}
    mail.write("people/email/invitation", invitation.email, context)


def _open(invitation: Invitation) -> Invitation:
    """The invitation, locked, with its places read. Refused if it was accepted or revoked meanwhile."""
    rows = Invitation.objects.select_related("organisation", "area", "revisit__area")
    locked = rows.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.accepted_at:
        raise Refused(f"{locked.name} has accepted this invitation already.")
    if locked.revoked_at:
        raise Refused("This invitation was revoked already.")
    return locked
