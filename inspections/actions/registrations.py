"""Registering for the open meeting, and withdrawing.

Nothing of it goes into the case's history, which more people read than may know of a parent: the record has when a
row came and went, and not whose it is.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inspections import policies
from inspections.models import MeetingRegistration, Revisit
from inspections.registering import Registering, new_code, registering
from revisits.accounts import mail
from revisits.accounts.models import User

State, Through = MeetingRegistration.State, MeetingRegistration.Through


@transaction.atomic
def register(
    *,
    revisit: Revisit,
    name: str,
    email: str = "",
    phone: str = "",
    places: int = 1,
    needs: str = "",
    through: str = Through.PUBLIC,
    at: datetime,
    by: User | None = None,
) -> MeetingRegistration:
    """Register `places` people (1 to MOST_PLACES) who come together, under the case's lock.

    Who does not fit in waits; `state` of the answer tells which. `code` of the answer is for whoever registered.
    `by` is the forum's person, and None on the public page. Where an e-mail address is given, the code goes there too.
    Raises Refused where registration is not open, and where nobody could be reached.
    """
    revisit = _locked(revisit)
    now = registering(revisit, at=at)
    policies.check_register(now, email=email, phone=phone)
    made = MeetingRegistration.objects.create(
        revisit=revisit,
        name=name,
        email=email,
        phone=phone,
        places=places,
        needs=needs,
        through=through,
        entered_by=by,
        registered_at=at,
        state=State.REGISTERED if now.fits(places) else State.WAITING,
        code=new_code(),
    )
    if email:
        _confirm(made, now)
    return made


def _confirm(registration: MeetingRegistration, now: Registering) -> None:
    """To whoever registered, with the code. It goes with the mail about accounts, whose words are sealed and which no
    page shows: the case's own notices are read by staff. Nothing that was typed is repeated to an address that
    nobody proved.
    """
    revisit, site = registration.revisit, settings.SITE_URL
    context = {
        "registration": registration,
        "revisit": revisit,
        "meeting": now.meeting,
        "link": site + reverse("public-yours", args=[revisit.reference]),
        "page": site + reverse("public-visit", args=[revisit.reference]),
    }
    mail.write("inspections/email/registered", registration.email, context)


@transaction.atomic
def withdraw(*, registration: MeetingRegistration, at: datetime) -> MeetingRegistration:
    """Take a registration back; who waits moves up. Twice is as once."""
    revisit = _locked(Revisit(pk=registration.revisit_id))
    registration = MeetingRegistration.objects.get(pk=registration.pk)
    if registration.state != State.WITHDRAWN:
        registration.state, registration.withdrawn_at = State.WITHDRAWN, at
        registration.save(update_fields=["state", "withdrawn_at"])
        move_up(revisit, at=at)
    return registration


def move_up(revisit: Revisit, *, at: datetime) -> int:
    """Give free places to who waits, in the order in which they registered, as far as they fit; returns how many.

    Call it with the case's row locked. Nobody moves up once the meeting has begun or is cancelled.
    """
    now = registering(revisit, at=at)
    if not now.meeting or now.meeting.cancelled or not now.meeting.starts or at >= now.meeting.starts:
        return 0
    moved, left = [], now.left
    for waiting in revisit.registrations.filter(state=State.WAITING).order_by("pk"):
        if left is None or waiting.places <= left:
            left = None if left is None else left - waiting.places
            moved.append(waiting.pk)
    return revisit.registrations.filter(pk__in=moved).update(state=State.REGISTERED)


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)
