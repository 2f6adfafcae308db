"""Two people of a side at the same moment at the draft (G25)."""

import pytest

from inspections.policies import Refused
from letters.actions.accuracy_comments import submit
from letters.models import AccuracyRound, Side, Submission
from revisits.accounts.models import User
from tests.cast import NOW, Cast, make_cast
from tests.conftest import StandingClock
from tests.drafts import draft_sent, said, with_area
from tests.inspections.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_g25_of_two_who_submit_at_once_one_does_and_every_comment_goes_with_it(
    standing_clock: StandingClock,
) -> None:
    cast: Cast = make_cast()
    cast.notify()
    round_ = draft_sent(cast.revisit, cast.owner)
    said(round_, cast["dcs"])
    with_area(cast.revisit)

    def submits(name: str) -> bool:
        by, fresh = User.objects.get(pk=cast[name].pk), AccuracyRound.objects.get(pk=round_.pk)
        try:
            submit(round_=fresh, side=Side.AUTHORITY, none=False, by=by, at=NOW)
        except Refused as refusal:
            assert "submitted your side's comments" in str(refusal)
            return False
        return True

    assert sorted(at_once([lambda: submits("dcs"), lambda: submits("representative")])) == [False, True]
    assert Submission.objects.get().comments.count() == 1
