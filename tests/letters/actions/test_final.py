"""The final letter: signed by each agency for itself, sent under embargo, recalled, its moment changed (G26, G27)."""

from datetime import datetime, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from inspections.models import CaseEvent
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import final
from letters.actions.final import set_publication
from letters.actions.render import render_letter
from letters.models import Letter, LetterFile, Publication, SignOff
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import finals
from tests.letters.assuring import reviewed, state_of, submit, write
from tests.letters.finals import AT, DUE, answered, recall, send, sign

Kind = CaseEvent.Kind


@pytest.fixture
def checked(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = AT
    return finals.checking()


@pytest.fixture
def signed(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = AT
    return finals.signed()


@pytest.fixture
def sent(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = AT
    return finals.sent()


@pytest.mark.parametrize("person", ["senior_hmi", "cqc_qa", "support", "hmi", "colleague", "dcs"])
def test_g27_nobody_but_the_lead_and_the_cqc_inspector_signs(person: str, checked: Cast) -> None:
    with pytest.raises(Refused, match="lead HMI of the case signs for Ofsted and its CQC inspector for CQC"):
        sign(checked, person)
    assert not SignOff.objects.exists()


def test_g27_each_signs_for_their_own_agency_once_with_the_declaration(checked: Cast) -> None:
    first, second = sign(checked, "cqc"), sign(checked, "owner")
    assert (first.agency, second.agency) == ("cqc", "ofsted")
    assert "checked the accuracy" in first.statement and first.statement.endswith("for CQC.")
    for person in ("owner", "cqc"):
        with pytest.raises(Refused, match=r"signed for .* already"):
            sign(checked, person)
    assert [event.data["agency"] for event in checked.happened(Kind.LETTER_SIGNED)] == ["cqc", "ofsted"]
    assert final.standing(checked.revisit).unsigned == []


def test_g27_behind_the_form_nobody_signs_for_the_other_nor_what_does_not_stand(checked: Cast) -> None:
    version = final.version_of(checked.revisit)
    said = {"version": version, "statement": "Checked.", "at": AT}
    for agency, by in (("ofsted", "cqc"), ("cqc", "owner"), ("cqc", "cqc_qa"), ("dfe", "owner")):
        with pytest.raises(IntegrityError), transaction.atomic():
            SignOff.objects.create(agency=agency, by=checked[by], **said)
    with (
        pgtrigger.ignore("letters.SignOff:signed_by_its_agency"),
        pytest.raises(IntegrityError, match="signing_agency_known"),
        transaction.atomic(),
    ):
        SignOff.objects.create(agency="dfe", by=checked["cqc"], **said)
    with pytest.raises(IntegrityError, match="signed_with_a_statement"), transaction.atomic():
        SignOff.objects.create(agency="cqc", by=checked["cqc"], **(said | {"statement": ""}))
    sign(checked, "cqc")
    with pytest.raises(IntegrityError, match="signed_once_an_agency"), transaction.atomic():
        SignOff.objects.create(agency="cqc", by=checked["cqc"], **said)
    sign(checked, "owner")
    send(checked)
    with pytest.raises(IntegrityError, match="newest final version"), transaction.atomic():
        SignOff.objects.create(agency="cqc", by=checked["cqc"], **said)


def test_g27_what_changed_since_it_was_read_is_not_signed_and_old_signatures_do_not_count(
    checked: Cast,
) -> None:
    with pytest.raises(Refused, match="changed while you read it"):
        sign(checked, "owner", seen=1)
    finals.sign_all(checked)
    reviewed(checked, "cqc", "return")
    assert state_of(checked) == State.FINALISING
    with pytest.raises(Refused, match="signed while it is checked"):
        sign(checked, "owner")
    write(checked, "weakness-1", "Leaders worked together at last.")
    with answered():
        submit(checked)
    with pytest.raises(Refused, match="Quality assurance of both agencies"):
        sign(checked, "owner")
    with pytest.raises(Refused, match=r"waits for the approval .* still have to sign"):
        send(checked)


def test_g26_it_is_sent_only_once_it_is_signed_by_both_and_by_whoever_may(checked: Cast) -> None:
    sign(checked, "owner")
    with pytest.raises(Refused, match="The CQC inspector still has to sign"):
        send(checked)
    sign(checked, "cqc")
    for person in ("cqc", "senior_hmi", "dcs"):
        with pytest.raises(Refused, match="You may not do this"):
            send(checked, by=checked[person])
    with pytest.raises(Refused, match="must lie ahead"):
        send(checked, due_at=AT)
    assert state_of(checked) == State.CHECKING and not Letter.objects.filter(kind="outcome").exists()


def test_g26_the_final_letter_has_the_very_words_that_were_signed_and_stays(signed: Cast) -> None:
    version = final.version_of(signed.revisit)
    letter = send(signed)
    assert version and letter.text == version.text and letter.sha256 == version.sha256
    assert state_of(signed) == State.FINAL
    assert signed.event("final_sent").done_on == AT.date()
    roles = [(each["role"], bool(each.get("copy"))) for each in letter.addressees]
    assert roles == [
        ("dcs", False), ("health_chief_executive", False), ("dfe_adviser", True), ("nhse_adviser", True)
    ]  # fmt: skip
    publication = letter.publication
    assert (publication.due_at, publication.published_at) == (DUE, None)
    assert publication.due == "9:30 on Thursday 7 July 2022"
    files = {file.format: file for file in render_letter(letter=letter, at=AT)}
    assert set(files) == {"pdf", "large-print", "html", "text"}
    assert LetterFile.objects.get(letter=letter, format="pdf").sha256 == files["pdf"].sha256
    (event,) = signed.happened(Kind.FINAL_SENT)
    assert (event.data["sha256"], event.data["version"]) == (version.sha256, 1)


def test_g26_a_recalled_letter_stays_in_history_and_the_next_is_another_version(sent: Cast) -> None:
    with pytest.raises(Refused, match="Say why"):
        recall(sent, " ")
    recall(sent)
    assert state_of(sent) == State.FINALISING
    assert sent.event("final_sent").done_on is None
    old = Letter.objects.get(revisit=sent.revisit, kind="outcome")
    assert old.publication.recall_reason == "A date in it is wrong."
    with pytest.raises(Refused, match="No final letter waits"):
        recall(sent)
    write(sent, "weakness-1", "Leaders worked together at last.")
    finals.check(sent)
    finals.sign_all(sent)
    new = send(sent)
    assert (new.version, new.reason) == (2, "A date in it is wrong.")
    assert new.sha256 != old.sha256
    assert [event.data["version"] for event in sent.happened(Kind.FINAL_SENT)] == [1, 2]


def test_another_moment_needs_a_reason_and_somebody_who_may_publish(sent: Cast) -> None:
    later = datetime(2022, 7, 8, 9, 30, tzinfo=LONDON)
    given: dict[str, Any] = {"revisit": sent.revisit, "due_at": later, "by": sent["support"], "at": AT}
    for changes, why in (
        ({"reason": ""}, "Say why"),
        ({"by": sent["cqc"]}, "You may not"),
        ({"due_at": AT}, "lie ahead"),
        ({"due_at": DUE}, "9:30 on Thursday 7 July 2022 already"),
    ):
        with pytest.raises(Refused, match=why):
            set_publication(**(given | {"reason": "The printers are late."} | changes))
    set_publication(**given, reason="The printers are late.")
    waiting = final.waiting(sent.revisit)
    assert waiting and waiting.due_at == later
    assert sent.event("published").planned_on == later.date()
    (event,) = sent.happened(Kind.PUBLICATION_SET)
    assert event.data["reason"] == "The printers are late."


def test_g26_behind_the_form_a_publication_keeps_its_rules(sent: Cast) -> None:
    row = Publication.objects.filter(letter__revisit=sent.revisit)
    parents = Letter.objects.create(
        revisit=sent.revisit, kind="parents", version=1, facts={}, text={}, template_version="x",
        addressees=[], sha256="x", issued_at=AT,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="both agencies approved and signed"), transaction.atomic():
        Publication.objects.create(letter=parents, due_at=DUE, set_by=sent.owner, set_at=AT)
    for changes, name in (
        ({"published_at": DUE - timedelta(seconds=1)}, "published_after_the_embargo"),
        ({"recalled_at": AT}, "recalled_for_a_reason"),
        ({"published_by": sent.owner}, "published_by_whoever_did"),
        (
            {"published_at": DUE, "recalled_at": DUE, "recalled_by": sent.owner, "recall_reason": "x"},
            "published_or_recalled",
        ),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.update(**changes)
    recall(sent)
    for change in (lambda: row.update(due_at=DUE + timedelta(days=1)), row.delete):
        with pytest.raises(ProgrammingError, match=r"Cannot (update|delete)"), transaction.atomic():
            change()
