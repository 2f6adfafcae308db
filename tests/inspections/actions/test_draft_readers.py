"""Who is put on the list of a draft's readers, by whom, and what takes them off it (G24)."""

import pytest

from inspections import draft_list
from inspections.actions.draft_readers import (
    close_draft,
    invite_reader,
    name_reader,
    open_draft,
    remove_reader,
)
from inspections.models import CaseEvent, DraftReader
from inspections.policies import Refused
from inspections.workflow import State
from letters.models import AccuracyRound
from revisits.accounts.actions.memberships import begin, end_membership
from revisits.accounts.models import Invitation, Membership, Organisation, User
from revisits.accounts.roles import Role
from revisits.accounts.visibility import visible
from tests.cast import NOW, Cast, make_person
from tests.drafts import draft_sent, with_area
from tests.factories import make
from tests.stages import put

Kind = CaseEvent.Kind


@pytest.fixture
def drafted(cast: Cast) -> Cast:
    """The case with its draft sent, and open to nobody yet."""
    cast.notify()
    draft_sent(cast.revisit, cast.owner)
    with_area(cast.revisit)
    return cast


def opened(cast: Cast, *names: str) -> list[DraftReader]:
    people = [cast[name] for name in names]
    return open_draft(revisit=cast.revisit, people=people, by=cast.owner, at=NOW)


def named(cast: Cast, name: str, by: str = "dcs") -> DraftReader:
    authority = cast.area.authority
    assert authority
    return name_reader(revisit=cast.revisit, person=cast[name], body=authority, by=fresh(cast[by]), at=NOW)


def fresh(person: User) -> User:
    """As the next request finds them."""
    return User.objects.get(pk=person.pk)


def reads(cast: Cast, name: str) -> bool:
    return visible(fresh(cast[name]), AccuracyRound).exists()


def listed(cast: Cast) -> set[str]:
    return {row.user.name for row in draft_list.readers(cast.revisit)}


def test_g24_the_lead_opens_the_draft_to_directors_and_chief_executives(drafted: Cast) -> None:
    assert [each.user for each in draft_list.unopened(drafted.revisit, on=NOW.date())] == [
        drafted["dcs"],
        drafted["health_chief"],
    ]
    opened(drafted, "dcs", "health_chief")
    assert reads(drafted, "dcs")
    assert reads(drafted, "health_chief")
    assert draft_list.unopened(drafted.revisit, on=NOW.date()) == []
    (event,) = drafted.happened(Kind.DRAFT_OPENED)
    assert event.data == {"readers": [drafted["dcs"].pk, drafted["health_chief"].pk], "note": ""}


def test_g24_the_draft_opens_to_the_chief_executive_of_a_body_that_succeeded(drafted: Cast) -> None:
    board = make(Organisation, kind="health", name="Mid and South Essex ICB")
    drafted.area.health_bodies.update(succeeded_by=board)
    drafted.people["board"] = make_person("The board", Role.HEALTH_CHIEF_EXECUTIVE, board)
    opened(drafted, "board")
    assert reads(drafted, "board")


@pytest.mark.parametrize("name", ["lano", "health", "pcf", "representative", "stranger", "hmi", "dfe"])
def test_g24_the_draft_opens_to_nobody_else(drafted: Cast, name: str) -> None:
    with pytest.raises(Refused, match="is no director or chief executive of this area"):
        opened(drafted, "dcs", name)
    assert listed(drafted) == set()


def test_g24_the_draft_opens_once_to_each_and_only_once_it_was_sent(cast: Cast) -> None:
    cast.notify()
    with pytest.raises(Refused, match="has not been sent yet"):
        opened(cast, "dcs")
    with_area(cast.revisit)
    opened(cast, "dcs")
    with pytest.raises(Refused, match="who cannot read the draft yet"):
        opened(cast, "dcs")
    assert [row.user for row in opened(cast, "dcs", "health_chief")] == [cast["health_chief"]]
    put(State.CLOSED)
    DraftReader.objects.update(removed_at=NOW, removed_by=cast.owner)
    with pytest.raises(Refused, match="closed"):
        opened(cast, "dcs")


def test_g24_a_director_names_somebody_of_their_own_body(drafted: Cast) -> None:
    opened(drafted, "dcs")
    named(drafted, "lano")
    assert reads(drafted, "lano")
    role = drafted["lano"].memberships.get(role=Role.REPRESENTATIVE)
    assert (role.revisit, role.organisation, role.granted_by) == (
        drafted.revisit,
        drafted.area.authority,
        drafted["dcs"],
    )
    (event,) = drafted.happened(Kind.READER_NAMED)
    assert (event.by, event.data) == (drafted["dcs"], {"readers": [drafted["lano"].pk]})
    with pytest.raises(Refused, match="may read the draft already"):
        named(drafted, "lano")


def test_g24_a_representative_of_old_keeps_their_role_and_is_named_once(drafted: Cast) -> None:
    opened(drafted, "dcs")
    named(drafted, "representative")
    assert reads(drafted, "representative")
    assert drafted["representative"].memberships.count() == 1


@pytest.mark.parametrize("name", ["health", "pcf", "stranger", "hmi", "health_chief"])
def test_g24_a_director_names_nobody_of_another_body(drafted: Cast, name: str) -> None:
    opened(drafted, "dcs")
    with pytest.raises(Refused, match="holds no role at Essex County Council"):
        named(drafted, name)
    assert not reads(drafted, name)


def test_g24_nobody_names_who_may_not_read_the_draft_themselves(drafted: Cast) -> None:
    with pytest.raises(Refused, match="not open to you"):
        named(drafted, "lano")
    opened(drafted, "dcs", "health_chief")
    for by in ("health_chief", "owner", "support", "lano"):
        with pytest.raises(Refused, match="You name nobody for Essex County Council"):
            named(drafted, "contributor", by=by)
    assert listed(drafted) == {"The dcs", "The health_chief"}


def test_g24_a_representative_names_nobody(drafted: Cast) -> None:
    opened(drafted, "dcs")
    named(drafted, "representative")
    with pytest.raises(Refused, match="You name nobody"):
        named(drafted, "lano", by="representative")


def test_g24_off_the_list_the_role_of_the_representative_ends_at_once(drafted: Cast) -> None:
    opened(drafted, "dcs")
    row = named(drafted, "lano")
    remove_reader(reader=row, by=fresh(drafted["dcs"]), at=NOW)
    assert not reads(drafted, "lano")
    assert not drafted["lano"].memberships.on(NOW.date()).filter(role=Role.REPRESENTATIVE).exists()
    assert drafted["lano"].memberships.on(NOW.date()).filter(role=Role.LANO).exists()
    (event,) = drafted.happened(Kind.READER_REMOVED)
    assert event.by == drafted["dcs"]
    with pytest.raises(Refused, match="already"):
        remove_reader(reader=row, by=fresh(drafted["dcs"]), at=NOW)
    named(drafted, "lano")
    assert reads(drafted, "lano")


def test_g24_with_the_last_director_of_a_body_go_its_representatives_and_nobody_else(drafted: Cast) -> None:
    assert drafted.area.authority
    drafted.people["second"] = make_person("The second", Role.DCS, drafted.area.authority)
    first, other, second = opened(drafted, "dcs", "health_chief", "second")
    named(drafted, "representative")
    remove_reader(reader=first, by=drafted.owner, at=NOW)
    assert listed(drafted) == {"The health_chief", "The second", "The representative"}
    remove_reader(reader=second, by=drafted.owner, at=NOW)
    assert listed(drafted) == {"The health_chief"}
    assert other.organisation.kind == "health"


def test_g24_the_lead_closes_the_draft_to_all(drafted: Cast) -> None:
    with pytest.raises(Refused, match="open to nobody"):
        close_draft(revisit=drafted.revisit, by=drafted.owner, at=NOW)
    opened(drafted, "dcs", "health_chief")
    named(drafted, "lano")
    assert close_draft(revisit=drafted.revisit, by=drafted.owner, at=NOW) == 3
    assert listed(drafted) == set()
    assert not any(reads(drafted, name) for name in ("dcs", "health_chief", "lano"))
    assert len(drafted.happened(Kind.READER_REMOVED)) == 3


def test_g24_whoever_leaves_comes_off_the_list_with_those_they_named(drafted: Cast) -> None:
    opened(drafted, "dcs", "health_chief")
    named(drafted, "representative")
    role = drafted["dcs"].memberships.get()
    end_membership(membership=role, by=drafted["support"], at=NOW, reason="Left the council.")
    assert listed(drafted) == {"The health_chief"}
    assert not reads(drafted, "dcs")
    assert not reads(drafted, "representative")


def test_g24_another_role_of_the_reader_that_ends_changes_nothing(drafted: Cast) -> None:
    opened(drafted, "dcs")
    named(drafted, "lano")
    role = drafted["lano"].memberships.get(role=Role.LANO)
    end_membership(membership=role, by=drafted["support"], at=NOW, reason="Another post.")
    assert reads(drafted, "lano")


def invited(cast: Cast) -> Invitation:
    assert cast.area.authority
    return invite_reader(
        revisit=cast.revisit,
        body=cast.area.authority,
        name="Somebody New",
        email="new@example.org",
        by=fresh(cast["dcs"]),
        at=NOW,
    )


def accepted(cast: Cast, invitation: Invitation) -> Membership:
    """What accepting does with the role: it begins, given by whoever invited."""
    cast.people["new"] = make(User, email=invitation.email, name=invitation.name)
    return begin(
        user=cast["new"],
        role=invitation.role,
        organisation=invitation.organisation,
        area=None,
        revisit=invitation.revisit,
        by=fresh(cast["dcs"]),
        at=NOW,
    )


def test_g24_whoever_is_invited_reads_from_accepting_on(drafted: Cast) -> None:
    opened(drafted, "dcs")
    invitation = invited(drafted)
    assert listed(drafted) == {"The dcs"}
    accepted(drafted, invitation)
    assert reads(drafted, "new")
    assert drafted.happened(Kind.READER_NAMED)[0].by == drafted["dcs"]


def test_g24_an_invitation_opens_nothing_once_its_director_may_not_read(drafted: Cast) -> None:
    (row,) = opened(drafted, "dcs")
    invitation = invited(drafted)
    remove_reader(reader=row, by=drafted.owner, at=NOW)
    accepted(drafted, invitation)
    assert not reads(drafted, "new")
    assert listed(drafted) == set()


def test_g24_the_office_opens_no_draft_by_giving_the_role(drafted: Cast) -> None:
    opened(drafted, "dcs")
    assert drafted.area.authority
    drafted.people["new"] = make(User)
    begin(
        user=drafted["new"],
        role=Role.REPRESENTATIVE,
        organisation=drafted.area.authority,
        area=None,
        revisit=drafted.revisit,
        by=drafted["support"],
        at=NOW,
    )
    assert not reads(drafted, "new")


def test_g24_nobody_is_invited_by_who_may_not_name(drafted: Cast) -> None:
    with pytest.raises(Refused, match="not open to you"):
        invited(drafted)
    assert not Invitation.objects.exists()
