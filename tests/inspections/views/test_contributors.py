"""The nominated officer brings in colleagues who give evidence."""

from django.urls import reverse

from revisits.accounts.models import Invitation, Membership
from revisits.accounts.roles import Role
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.factories import make
from tests.pages import error_beside, text

NEW = {"name": "Ann Other", "email": "ann@example.org"}


def test_the_officer_sees_the_contributors_of_their_own_authority(cast: Cast, signed_in: SignedIn) -> None:
    page = reverse("contributors")
    assert "The contributor" in text(signed_in(cast["lano"]).get(page))
    other = text(signed_in(cast["stranger"]).get(page))
    assert "The contributor" not in other
    assert "Nobody gives evidence with you yet." in other


def test_the_officer_invites_a_contributor_and_nothing_more(cast: Cast, signed_in: SignedIn) -> None:
    officer, page = signed_in(cast["lano"]), reverse("contributors")
    wrong = officer.post(page, {**NEW, "email": "ann"})
    assert error_beside(wrong, "email")
    assert "Ann Other" in wrong.content.decode()
    answer = officer.post(page, {**NEW, "role": "dcs", "body": cast.area.forum_id}, follow=True)
    assert "Ann Other is invited" in text(answer)
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.organisation, invitation.invited_by) == (
        Role.AREA_CONTRIBUTOR,
        cast.area.authority,
        cast["lano"],
    )
    assert "invited to this role already" in error_beside(officer.post(page, NEW), "email")


def test_an_officer_of_one_area_alone_invites_no_further(cast: Cast, signed_in: SignedIn) -> None:
    Membership.objects.filter(user=cast["lano"]).update(area=cast.area)
    signed_in(cast["lano"]).post(reverse("contributors"), NEW)
    assert Invitation.objects.get().area == cast.area


def test_the_officer_takes_an_invitation_back(cast: Cast, signed_in: SignedIn) -> None:
    officer = signed_in(cast["lano"])
    officer.post(reverse("contributors"), NEW)
    invitation = Invitation.objects.get()
    withdraw = reverse("contributor-withdraw", args=[invitation.pk])
    assert signed_in(cast["stranger"]).post(withdraw).status_code == 404
    assert "Ann Other is taken back" in text(officer.post(withdraw, follow=True))
    invitation.refresh_from_db()
    assert invitation.revoked_by == cast["lano"]


def test_the_officer_ends_a_contributor_who_is_signed_out_at_once(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    contributor, page = signed_in(cast["contributor"]), reverse("area-case", args=[cast.revisit.reference])
    assert contributor.get(page).status_code == 200
    role = cast["contributor"].memberships.get()
    end = reverse("contributor-end", args=[role.pk])
    assert signed_in(cast["stranger"]).post(end).status_code == 404
    signed_in(cast["lano"]).post(end)
    assert contributor.get(page).status_code == 302, "signed out"
    role.refresh_from_db()
    assert (role.ended_by, role.end_reason) == (cast["lano"], "The nominated officer ended it.")


def test_the_officer_ends_no_other_role(cast: Cast, signed_in: SignedIn) -> None:
    for person in ("dcs", "pcf", "lano"):
        role = cast[person].memberships.get()
        assert signed_in(cast["lano"]).post(reverse("contributor-end", args=[role.pk])).status_code == 404
    assert not Membership.objects.exclude(ends_on=None).exists()


def test_many_contributors_are_paged(cast: Cast, signed_in: SignedIn) -> None:
    for _ in range(60):
        make(Membership, organisation=cast.area.authority, role=Role.AREA_CONTRIBUTOR)
    assert "Page 1 of 2" in text(signed_in(cast["lano"]).get(reverse("contributors")))
