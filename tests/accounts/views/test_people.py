"""The office's pages on people and invitations."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from revisits.accounts import links
from revisits.accounts.actions.accepting import Dead, DeadLink, find
from revisits.accounts.actions.invitations import revoke
from revisits.accounts.models import AccountEvent, AccountMail, Invitation, Membership, User
from revisits.accounts.roles import Role
from tests.accounts.actions.test_invitations import contributor
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.factories import make


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast["support"])


def listed(browser: Client, **asked: str) -> list[str]:
    return [line.name for line in browser.get(reverse("people"), asked).context["lines"]]


def form(cast: Cast, **more: Any) -> dict[str, Any]:
    body = cast["lano"].memberships.get().organisation
    return {"role": Role.LANO, "organisation": body.pk, "area": "", "revisit": "", **more}


def test_people_are_found_by_name_address_body_and_role(cast: Cast, office: Client) -> None:
    assert listed(office, q="THE LANO") == ["The lano"]
    assert listed(office, q="the.pcf@") == ["The pcf"]
    assert set(listed(office, q="essex county")) == {
        "The lano",
        "The dcs",
        "The contributor",
        "The representative",
    }
    assert listed(office, role=Role.DCS, standing="in_force") == ["The dcs"]
    assert listed(office, q="nobody at all") == []


def test_people_are_narrowed_by_how_they_stand(cast: Cast, office: Client) -> None:
    make(User, name="Never")
    User.objects.filter(pk=cast["dfe"].pk).update(is_active=False)
    cast["nhse"].memberships.update(ends_on="2022-05-02")
    contributor(cast)
    assert listed(office, standing="ended") == ["Never", "The nhse"]
    assert listed(office, standing="closed") == ["The dfe"]
    assert listed(office, standing="invited") == ["New Person"]
    assert "The dfe" not in listed(office, standing="in_force")
    page = office.get(reverse("people"), {"q": "the dfe"})
    assert "Closed" in page.content.decode()


def test_what_is_not_understood_narrows_nothing(cast: Cast, office: Client) -> None:
    everybody = listed(office)
    assert listed(office, role="king", standing="nowhere", page="many") == everybody


@pytest.mark.parametrize("name", ["people", "invitations", "organisations"])
def test_a_list_costs_the_same_however_long_it_is(name: str, cast: Cast, office: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert office.get(reverse(name), {"q": "a"}).status_code == 200
        return len(seen)

    contributor(cast, "a@example.org")
    statements()
    before = statements()
    for number in range(60):
        make(Membership, user__name=f"A {number}")
        contributor(cast, f"a{number}@example.org")
    assert statements() == before <= 8


def test_one_person_with_roles_invitations_and_what_was_done(cast: Cast, office: Client) -> None:
    contributor(cast, "the.hmi@example.org")
    page = office.get(reverse("person", args=[cast["hmi"].pk])).content.decode()
    for words in ("The hmi", "HMI, Ofsted", "1 Jan 2020", "further notice", "Never", "Area contributor"):
        assert words in page


def test_somebody_is_invited_and_what_was_wrong_is_said_beside_its_field(cast: Cast, office: Client) -> None:
    given = form(cast, name="Anna", email="anna@example.org")
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"name": ""}, "name", "Enter their name."),
        ({"email": "anna"}, "email", "valid e"),
        ({"role": ""}, "role", "Choose the role."),
        ({"role": Role.ADMINISTRATOR}, "role", "not one of the available choices"),
        ({"role": Role.HMI}, "organisation", "HMI is no role at Essex County Council"),
        ({"role": Role.REPRESENTATIVE}, "revisit", "name it (G24)"),
        ({"revisit": "nowhere-2020"}, "revisit", "There is no re-visit with this reference."),
        ({"revisit": cast.revisit.reference, "area": cast.area.pk}, "revisit", "name one of them"),
        (
            {"area": cast["stranger"].memberships.get().organisation.areas_as_authority.get().pk},
            "area",
            "nothing",
        ),
        ({"email": "the.support@example.org"}, "", "Nobody gives themselves"),
        ({"email": "The.LANO@example.org"}, "role", "holds this role"),
    ]
    for change, field, said in wrong:
        answer = office.post(reverse("invite"), given | change)
        errors = answer.context["form"].errors
        assert said in str(errors.get(field or "__all__")), (change, errors)
        assert 'value="Anna"' in answer.content.decode() or "name" in change
    assert not Invitation.objects.exists()
    answer = office.post(reverse("invite"), given | {"area": cast.area.pk})
    assert answer["Location"] == reverse("invitations")
    made = Invitation.objects.get()
    assert (made.email, made.area, made.invited_by) == ("anna@example.org", cast.area, cast["support"])
    again = office.post(reverse("invite"), given | {"area": cast.area.pk})
    assert "send that invitation again" in str(again.context["form"].errors["email"])


def test_an_invitation_is_sent_again_and_taken_back(cast: Cast, office: Client) -> None:
    made = contributor(cast)
    old = links.token(made)
    answer = office.post(reverse("invitation-resend", args=[made.pk]), {"next": "/people/invitations/?q=new"})
    assert answer["Location"] == "/people/invitations/?q=new"
    with pytest.raises(DeadLink) as dead:
        find(old, NOW)
    assert dead.value.why is Dead.REPLACED
    assert AccountMail.objects.filter(recipient=made.email).count() == 2
    answer = office.post(reverse("invitation-revoke", args=[made.pk]), {"next": "//elsewhere.example.org/"})
    assert answer["Location"] == reverse("invitations")
    made.refresh_from_db()
    assert made.revoked_by == cast["support"]
    page = office.post(reverse("invitation-resend", args=[made.pk]), follow=True).content.decode()
    assert "revoked already" in page
    for state, found in (("open", 0), ("revoked", 1), ("", 1)):
        assert office.get(reverse("invitations"), {"state": state}).context["page"].paginator.count == found


def test_a_role_is_given_and_ended_with_a_reason(cast: Cast, office: Client) -> None:
    address = reverse("person-appoint", args=[cast["pcf"].pk])
    until = {"until_0": "31", "until_1": "12", "until_2": "2022"}
    assert office.post(address, form(cast) | until)["Location"] == reverse("person", args=[cast["pcf"].pk])
    given = cast["pcf"].memberships.get(role=Role.LANO)
    assert (str(given.ends_on), given.granted_by) == ("2022-12-31", cast["support"])
    ending = reverse("person-end-role", args=[cast["pcf"].pk, given.pk])
    assert "Say why." in office.post(ending, {"reason": ""}).content.decode()
    office.post(ending, {"reason": "A mistake"})
    given.refresh_from_db()
    assert (given.ended_by, given.end_reason) == (cast["support"], "A mistake")
    assert AccountMail.objects.filter(recipient="the.pcf@example.org").count() == 2
    page = office.get(reverse("person", args=[cast["pcf"].pk])).content.decode()
    assert "A mistake" in page
    past = {"until_0": "1", "until_1": "5", "until_2": "2022"}
    assert "lies in the past" in str(office.post(address, form(cast) | past).context["form"].errors["until"])
    half = {"until_0": "1", "until_1": "", "until_2": "2022"}
    assert office.post(address, form(cast) | half).context["form"].errors["until"]


def test_an_account_is_closed_at_once_and_opened_again(
    cast: Cast, office: Client, signed_in: SignedIn
) -> None:
    theirs = signed_in(cast["pcf"])
    contributor(cast, "the.pcf@example.org")
    close, reopen = (reverse(name, args=[cast["pcf"].pk]) for name in ("person-close", "person-reopen"))
    assert office.post(close, {"reason": ""}).status_code == 200
    assert office.post(close, {"reason": "Left"}).status_code == 302
    assert theirs.get("/").status_code == 302
    assert Invitation.objects.get().revoked_by == cast["support"]
    assert "closed already" in office.post(close, {"reason": "Left"}).content.decode()
    assert office.post(reopen, {"reason": "Came back"}).status_code == 302
    assert signed_in(cast["pcf"]).get("/").status_code == 200
    kinds = AccountEvent.objects.filter(user=cast["pcf"]).order_by("pk").values_list("kind", "reason")
    assert list(kinds) == [("closed", "Left"), ("reopened", "Came back")]


def test_support_closes_no_administrators_account_and_nobody_their_own(cast: Cast, office: Client) -> None:
    for name in ("administrator", "support"):
        page = office.post(reverse("person-close", args=[cast[name].pk]), {"reason": "x"})
        assert page.context["form"].non_field_errors()
        assert User.objects.get(pk=cast[name].pk).is_active


def test_what_is_not_there_answers_404(cast: Cast, office: Client) -> None:
    theirs = cast["lano"].memberships.get()
    assert office.get(reverse("person-end-role", args=[cast["dcs"].pk, theirs.pk])).status_code == 404
    assert office.get(reverse("person", args=[10**9])).status_code == 404
    assert office.post(reverse("invitation-revoke", args=[10**9])).status_code == 404


def test_the_offices_admin_goes_round_no_rule(cast: Cast, office: Client) -> None:
    address = reverse("admin:accounts_user_change", args=[cast["pcf"].pk])
    page = office.get(address).content.decode()
    assert 'name="memberships-0-role"' not in page and 'name="is_active"' not in page
    office.post(
        address,
        {
            "name": "Renamed",
            "is_active": "",
            "email": "x@example.org",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "0",
            "memberships-0-role": "administrator",
        },
    )
    person = User.objects.get(pk=cast["pcf"].pk)
    assert (person.is_active, person.email) == (True, "the.pcf@example.org")
    assert person.memberships.count() == 1
    assert office.get(reverse("admin:accounts_user_add")).status_code == 403


def test_the_list_of_a_person_shows_who_ended_nothing_more(cast: Cast, office: Client) -> None:
    revoke(invitation=contributor(cast), by=cast["lano"], at=NOW)
    assert listed(office, standing="invited") == []
