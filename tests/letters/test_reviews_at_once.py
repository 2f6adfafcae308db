"""Two reviewers at once: both approvals count once, and of an approval and a return the return holds."""

import pytest

from inspections.models import CaseEvent
from inspections.policies import Refused
from inspections.workflow import State
from letters import quality
from letters.models import QualityReview
from tests.inspections.test_at_once import at_once
from tests.letters import assuring
from tests.letters.assuring import newest, reviewed, state_of, submit

pytestmark = pytest.mark.django_db(transaction=True)


def test_g24_of_two_reviews_at_once_none_is_lost_and_none_comes_too_late() -> None:
    cast = assuring.given()

    def decide(agency: str, decision: str) -> str:
        try:
            reviewed(cast, agency, decision)
        except Refused as refusal:
            return str(refusal)
        return decision

    said = at_once([lambda: decide("ofsted", "approve"), lambda: decide("cqc", "return")])
    assert said[1] == "return" and state_of(cast) == State.REPORTING
    assert said[0] == "approve" or "not with quality assurance now" in said[0]
    assert QualityReview.objects.count() == 1 + (said[0] == "approve")
    cast.revisit.refresh_from_db()
    submit(cast)

    def approve(agency: str) -> str:
        return decide(agency, "approve")

    # Ofsted's approval of the first version may stand: the words are the same.
    said = at_once([lambda: approve("ofsted"), lambda: approve("cqc")])
    assert said == ["approve", "approve"] and quality.approved(newest(cast))
    assert CaseEvent.objects.filter(kind=CaseEvent.Kind.LETTER_ASSURED).count() >= 1
    twice = at_once([lambda: approve("cqc"), lambda: approve("cqc")])
    assert all("already" in each for each in twice)
