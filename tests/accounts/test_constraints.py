"""What the database refuses of people, bodies, roles and invitations, whoever writes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from inspections.models import (
    Revisit,
)
from revisits.accounts.models import DemoClock, Invitation, Membership, Organisation, User
from revisits.accounts.roles import WORKS_AT, Role
from tests.behind_the_form import refused, updated
from tests.factories import AT, make

pytestmark = pytest.mark.django_db


def test_an_email_address_is_one_persons_whatever_its_case() -> None:
    make(User, email="lead@example.org")
    with refused("user_email_unique"):
        User.objects.bulk_create([User(name="Other", email="LEAD@Example.org")])
    with refused("user_email_null_not_empty"):
        updated(User, email="")
    make(User, email=None)
    make(User, email=None)


def test_a_membership_ends_after_it_starts_and_stands_once() -> None:
    with refused("membership_ends_after_it_starts"):
        updated(Membership, ends_on=date(2019, 12, 31))
    held = make(Membership)
    with refused("membership_once"):
        make(Membership, user=held.user, organisation=held.organisation)


def test_g24_a_membership_is_of_an_area_or_of_a_case_and_a_representatives_of_a_case() -> None:
    case = make(Revisit)
    with refused("membership_area_or_case"):
        make(Membership, area=case.area, revisit=case)
    with refused("membership_representative_of_a_case"):
        make(Membership, role=Role.REPRESENTATIVE)
    make(Membership, role=Role.REPRESENTATIVE, revisit=case)


def test_a_role_is_held_and_offered_only_at_a_body_that_has_it() -> None:
    for model in (Membership, Invitation):
        name = f"{model._meta.model_name}_role_fits"
        for role in Role:
            row = make(model, role=role, **_case_of(role))
            for kind in set(Organisation.Kind) - WORKS_AT[role]:
                with refused(name):
                    model._default_manager.filter(pk=row.pk).update(
                        organisation=make(Organisation, kind=kind)
                    )
    held = make(Membership, role=Role.LANO)
    with refused("membership_role_fits"), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_membership SET role = 'lead_hmi' WHERE id = %s", [held.pk])
    with refused("membership_role_fits"):
        Membership.objects.bulk_create(
            [
                Membership(
                    user=held.user,
                    role=Role.ADMINISTRATOR,
                    organisation=held.organisation,
                    starts_on=date(2022, 5, 3),
                )
            ]
        )


def _case_of(role: Role) -> dict[str, Any]:
    return {"revisit": make(Revisit)} if role == Role.REPRESENTATIVE else {}


def test_the_kind_of_a_body_stays() -> None:
    body = make(Organisation)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Organisation.objects.filter(pk=body.pk).update(kind="cqc")
    Organisation.objects.filter(pk=body.pk).update(name="Another name", kind=body.kind)


def test_a_body_has_a_successor_before_a_day_of_its_taking_over() -> None:
    with refused("organisation_succeeded_by_somebody"):
        updated(Organisation, succeeded_on=date(2022, 7, 1))


def test_an_ended_membership_says_why_and_nobody_gives_themselves_one() -> None:
    held = make(Membership)
    rows = Membership.objects.filter(pk=held.pk)
    for values in (
        {"ended_at": AT},
        {"ended_at": AT, "end_reason": "Left"},
        {"end_reason": "Left"},
        {"ended_by": held.user},
        {"ended_at": AT, "ends_on": date(2022, 2, 28)},
    ):
        with refused("membership_ended_with_a_reason"):
            rows.update(**values)
    with refused("membership_not_given_to_oneself"):
        rows.update(granted_by=held.user)
    # Given and ended on one day, it was never in force on a whole one.
    rows.update(ended_at=AT, end_reason="By mistake", ends_on=held.starts_on - timedelta(days=1))


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("invitation_email_small_letters", {"email": "Anna@example.org"}),
        ("invitation_expires_after_it_is_sent", {"expires_at": AT}),
        ("invitation_expires_after_it_is_sent", {"sent_at": AT - timedelta(days=1)}),
        ("invitation_expires_after_it_is_sent", {"times_sent": 0}),
        ("invitation_accepted_by_somebody", {"accepted_at": AT}),
        ("invitation_revoked_by_somebody", {"revoked_at": AT}),
    ],
    ids=str,
)
def test_an_invitation_holds_together(constraint: str, values: dict[str, Any]) -> None:
    with refused(constraint):
        updated(Invitation, **values)


def test_an_invitation_is_open_once_and_is_of_an_area_or_of_a_case() -> None:
    first = make(Invitation)
    offer = {name: getattr(first, name) for name in ("email", "role", "organisation")}
    with refused("invitation_open_once"):
        make(Invitation, **offer)
    case = make(Revisit)
    make(Invitation, **offer, revisit=case)
    with refused("invitation_area_or_case"):
        updated(Invitation, area=case.wsoa.inspection.area, revisit=case)
    with refused("invitation_representative_of_a_case"):
        make(Invitation, role=Role.REPRESENTATIVE)
    person = make(User)
    Invitation.objects.filter(pk=first.pk).update(revoked_at=AT, revoked_by=person)
    with refused("invitation_accepted_by_somebody"):
        Invitation.objects.filter(pk=first.pk).update(accepted_at=AT, accepted_by=person)
    again = make(Invitation, **offer)
    with refused("invitation_not_accepted_by_the_inviter"):
        Invitation.objects.filter(pk=again.pk).update(accepted_at=AT, accepted_by=again.invited_by)


def test_organisations_of_a_kind_have_names_of_their_own_but_for_forums() -> None:
    make(Organisation, name="Essex County Council", kind="local_authority")
    with refused("organisation_name_unique"):
        make(Organisation, name="essex county council", kind="local_authority")
    make(Organisation, name="Essex County Council", kind="health")
    make(Organisation, name="Parent Carer Forum", kind="forum")
    make(Organisation, name="Parent Carer Forum", kind="forum")


def test_nobody_succeeds_themselves() -> None:
    body = make(Organisation)
    with refused("organisation_not_its_own_successor"):
        Organisation.objects.filter(pk=body.pk).update(succeeded_by=body)


def test_the_demo_has_one_clock() -> None:
    with refused("demo_clock_one_row"):
        DemoClock.objects.create(pk=2, shift=timedelta(0))
