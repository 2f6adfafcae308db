"""Quality assurance: submitted, reviewed by both agencies in any order, returned, withdrawn, submitted again."""

from itertools import permutations

import pytest

from inspections.actions.moving import move
from inspections.actions.team import add_member, remove_member
from inspections.models import CaseEvent
from inspections.policies import Refused
from inspections.workflow import Event, State
from letters import quality
from letters.actions.outcome import start_letter
from letters.actions.quality import submit as submit_letter
from letters.actions.quality import withdraw
from letters.models import LetterVersion, OutcomeLetter
from revisits.accounts.roles import Role
from tests.cast import Cast, make_person
from tests.conftest import StandingClock
from tests.inspections.judging import at_stage
from tests.letters import assuring
from tests.letters.assuring import AT, finalising, letter_of, newest, reviewed, state_of, submit, write

Kind = CaseEvent.Kind


@pytest.fixture
def written(db: None, standing_clock: StandingClock) -> Cast:
    return assuring.written()


@pytest.fixture
def given(db: None, standing_clock: StandingClock) -> Cast:
    return assuring.given()


def send(cast: Cast) -> None:
    move(revisit=cast.revisit, event=Event.SEND_DRAFT, by=cast.owner, at=AT)


def cannot_leave(cast: Cast, why: str) -> None:
    with pytest.raises(Refused, match=why):
        send(cast)


def test_submitting_freezes_the_letter_and_moves_the_case(written: Cast) -> None:
    version = submit(written)
    assert (version.number, version.purpose, state_of(written)) == (1, "quality", State.QUALITY)
    assert quality.with_quality(written.revisit) == version
    (event,) = written.happened(Kind.LETTER_SUBMITTED)
    assert event.data["sha256"] == version.sha256
    with pytest.raises(Refused, match="submitted while it is being written"):
        submit(written)


def test_nothing_is_submitted_that_is_not_ready_nor_by_anybody_else(written: Cast) -> None:
    with pytest.raises(Refused, match="permission to submit"):
        submit_letter(revisit=written.revisit, by=written["cqc"], at=AT)
    write(written, "weakness-1", "Zoe Nowhere waited for a year. So did a seven-year-old at Meadow School.")
    with pytest.raises(Refused, match="2 things in the letter may identify somebody"):
        submit(written)
    write(written, "weakness-1", "Families waited.")
    member = written.revisit.team.get(user=written["cqc_qa"])
    remove_member(member=member, by=written.owner, at=AT)
    with pytest.raises(Refused, match=r"Name the CQC inspector for quality assurance .*G7"):
        submit(written)
    assert state_of(written) == State.REPORTING and not LetterVersion.objects.exists()


def test_a_letter_that_nobody_began_is_not_submitted(cast: Cast) -> None:
    for state in (State.NOTIFIED, State.REPORTING):
        at_stage(cast, state)
    with pytest.raises(Refused, match="Nobody has begun"):
        submit(cast)
    start_letter(revisit=cast.revisit, by=cast.owner, at=AT)
    with pytest.raises(Refused, match="weakness 1"):
        submit(cast)
    assert OutcomeLetter.objects.exists() and state_of(cast) == State.REPORTING


@pytest.mark.parametrize("order", list(permutations(("ofsted", "cqc"))))
def test_g24_the_draft_cannot_leave_before_both_agencies_approve(given: Cast, order: tuple[str, str]) -> None:
    first, second = order
    waits = {"ofsted": "the Senior HMI", "cqc": "the CQC inspector"}
    cannot_leave(given, f"waits for the approval of {waits['ofsted']}.* and of {waits['cqc']}")
    reviewed(given, first, on_site=True)
    cannot_leave(given, f"waits for the approval of {waits[second]}")
    assert given.happened(Kind.LETTER_ASSURED) == []
    reviewed(given, second)
    assert len(given.happened(Kind.LETTER_ASSURED)) == 1 and quality.approved(newest(given))
    send(given)
    assert state_of(given) == State.ACCURACY


@pytest.mark.parametrize("order", list(permutations(("ofsted", "cqc"))))
def test_g24_a_return_sends_it_back_at_once_and_a_changed_text_is_approved_anew(
    given: Cast, order: tuple[str, str]
) -> None:
    first, second = order
    reviewed(given, first)
    made = reviewed(given, second, "return", comments=" Zqcomment. ")
    assert made.comments == "Zqcomment." and state_of(given) == State.REPORTING
    (event,) = given.happened(Kind.LETTER_RETURNED)
    assert "Zqcomment" not in event.text + str(event.data), "the history is read by all staff"
    with pytest.raises(Refused, match="not with quality assurance now"):
        reviewed(given, first, "return")
    write(given, "weakness-1", "Leaders worked together, as minutes show.")
    submit(given)
    reviewed(given, second)
    cannot_leave(given, "waits for the approval")
    reviewed(given, first)
    send(given)


def test_g24_an_approval_holds_for_the_same_words_and_a_return_does_too(given: Cast) -> None:
    reviewed(given, "ofsted")
    reviewed(given, "cqc", "return")
    again = submit(given)
    assert again.sha256 == LetterVersion.objects.get(number=1).sha256
    cannot_leave(given, "approval of the CQC inspector")
    reviewed(given, "cqc")
    send(given)


def test_who_approved_may_still_return_it_while_the_other_reads(given: Cast) -> None:
    reviewed(given, "ofsted")
    with pytest.raises(Refused, match="approved this version for Ofsted already"):
        reviewed(given, "ofsted")
    with pytest.raises(Refused, match="Say what is to be changed"):
        reviewed(given, "ofsted", "return", comments=" ")
    reviewed(given, "ofsted", "return")
    assert state_of(given) == State.REPORTING
    submit(given)
    reviewed(given, "cqc")
    cannot_leave(given, "approval of the Senior HMI")


def test_what_changed_in_the_case_since_is_not_sent_unread(given: Cast) -> None:
    for agency in ("ofsted", "cqc"):
        reviewed(given, agency)
    letter = letter_of(given)
    letter.dated = AT.date()
    letter.save()
    cannot_leave(given, "The case has changed since version 1 was submitted")


def test_withdrawing_needs_a_reason_and_writing_goes_on(given: Cast) -> None:
    with pytest.raises(Refused, match="Say why"):
        withdraw(revisit=given.revisit, reason=" ", by=given.owner, at=AT)
    with pytest.raises(Refused, match="permission"):
        withdraw(revisit=given.revisit, reason="x", by=given["senior_hmi"], at=AT)
    old = newest(given)
    withdraw(revisit=given.revisit, reason="A date was wrong.", by=given.owner, at=AT)
    assert state_of(given) == State.REPORTING
    submit(given)
    with pytest.raises(Refused, match="not the newest version"):
        reviewed(given, "cqc", version=old)


def test_g7_only_the_people_of_each_agencys_quality_assurance_review(given: Cast) -> None:
    for person in ("owner", "cqc", "colleague", "support", "dcs"):
        with pytest.raises(Refused, match="Only those who assure the quality"):
            reviewed(given, "ofsted", by=given[person])
    assert reviewed(given, "ofsted", by=given["cqc_qa"]).agency == "cqc", "each for their own agency"


def test_g7_somebody_else_takes_over_and_earlier_reviews_stay(given: Cast) -> None:
    made = reviewed(given, "ofsted")
    member = given.revisit.team.get(user=given["senior_hmi"])
    remove_member(member=member, by=given.owner, at=AT)
    ofsted = given["senior_hmi"].memberships.get().organisation
    other = make_person("Somebody else", Role.SENIOR_HMI, ofsted)
    add_member(
        revisit=given.revisit, user=other, role="qa_ofsted", reason="Leave", by=given["support"], at=AT
    )
    with pytest.raises(Refused, match="Only those"):
        reviewed(given, "ofsted", "return")
    assert [each.review for each in quality.standings(newest(given))] == [made, None]
    reviewed(given, "ofsted", "return", by=other)
    assert state_of(given) == State.REPORTING


def test_g26_the_final_text_is_approved_as_the_draft_was(
    given: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inspections import guards
    from inspections.workflow import Guard

    # The area's comments are another matter.
    monkeypatch.setitem(guards._CHECKS, Guard.ANSWERED, lambda revisit: None)
    finalising(given)
    write(given, "weakness-1", "Leaders worked together from the start.")
    letter = letter_of(given)
    letter.dated = AT.date()
    letter.save()
    version = submit(given)
    assert (version.purpose, state_of(given)) == ("final", State.CHECKING)
    reviewed(given, "cqc", "return")
    assert state_of(given) == State.FINALISING
    submit(given)
    for agency in ("cqc", "ofsted"):
        reviewed(given, agency)
    assert quality.approved(newest(given)) and state_of(given) == State.CHECKING
