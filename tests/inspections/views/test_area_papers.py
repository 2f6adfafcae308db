"""The drafts that are open to the area's people, and the readers whom its directors name."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.draft_readers import open_draft
from inspections.models import DraftReader
from revisits.accounts.models import Invitation
from revisits.accounts.roles import Role
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.drafts import draft_sent, with_area
from tests.pages import error_beside, text


@pytest.fixture
def opened(cast: Cast) -> Cast:
    """The notified case, whose draft is open to the director."""
    cast.notify()
    draft_sent(cast.revisit, cast.owner)
    with_area(cast.revisit)
    open_draft(revisit=cast.revisit, people=[cast["dcs"]], by=cast.owner, at=NOW)
    return cast


def address(cast: Cast, name: str, *more: object) -> str:
    return reverse(name, args=[cast.revisit.reference, *more])


def area_page(cast: Cast, browser: Client) -> str:
    return text(browser.get(address(cast, "area-case")))


def test_g24_the_draft_stands_on_the_page_of_the_named_alone(opened: Cast, signed_in: SignedIn) -> None:
    for person in ("dcs", "lano", "health_chief", "pcf", "contributor", "representative"):
        shown = area_page(opened, signed_in(opened[person]))
        named = person == "dcs"
        assert (
            "Draft outcome letter" in shown,
            "Restricted and confidential: do not pass it on" in shown,
        ) == (
            named,
            named,
        )
        assert ("Name representatives" in shown) == named


def test_g24_a_director_lets_somebody_read_and_takes_it_back(opened: Cast, signed_in: SignedIn) -> None:
    director, officer = signed_in(opened["dcs"]), signed_in(opened["lano"])
    role = opened["lano"].memberships.get()
    answer = director.post(address(opened, "area-readers"), {"membership": role.pk}, follow=True)
    assert "The lano may read the draft now" in text(answer)
    paper = address(opened, "draft")
    assert officer.get(paper).status_code == 200
    row = DraftReader.objects.get(user=opened["lano"])
    director.post(address(opened, "area-reader-remove", row.pk))
    assert officer.get(paper).status_code == 404
    assert officer.get(address(opened, "draft-pdf")).status_code == 404
    assert "Draft outcome letter" not in area_page(opened, officer)


def test_g24_a_director_chooses_among_their_own_people_alone(opened: Cast, signed_in: SignedIn) -> None:
    director = signed_in(opened["dcs"])
    page = text(director.get(address(opened, "area-readers")))
    offered = [
        name for name in ("lano", "contributor", "representative", "health", "pcf") if f"The {name}," in page
    ]
    assert offered == ["lano", "contributor", "representative"]
    for name in ("health", "stranger", "owner"):
        role = opened[name].memberships.get()
        answer = director.post(address(opened, "area-readers"), {"membership": role.pk})
        assert error_beside_of(answer, "known_form", "membership")
    assert DraftReader.objects.count() == 1


def error_beside_of(answer: Any, form: str, field: str) -> list[str]:
    """Errors of a field of one of the page's two forms, which the page shows."""
    errors = list(answer.context[form].errors.get(field, []))
    assert all(error in text(answer) for error in errors)
    return errors


def test_g24_a_director_invites_somebody_new_and_takes_it_back(opened: Cast, signed_in: SignedIn) -> None:
    director = signed_in(opened["dcs"])
    new = {"who": "new", "name": "Ann Other", "email": "ann@example.org"}
    wrong = director.post(address(opened, "area-readers"), {**new, "email": "ann"})
    assert error_beside_of(wrong, "new_form", "email")
    assert "Ann Other" in wrong.content.decode()
    answer = director.post(address(opened, "area-readers"), new, follow=True)
    assert "Ann Other is invited." in text(answer)
    twice = director.post(address(opened, "area-readers"), new)
    assert "invited to this role already" in error_beside_of(twice, "new_form", "email")[0]
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.revisit, invitation.organisation) == (
        Role.REPRESENTATIVE,
        opened.revisit,
        opened.area.authority,
    )
    director.post(address(opened, "area-reader-withdraw", invitation.pk))
    invitation.refresh_from_db()
    assert invitation.revoked_by == opened["dcs"]
    assert "Invited at" not in text(director.get(address(opened, "area-readers")))


def test_g24_no_director_takes_off_a_director_or_anybody_of_another_body(
    opened: Cast, signed_in: SignedIn
) -> None:
    open_draft(revisit=opened.revisit, people=[opened["health_chief"]], by=opened.owner, at=NOW)
    director = signed_in(opened["dcs"])
    for row in DraftReader.objects.all():
        assert director.post(address(opened, "area-reader-remove", row.pk)).status_code == 404
    assert not DraftReader.objects.exclude(removed_at=None).exists()


def test_g24_a_director_off_the_list_names_nobody(opened: Cast, signed_in: SignedIn) -> None:
    chief = signed_in(opened["health_chief"])
    assert chief.get(address(opened, "area-readers")).status_code == 404
    assert chief.post(address(opened, "area-readers"), {"who": "new"}).status_code == 404


def test_g24_the_lead_opens_removes_and_closes_on_their_page(opened: Cast, signed_in: SignedIn) -> None:
    lead, readers = signed_in(opened.owner), address(opened, "draft-readers")
    nobody = lead.post(readers, {"sent": "1"})
    assert error_beside(nobody, "people") == "Choose whom you open it to."
    lead.post(readers, {"people": [opened["health_chief"].pk]})
    assert "The health_chief" in text(lead.get(readers))
    row = DraftReader.objects.get(user=opened["dcs"])
    assert "The dcs can no longer read the draft." in text(
        lead.post(address(opened, "draft-reader-remove", row.pk), follow=True)
    )
    assert "cannot read" not in text(lead.post(address(opened, "draft-close"), follow=True))
    assert not DraftReader.objects.filter(removed_at=None).exists()
    assert "open to nobody outside the team" in text(lead.post(address(opened, "draft-close"), follow=True))
