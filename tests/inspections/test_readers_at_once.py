"""Two people at the same moment at the list of a draft's readers (G24)."""

import pytest

from inspections.actions.draft_readers import name_reader, open_draft, remove_reader
from inspections.models import CaseEvent, DraftReader
from inspections.policies import Refused
from letters.models import AccuracyRound
from revisits.accounts.models import Membership, User
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see
from tests.cast import NOW, Cast, make_cast, make_person
from tests.conftest import StandingClock
from tests.drafts import draft_sent, with_area
from tests.inspections.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened(standing_clock: StandingClock) -> Cast:
    """The notified case, whose draft is open to two directors of one authority."""
    cast = make_cast()
    cast.notify()
    draft_sent(cast.revisit, cast.owner)
    with_area(cast.revisit)
    assert cast.area.authority
    cast.people["second"] = make_person("The second", Role.DCS, cast.area.authority)
    people = [cast["dcs"], cast["second"]]
    open_draft(revisit=cast.revisit, people=people, by=cast.owner, at=NOW)
    return cast


def names(cast: Cast, director: str) -> bool:
    """Whether this director's naming of the officer was taken."""
    by = User.objects.get(pk=cast[director].pk)
    body = cast.area.authority
    assert body
    try:
        name_reader(revisit=cast.revisit, person=cast["lano"], body=body, by=by, at=NOW)
    except Refused as refusal:
        assert "may read the draft already" in str(refusal)
        return False
    return True


def test_g24_of_two_directors_who_name_the_same_person_one_does(opened: Cast) -> None:
    assert sorted(at_once([lambda: names(opened, "dcs"), lambda: names(opened, "second")])) == [False, True]
    assert DraftReader.objects.filter(user=opened["lano"]).count() == 1
    assert Membership.objects.filter(user=opened["lano"], role=Role.REPRESENTATIVE).count() == 1
    assert len(opened.happened(CaseEvent.Kind.READER_NAMED)) == 1


def test_g24_whoever_is_removed_while_reading_is_out_at_the_next_request(opened: Cast) -> None:
    """Each request asks anew: nobody reads on what an earlier one found."""
    names(opened, "dcs")
    draft = AccuracyRound.objects.get()
    row = DraftReader.objects.get(user=opened["lano"])

    def reads() -> bool:
        return may_see(User.objects.get(pk=opened["lano"].pk), draft)

    def removes() -> bool:
        remove_reader(reader=row, by=opened.owner, at=NOW)
        return True

    at_once([reads, reads, removes])
    assert not reads()


def test_g24_removed_by_two_at_once_somebody_comes_off_once(opened: Cast) -> None:
    names(opened, "dcs")
    row = DraftReader.objects.get(user=opened["lano"])

    def removes(by: str) -> bool:
        try:
            remove_reader(reader=DraftReader.objects.get(pk=row.pk), by=opened[by], at=NOW)
        except Refused:
            return False
        return True

    assert sorted(at_once([lambda: removes("owner"), lambda: removes("dcs")])) == [False, True]
    assert len(opened.happened(CaseEvent.Kind.READER_REMOVED)) == 1
