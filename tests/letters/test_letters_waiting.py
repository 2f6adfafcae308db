"""What waits of outcome letters on the first pages of those who write, sign and send them, stage by stage."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.models import Revisit, TeamMember
from inspections.to_do import open_parts
from inspections.workflow import State
from letters.actions.accuracy_answers import tell_outcome
from letters.letters_waiting import of
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.drafts import draft_sent
from tests.factories import make
from tests.letters import accuracy, assuring, finals
from tests.pages import text
from tests.stages import put

pytestmark = pytest.mark.django_db
OTHERS = ("senior_hmi", "cqc_qa", "colleague", "administrator", "dfe", "lano", "dcs", "pcf")


def titles(cast: Cast) -> dict[str, str]:
    """Of those who have anything to do, the one thing."""
    found = {name: of(cast[name], open_parts(cast[name])) for name in ("owner", "cqc", "support", *OTHERS)}
    assert all(len(waiting) < 2 for waiting in found.values())
    return {name: waiting[0].title for name, waiting in found.items() if waiting}


def test_g23_who_writes_begins_goes_on_and_changes_what_was_returned(standing_clock: StandingClock) -> None:
    cast = assuring.written()
    assert titles(cast) == {
        "owner": "Write the outcome letter, and submit it to quality assurance",
        "cqc": "Write the outcome letter with the lead HMI",
    }
    assuring.submit(cast)
    assert titles(cast) == {}
    assuring.reviewed(cast, "ofsted", "return")
    changed = "Change the outcome letter: quality assurance returned it"
    assert titles(cast) == {"owner": changed, "cqc": changed}


def test_g24_the_lead_sends_the_draft_once_both_approve(standing_clock: StandingClock) -> None:
    cast = assuring.given()
    assuring.reviewed(cast, "ofsted")
    assert titles(cast) == {}
    assuring.reviewed(cast, "cqc")
    assert titles(cast) == {"owner": "Send the draft to the area"}


def test_g25_the_final_letter_is_submitted_once_every_comment_is_answered_and_told(cast: Cast) -> None:
    for comment in accuracy.closed(cast):
        assert titles(cast) == {}
        accuracy.answered(cast, comment)
    assert titles(cast) == {}
    tell_outcome(revisit=cast.revisit, by=cast.owner, at=accuracy.AFTER)
    assert titles(cast) == {"owner": "Submit the final letter to quality assurance"}


def test_g27_each_signs_for_their_agency_then_support_sends_it(
    standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    cast = finals.checking()
    assert titles(cast) == {
        "owner": "Sign the final letter for Ofsted",
        "cqc": "Sign the final letter for CQC",
    }
    finals.sign(cast, "owner")
    assert titles(cast) == {"cqc": "Sign the final letter for CQC"}
    page = signed_in(cast["cqc"]).get(reverse("home"))
    assert "Outcome letter Sign the final letter for CQC : Essex" in text(page)
    assert reverse("final-sign", args=[cast.revisit.reference]) in page.content.decode()
    finals.sign(cast, "cqc")
    assert titles(cast) == {"support": "Send the final letter to the area"}
    finals.send(cast)
    assert titles(cast) == {}


def test_g27_nobody_signs_what_was_returned(standing_clock: StandingClock) -> None:
    cast = finals.finalised()
    with finals.answered():
        assuring.submit(cast)
    assuring.reviewed(cast, "ofsted")
    assert titles(cast) == {}
    assuring.reviewed(cast, "cqc", "return")
    assert titles(cast) == {}, "the area was never sent a draft in this scene"


def test_many_letters_cost_no_more_than_one(cast: Cast) -> None:
    assert of(cast.owner, open_parts(cast.owner)) == [], "and what they may is read"
    counts = []
    for number in range(3):
        case = make(Revisit, reference=f"in-hand-{number}")
        for name, role in (("owner", "lead"), ("cqc", "cqc")):
            make(TeamMember, revisit=case, user=cast[name], role=role)
        draft_sent(case, cast.owner)
        put(State.REPORTING, case)
        with CaptureQueriesContext(connection) as captured:
            waiting = of(cast.owner, open_parts(cast.owner))
        assert len(waiting) == number + 1
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
