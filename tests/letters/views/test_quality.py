"""The pages of quality assurance and of possible identifiers."""

import pytest

from inspections.workflow import State
from letters import identifier_check
from letters.actions.quality import withdraw
from letters.models import IdentifierDecision, QualityReview
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.letters import assuring
from tests.letters.assuring import AT, newest, reviewed, state_of, submit, write
from tests.pages import text


@pytest.fixture
def written(db: None, standing_clock: StandingClock) -> Cast:
    return assuring.written()


@pytest.fixture
def given(db: None, standing_clock: StandingClock) -> Cast:
    return assuring.given()


def page(cast: Cast, *rest: str) -> str:
    return "/".join(["", "revisits", cast.revisit.reference, *rest, ""])


def test_the_lead_sees_what_is_missing_then_submits_then_withdraws(
    written: Cast, signed_in: SignedIn
) -> None:
    lead, where = signed_in(written.owner), page(written, "quality")
    write(written, "weakness-1", "Ring 01245 555 011.")
    said = text(lead.get(where))
    assert "Before it can be submitted" in said and "1 thing in the letter may identify" in said
    assert "Submit the letter" not in said
    assert "1 thing in the letter" in text(lead.post(where + "submit/", follow=True))
    write(written, "weakness-1", "They waited.")
    assert "Submit the letter" in text(lead.get(where))
    assert "Submit the letter" not in text(signed_in(written["cqc"]).get(where))
    said = text(lead.post(where + "submit/", follow=True))
    assert "Draft, version 1 is with quality assurance" in said and "Has not decided yet" in said
    assert "Say why it is withdrawn" in text(lead.post(where + "withdraw/", {"reason": ""}))
    said = text(lead.post(where + "withdraw/", {"reason": "A date."}, follow=True))
    assert "it can be written again" in said and state_of(written) == State.REPORTING
    assert "only while" not in said and "Not reviewed" in said


def test_g7_a_reviewer_is_told_at_home_reads_and_decides(given: Cast, signed_in: SignedIn) -> None:
    senior, where = signed_in(given["senior_hmi"]), page(given, "quality", "1")
    task = "Assure the quality of the letter for Essex"
    assert task in text(senior.get("/")) and task not in text(signed_in(given.owner).get("/"))
    said = text(senior.get(where))
    assert "Your decision for Ofsted" in said and "Leaders worked together" in said
    assert "Your decision" not in text(signed_in(given["cqc"]).get(where))
    typed = {"decision": "return", "comments": "  ", "on_site": "on"}
    assert "the team works from your comments" in text(senior.post(where, typed))
    said = text(senior.post(where, {"comments": "Kept words"}))
    assert (
        "Choose whether you approve" in said and "Choose on site or off site" in said and "Kept words" in said
    )
    senior.post(where, {"decision": "approve", "comments": "Clear.", "on_site": "on"})
    review = QualityReview.objects.get()
    assert (review.approves, review.on_site, review.comments) == (True, True, "Clear.")
    assert task not in text(senior.get("/"))
    cqc_qa = signed_in(given["cqc_qa"])
    assert task in text(cqc_qa.get("/")) and "Clear." in text(cqc_qa.get(where))
    cqc_qa.post(where, {"decision": "return", "comments": "Zqwhy.", "on_site": "off"})
    said = text(signed_in(given.owner).get(page(given, "quality")))
    assert "Zqwhy." in said and "off site" in said and state_of(given) == State.REPORTING
    assert task not in text(cqc_qa.get("/"))


def test_the_reviewer_sees_what_changed_since_the_version_that_they_decided_on(
    given: Cast, signed_in: SignedIn
) -> None:
    reviewed(given, "ofsted", "return")
    write(given, "weakness-1", "Leaders met together. Families waited less.")
    submit(given)
    withdraw(revisit=given.revisit, reason="x", by=given.owner, at=AT)
    write(given, "weakness-1", "Leaders met together. Families waited far less.")
    submit(given)
    senior, where = signed_in(given["senior_hmi"]), page(given, "quality", "3")
    said = text(senior.get(where))
    assert "What changed since version 1" in said and "[new: met ]" in said and "[taken out: worked ]" in said
    assert "What changed since version 2" in text(signed_in(given["cqc_qa"]).get(where))
    said = text(senior.get(where + "?since=2"))
    assert "What changed since version 2" in said and "[new: met ]" not in said and "[new: far" in said
    assert "There is a newer one" in text(senior.get(page(given, "quality", "1")))
    assert senior.get(where + "text/").content.decode().count("far less") == 1


def test_what_was_typed_stays_where_the_letter_was_withdrawn_in_between(
    given: Cast, signed_in: SignedIn
) -> None:
    withdraw(revisit=given.revisit, reason="x", by=given.owner, at=AT)
    typed = {"decision": "return", "comments": "Long thoughts", "on_site": "on"}
    said = text(signed_in(given["senior_hmi"]).post(page(given, "quality", "1"), typed))
    assert "not with quality assurance now" in said and "Long thoughts" in said
    assert not newest(given).reviews.exists()


def test_a_finding_is_accepted_with_its_reason_by_the_team(written: Cast, signed_in: SignedIn) -> None:
    write(written, "weakness-1", "Ring 01245 555 011.")
    where, team = page(written, "identifiers"), signed_in(written["cqc"])
    said = text(team.get(where))
    assert "“01245 555 011” looks like a phone number" in said and "1 still to settle" in said
    assert "Accept, because" not in text(signed_in(written["senior_hmi"]).get(where))
    (row,) = identifier_check.unsettled(assuring.letter_of(written))
    accept = where + row.fingerprint + "/"
    assert "Say why" in text(team.post(accept, {"reason": " "}))
    said = text(team.post(accept, {"reason": "The service's own line."}, follow=True))
    assert "All settled" in said and "The service's own line." in said.replace("’", "'")
    assert IdentifierDecision.objects.get().by == written["cqc"]
    assert team.get(where + "f" * 64 + "/").status_code == 404
