"""Bodies and their successors, and the page that says what each role may do."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from inspections.contacts import area_contacts
from inspections.models import CaseEvent
from revisits.accounts.models import AccountMail, Membership, Organisation
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import PERMISSIONS, Role
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.factories import make

TAKEN_OVER = {"on_0": "1", "on_1": "7", "on_2": "2022"}


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast["support"])


@pytest.fixture
def bodies(cast: Cast) -> tuple[Organisation, Organisation]:
    """The CCG of Essex, and the ICB."""
    board = make(Organisation, kind="health", name="Mid and South Essex ICB")
    return cast.area.health_bodies.get(), board


def test_a_body_is_added_and_renamed_and_keeps_its_kind(office: Client) -> None:
    given = {"kind": "forum", "name": "Kent PACT", "email": "pact@example.org"}
    answer = office.post(reverse("organisation-add"), given)
    body = Organisation.objects.get(name="Kent PACT")
    assert answer["Location"] == reverse("organisation", args=[body.pk])
    office.post(answer["Location"], {"kind": "health", "name": "Kent PACT CIC", "email": ""})
    body.refresh_from_db()
    assert (body.kind, body.name, body.email) == ("forum", "Kent PACT CIC", "")


def test_a_name_that_is_taken_is_refused_beside_it(cast: Cast, office: Client) -> None:
    given = {"kind": "local_authority", "name": "ESSEX county council", "email": ""}
    page = office.post(reverse("organisation-add"), given)
    assert "has this name already" in str(page.context["form"].errors["name"])
    assert "Enter the name." in office.post(reverse("organisation-add"), {"kind": ""}).content.decode()
    kent = Organisation.objects.get(name="Kent County Council")
    page = office.post(reverse("organisation", args=[kent.pk]), {"name": "Essex County Council", "email": ""})
    assert "has this name already" in str(page.context["form"].errors["name"])
    assert "Kent County Council" in page.content.decode()


def test_bodies_are_found_by_name_and_kind(office: Client) -> None:
    def found(**asked: str) -> set[str]:
        return {body.name for body in office.get(reverse("organisations"), asked).context["page"]}

    assert found(q="essex", kind="health") == {"Mid Essex CCG"}
    assert found(kind="dfe") == {"Department for Education"}
    assert len(found(kind="nonsense")) > 5


def test_g8_a_successor_takes_over_and_its_people_see_the_old_case(
    cast: Cast,
    office: Client,
    bodies: tuple[Organisation, Organisation],
    standing_clock: StandingClock,
    signed_in: SignedIn,
) -> None:
    ccg, board = bodies
    cast.notify()
    before = list(CaseEvent.objects.values_list("pk", flat=True))
    address = reverse("organisation-successor", args=[ccg.pk])
    assert office.post(address, {"successor": board.pk} | TAKEN_OVER).status_code == 302
    page = office.get(reverse("organisation", args=[ccg.pk])).content.decode()
    assert "from 1 July 2022" in page and "Move them" not in page
    early = office.post(reverse("organisation-move", args=[ccg.pk]), follow=True)
    assert "No other body has the duties" in early.content.decode()

    standing_clock.set(date(2022, 7, 1))
    office = signed_in(cast["support"])
    assert "Move them to" in office.get(reverse("organisation", args=[ccg.pk])).content.decode()
    moved = office.post(reverse("organisation-move", args=[ccg.pk]), follow=True).content.decode()
    assert "2 roles moved to Mid and South Essex ICB" in moved
    old, new = cast["health"].memberships.order_by("pk")
    assert (old.organisation, old.ends_on, old.ended_by) == (ccg, date(2022, 6, 30), cast["support"])
    assert (new.organisation, new.role, new.starts_on) == (board, Role.HEALTH_OFFICER, date(2022, 7, 1))
    assert "was succeeded by" in old.end_reason
    # The case is as it was, and its people see it and are written to as before, once.
    assert list(cast.area.health_bodies.all()) == [ccg]
    assert list(CaseEvent.objects.values_list("pk", flat=True)) == before
    for name in ("health", "health_chief"):
        answer = signed_in(cast[name]).get(reverse("area-case", args=[cast.revisit.reference]))
        assert answer.status_code == 200
    contacts = [contact.user_id for contact in area_contacts(cast.revisit, on=date(2022, 7, 1))]
    assert contacts.count(cast["health"].pk) == 1
    assert AccountMail.objects.filter(subject__contains="moved to Mid and South Essex ICB").count() == 2
    again = office.post(reverse("organisation-move", args=[ccg.pk]), follow=True).content.decode()
    assert "0 roles moved" in again


def test_g24_moving_keeps_case_and_last_day_and_doubles_nothing(
    cast: Cast, office: Client, bodies: tuple[Organisation, Organisation]
) -> None:
    ccg, board = bodies
    Organisation.objects.filter(pk=ccg.pk).update(succeeded_by=board, succeeded_on=date(2022, 5, 1))
    named = make(
        Membership,
        role=Role.REPRESENTATIVE,
        organisation=ccg,
        revisit=cast.revisit,
        ends_on=date(2022, 12, 31),
    )
    make(Membership, user=cast["health"], role=Role.HEALTH_OFFICER, organisation=board)
    office.post(reverse("organisation-move", args=[ccg.pk]))
    there = named.user.memberships.get(organisation=board)
    assert (there.revisit, there.ends_on) == (cast.revisit, date(2022, 12, 31))
    assert cast["health"].memberships.filter(organisation=board).count() == 1
    assert not Membership.objects.on(NOW.date()).filter(organisation=ccg).exists()


def test_a_successor_is_of_the_same_kind_and_not_in_a_circle(
    cast: Cast, office: Client, bodies: tuple[Organisation, Organisation]
) -> None:
    ccg, board = bodies
    forward, back = (reverse("organisation-successor", args=[body.pk]) for body in bodies)
    office.post(forward, {"successor": board.pk} | TAKEN_OVER)
    page = office.post(back, {"successor": ccg.pk} | TAKEN_OVER)
    assert "in a circle" in str(page.context["form"].errors["successor"])
    forum = Organisation.objects.get(name="Essex Family Forum")
    assert office.post(forward, {"successor": forum.pk} | TAKEN_OVER).context["form"].errors["successor"]
    errors = office.post(forward, {"successor": board.pk}).context["form"].errors
    assert "Enter the first day" in str(errors["on"])


def test_the_page_of_roles_says_what_the_program_asks(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast["administrator"]).get(reverse("roles")).content.decode()
    table = page.partition("<tbody")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr.*?</tr>", table, re.S)
    assert len(rows) == len(Permission)
    for permission, row in zip(Permission, rows, strict=True):
        cells = re.findall(r"<td.*?</td>", row, re.S)
        said = [">Yes<" in cell for cell in cells]
        assert said == [permission in PERMISSIONS[role] for role in Role]
        assert permission.value.replace("'", "&#x27;").lower() in row.lower()
    assert page.count("Own body") == 3
