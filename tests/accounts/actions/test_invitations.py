"""Inviting, sending again, taking back."""

from datetime import timedelta

import pytest

from inspections.models import LocalArea
from revisits.accounts import links
from revisits.accounts.actions.invitations import invite, resend, revoke
from revisits.accounts.mail import deliver_due
from revisits.accounts.models import AccountMail, Invitation, User
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import Role
from tests.cast import NOW, Cast

LATER = NOW + timedelta(days=8)


def contributor(cast: Cast, email: str = "New.Person@Example.org", by: str = "lano") -> Invitation:
    body = cast["lano"].memberships.get().organisation
    return invite(
        email=email, name="New Person", role=Role.AREA_CONTRIBUTOR, organisation=body, by=cast[by], at=NOW
    )


def test_an_invitation_is_good_for_a_week_and_its_mail_is_written_once(cast: Cast) -> None:
    made = contributor(cast)
    assert (made.email, made.expires_at - NOW, made.times_sent) == (
        "new.person@example.org",
        timedelta(days=7),
        1,
    )
    (row,) = AccountMail.objects.all()
    assert row.recipient == made.email and links.link(made) in row.text
    assert "The lano invites you" in row.text


def test_the_mail_is_sent_once_and_then_nothing_keeps_its_link(cast: Cast, mailoutbox: list[object]) -> None:
    made = contributor(cast)
    row = AccountMail.objects.get()
    assert made.nonce not in row.sealed_text and links.token(made) not in row.sealed_text
    assert [deliver_due(row.created_at), deliver_due(row.created_at)] == [1, 0]
    row.refresh_from_db()
    assert row.sealed_text == "" and len(mailoutbox) == 1


def test_a_person_is_invited_to_a_role_once_in_whatever_case_the_address_is_written(cast: Cast) -> None:
    made = contributor(cast)
    with pytest.raises(Refused, match="send that invitation again"):
        contributor(cast, "NEW.PERSON@example.org", by="support")
    revoke(invitation=made, by=cast["lano"], at=NOW)
    assert contributor(cast).pk != made.pk


def test_who_holds_the_role_is_not_invited_to_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="holds this role"):
        contributor(cast, "THE.CONTRIBUTOR@example.org")


def test_nobody_invites_themselves_or_into_what_they_may_not_give(cast: Cast) -> None:
    with pytest.raises(Refused, match="Nobody gives themselves"):
        contributor(cast, "the.lano@EXAMPLE.org")
    kent = LocalArea.objects.get(name="Kent").authority
    assert kent
    with pytest.raises(Refused, match="You may not"):
        invite(
            email="x@example.org",
            name="X",
            role=Role.AREA_CONTRIBUTOR,
            organisation=kent,
            by=cast["lano"],
            at=NOW,
        )
    assert not Invitation.objects.exists() and not AccountMail.objects.exists()


def test_sent_again_it_has_another_link_and_its_whole_time(cast: Cast) -> None:
    made = contributor(cast)
    old = links.token(made)
    again = resend(invitation=made, by=cast["support"], at=LATER)
    assert links.token(again) != old
    assert (again.expires_at, again.times_sent) == (LATER + timedelta(days=7), 2)
    assert AccountMail.objects.filter(recipient=made.email).count() == 2


def test_whoever_may_not_give_the_role_neither_sends_it_again_nor_takes_it_back(cast: Cast) -> None:
    made = contributor(cast)
    for name in ("stranger", "dcs", "contributor", "owner"):
        with pytest.raises(Refused):
            resend(invitation=made, by=cast[name], at=NOW)
        with pytest.raises(Refused):
            revoke(invitation=made, by=cast[name], at=NOW)
    made.refresh_from_db()
    assert (made.times_sent, made.revoked_at) == (1, None)


def test_taken_back_it_stays_so(cast: Cast) -> None:
    made = revoke(invitation=contributor(cast), by=cast["support"], at=NOW)
    assert (made.revoked_by, made.revoked_at) == (cast["support"], NOW)
    for again in (resend, revoke):
        with pytest.raises(Refused, match="revoked already"):
            again(invitation=made, by=cast["lano"], at=NOW)


def test_an_invitation_says_how_it_stands(cast: Cast) -> None:
    made = contributor(cast)
    assert (made.state(NOW), made.state(LATER)) == ("open", "expired")
    assert revoke(invitation=made, by=cast["lano"], at=NOW).state(NOW) == "revoked"
    made.revoked_at, made.accepted_at = None, NOW
    assert made.state(LATER) == "accepted"


def test_the_first_administrator_is_invited_by_nobody(cast: Cast) -> None:
    made = invite(
        email="first@example.org",
        name="First",
        role=Role.ADMINISTRATOR,
        organisation=cast["administrator"].memberships.get().organisation,
        by=None,
        at=NOW,
    )
    assert made.invited_by is None
    assert not User.objects.filter(email=made.email).exists()
