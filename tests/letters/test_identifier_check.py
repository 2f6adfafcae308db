"""The identifier check of a case: whose names are known, what is accepted, and that it is asked at every gate."""

import pytest

from inspections.actions.moving import move
from inspections.guards import refusals
from inspections.models import MeetingRegistration
from inspections.policies import Refused
from inspections.workflow import Event, State, advance
from letters import identifier_check
from letters.actions.quality import accept_identifier
from letters.identifying import Found
from letters.models import IdentifierDecision
from revisits.accounts.models import User
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.inspections.judging import at_stage
from tests.letters import assuring
from tests.letters.assuring import AT, letter_of, reviewed, submit, write

KEY = "weakness-1"


@pytest.fixture
def written(db: None, standing_clock: StandingClock) -> Cast:
    return assuring.written()


def open_ones(cast: Cast) -> list[Found]:
    return identifier_check.unsettled(letter_of(cast))


def excerpts(cast: Cast) -> list[str]:
    return [each.finding.excerpt for each in open_ones(cast)]


def accept(cast: Cast, found: Found, reason: str = "It is a service.") -> IdentifierDecision:
    return accept_identifier(
        letter=letter_of(cast), fingerprint=found.fingerprint, reason=reason, by=cast["cqc"], at=AT
    )


def test_everybody_known_on_the_case_is_found_but_for_who_signs_and_is_addressed(written: Cast) -> None:
    people = {
        "senior_hmi": "Zora Qualm", "lano": "Nell Officer Quist", "pcf": "Fay Forumova", "cqc": "Cora Signsky",
        "owner": "Odd Leadson", "dcs": "Dora Directova", "health_chief": "Chi Chiefsky", "colleague": "Unka Nownova",
    }  # fmt: skip
    for name, called in people.items():
        User.objects.filter(pk=written[name].pk).update(name=called)
    MeetingRegistration.objects.create(
        revisit=written.revisit, name="Reg Istrantova", phone="01245 555 011", through="public", state="registered",
        code="zq", registered_at=AT,
    )  # fmt: skip
    write(written, KEY, "With " + ", with ".join([*people.values(), "Istrantova", "Qualm"]) + ".")
    assert {"Zora Qualm", "Nell Officer Quist", "Fay Forumova", "Istrantova", "Qualm"} <= set(
        excerpts(written)
    )
    passing = {people[name] for name in ("cqc", "owner", "dcs", "health_chief")}
    assert not passing & set(excerpts(written)), "the letter names them itself"


def test_a_finding_is_settled_when_its_words_are_gone_or_accepted_with_a_reason(written: Cast) -> None:
    row = advance(State.REPORTING, Event.SUBMIT)
    assert open_ones(written) == [] and refusals(written.revisit, row) == []
    write(written, KEY, "Ring 01245 555 011, or come to CM1 1QH.")
    first, second = open_ones(written)
    assert refusals(written.revisit, row)[0].startswith("2 things in the letter may identify somebody")
    with pytest.raises(Refused, match="Say why"):
        accept(written, first, " ")
    accept(written, first)
    with pytest.raises(Refused, match="accepted it already"):
        accept(written, first)
    assert refusals(written.revisit, row)[0].startswith("1 thing in the letter")
    write(written, KEY, "Ring 01245  555 011 now.")
    assert open_ones(written) == []
    with pytest.raises(Refused, match="no longer in the letter"):
        accept(written, second)
    write(written, "weakness-2", "Ring 01245 555 011.")
    (elsewhere,) = open_ones(written)
    assert elsewhere.section == "weakness-2", "it was accepted in another section"
    event = written.revisit.history.filter(kind="identifier_accepted").get()
    assert "01245" not in event.text + str(event.data) and "weakness 1" in event.text


def test_the_frozen_text_is_asked_again_before_it_leaves(written: Cast) -> None:
    write(written, KEY, "Quentaro did well.")
    version = submit(written)
    for agency in ("ofsted", "cqc"):
        reviewed(written, agency, version=version)
    User.objects.filter(pk=written["lano"].pk).update(name="Ole Quentaro")
    with pytest.raises(Refused, match="1 thing in the letter may identify somebody"):
        move(revisit=written.revisit, event=Event.SEND_DRAFT, by=written.owner, at=AT)
    (found,) = open_ones(written)
    accept(written, found, "It is a river.")
    move(revisit=written.revisit, event=Event.SEND_DRAFT, by=written.owner, at=AT)


def test_nothing_is_accepted_once_it_is_published(written: Cast) -> None:
    write(written, KEY, "Ring 01245 555 011.")
    (found,) = open_ones(written)
    at_stage(written, State.CLOSED)
    with pytest.raises(Refused, match="not being written at this stage"):
        accept(written, found)
