"""A correction of a published letter: begun with its note, approved, signed, sent, published in its place (G26)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from inspections.models import CaseEvent, Outcome
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import corrections, identifier_check, outcome, quality, tasks
from letters.actions.corrections import change_correction, withdraw_correction
from letters.actions.final import recall, set_publication
from letters.actions.outcome import set_date
from letters.actions.publish import publish
from letters.actions.quality import withdraw as take_back
from letters.actions.render import render_letter
from letters.models import Correction, Letter, LetterFile, Publication
from revisits.accounts.visibility import may_see
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import correcting, finals
from tests.letters.assuring import letter_of, newest, reviewed, state_of, submit, write
from tests.letters.correcting import AT, DUE, NOTE, ON, RIGHT, WRONG, begin, now, send
from tests.letters.finals import answered, sign, sign_all

Kind = CaseEvent.Kind


@pytest.fixture
def begun(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = AT
    return correcting.begun()


@pytest.fixture
def checked(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = AT
    return correcting.checked()


@pytest.fixture
def sent(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = AT
    return correcting.sent()


def text(cast: Cast) -> dict[str, Any]:
    letter = letter_of(cast)
    letter.revisit = cast.revisit
    return outcome.text(letter).as_dict()


def words(cast: Cast) -> str:
    return str(text(cast))


def test_g26_only_what_is_published_is_corrected_one_at_a_time_and_by_whoever_sends_letters(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = AT
    cast = finals.sent()
    with pytest.raises(Refused, match="not published yet: it is changed by recalling it"):
        begin(cast)
    finals.publish_now(cast, finals.DUE)
    with pytest.raises(Refused, match="published: begin a correction"):
        write(cast, "weakness-1", RIGHT)
    for changes, why in (
        ({"by": "cqc"}, "You may not do this"),
        ({"wrong": " "}, "Say what is wrong"),
        ({"note": " \n "}, "every reader of the letter sees"),
        ({"dated": date(2022, 7, 6)}, "published on 7 July 2022: it is corrected then or later"),
    ):
        with pytest.raises(Refused, match=why):
            begin(cast, **changes)
    assert not Correction.objects.exists()
    begin(cast, note="One\n  sentence. ")
    with pytest.raises(Refused, match="begun a correction already"):
        begin(cast, by="support")
    row = now(cast)
    assert (row.number, row.note, row.stage, state_of(cast)) == (1, "One sentence.", "writing", State.CLOSED)


def test_g26_what_the_history_says_has_no_word_of_it_before_it_is_published(
    sent: Cast, standing_clock: StandingClock
) -> None:
    said = " ".join(f"{event.text} {event.data}" for event in sent.revisit.history.all())
    assert (
        "Correction 1 of the published letter was begun." in said and NOTE not in said and WRONG not in said
    )
    standing_clock.now = DUE
    finals.publish_now(sent, DUE)
    (event,) = sent.happened(Kind.CORRECTED)
    assert event.text == f"The corrected letter, version 2, was published: {NOTE}"


def test_g26_its_words_change_while_it_is_written_and_neither_decision_nor_date(begun: Cast) -> None:
    write(begun, "weakness-1", RIGHT)
    assert RIGHT in words(begun) and f"'{NOTE}'" in words(begun)
    letter = letter_of(begun)
    for dated in (date(2022, 7, 1), None):
        with pytest.raises(Refused, match="keeps the date of the letter"):
            set_date(letter=letter, dated=dated, by=begun.owner, at=AT)
    given: dict[str, Any] = {"revisit": begun.revisit, "by": begun["support"], "at": AT}
    change_correction(wrong=WRONG, note="Another note.", dated=ON, **given)
    assert "Another note." in words(begun)
    change_correction(wrong=WRONG, note="Another note.", dated=ON, **given)
    assert len(begun.happened(Kind.CORRECTION)) == 2
    # As it was published, whatever becomes of the judgements' rows.
    facts = outcome.facts_of(letter)
    assert [each.sufficient for each in facts.weaknesses] == [True, True]


def test_g24_what_is_submitted_differs_in_its_words_and_names_nobody(begun: Cast) -> None:
    with answered(), pytest.raises(Refused, match="Beside its note the letter says what it said"):
        submit(begun)
    write(begun, "weakness-1", f"{RIGHT} Ring 01245 555 011.")
    with answered(), pytest.raises(Refused, match="may identify somebody"):
        submit(begun)
    write(begun, "weakness-1", RIGHT)
    change_correction(
        revisit=begun.revisit, wrong=WRONG, note="Ring 01245 555 011.", dated=ON, by=begun.owner, at=AT
    )
    letter = letter_of(begun)
    letter.revisit = begun.revisit
    (found,) = identifier_check.unsettled(letter)
    assert found.place == "the public note"
    with answered(), pytest.raises(Refused, match="may identify somebody"):
        submit(begun)
    with pytest.raises(Refused, match="was not sent to the area"):
        submit(begun)


def test_g24_g27_it_is_approved_and_signed_by_both_agencies_before_it_is_sent(begun: Cast) -> None:
    write(begun, "weakness-1", RIGHT)
    with answered():
        version = submit(begun)
    assert str(version) == "Corrected letter, version 3" and now(begun).stage == "checking"
    with pytest.raises(Refused, match="being checked: take it back"):
        write(begun, "weakness-1", "Another.")
    assert [each.pk for each in quality.waiting_for(begun["senior_hmi"])] == [version.pk]
    with pytest.raises(Refused, match=r"approval of the Senior HMI .* still have to sign"):
        send(begun)
    with pytest.raises(Refused, match="both agencies approves"):
        sign(begun, "owner", at=AT)
    reviewed(begun, "ofsted", "return")
    assert now(begun).stage == "writing"
    write(begun, "weakness-1", "Families waited much longer.")
    correcting.check(begun)
    with pytest.raises(Refused, match="changed while you read it"):
        sign(begun, "owner", at=AT, seen=3)
    sign_all(begun)
    with pytest.raises(Refused, match="prints that it was corrected on 12 July 2022"):
        send(begun, due_at=datetime(2022, 7, 11, 12, tzinfo=LONDON), at=AT - timedelta(days=2))
    with pytest.raises(Refused, match="You may not"):
        send(begun, by=begun["cqc"])
    with pytest.raises(Refused, match="version 4 now"):
        send(begun, seen=3)
    letter = send(begun)
    assert letter.version == 2 and letter.sha256 == newest(begun).sha256 and NOTE not in letter.reason
    assert now(begun).stage == "sent" and state_of(begun) == State.CLOSED


def test_g26_sent_it_is_under_embargo_and_published_by_the_program_at_its_moment_once(
    sent: Cast, standing_clock: StandingClock
) -> None:
    old, new = Letter.objects.filter(kind="outcome").order_by("version")
    counts = Outcome.objects.values_list("sufficient", "not_sufficient", "published_on").get()
    first = sent.event("published")
    assert {name for name in sent.people if may_see(sent[name], new)} == {
        "owner", "cqc", "senior_hmi", "cqc_qa", "support", "dcs", "health_chief",
    }  # fmt: skip
    assert may_see(sent["lano"], old) and may_see(sent["dcs"], old)
    with answered():
        for moment in (DUE - timedelta(seconds=1), DUE, DUE, DUE + timedelta(minutes=1)):
            standing_clock.now = moment
            tasks.publish_what_is_due()
    made = Publication.objects.get(letter=new)
    assert (made.published_at, made.published_by) == (DUE, None)
    assert now(sent).stage == "published" and corrections.open_of(sent.revisit) is None
    assert len(sent.happened(Kind.CORRECTED)) == len(sent.happened(Kind.PUBLISHED)) == 1
    # Nothing else of the case moves.
    assert Outcome.objects.values_list("sufficient", "not_sufficient", "published_on").get() == counts
    assert (
        sent.event("published").planned_on == first.planned_on
        and len(sent.happened(Kind.OUTCOME_FOLLOWED)) == 1
    )
    # The old one is staff's alone.
    readers = {name for name in sent.people if may_see(sent[name], old)}
    assert {"owner", "support", "colleague"} <= readers and not {
        "dcs",
        "lano",
        "pcf",
        "health_chief",
    } & readers
    assert may_see(sent["lano"], new) and may_see(sent["pcf"], new)


def test_g26_at_once_it_is_published_as_soon_as_its_files_are_made(
    checked: Cast, standing_clock: StandingClock
) -> None:
    sign_all(checked)
    letter = send(checked, due_at=None, by=checked.owner)
    with answered():
        tasks.publish_what_is_due()
        assert now(checked).stage == "sent" and not checked.happened(Kind.PUBLICATION_HELD)
        # Somebody is told when it takes too long.
        standing_clock.now = AT + timedelta(minutes=6)
        tasks.publish_what_is_due()
        assert len(checked.happened(Kind.PUBLICATION_HELD)) == 1
    render_letter(letter=letter, at=AT)
    with answered():
        tasks.publish_what_is_due()
    assert now(checked).stage == "published"
    page = LetterFile.objects.get(letter=letter, format="text").content
    assert bytes(page).decode().startswith(f"Corrected on 12 July 2022: {NOTE}\n\n")


def test_g26_it_is_recalled_for_a_reason_and_goes_another_time(sent: Cast) -> None:
    with pytest.raises(Refused, match="Say why"):
        recall(revisit=sent.revisit, reason=" ", by=sent.owner, at=AT)
    recall(revisit=sent.revisit, reason="A word is wrong.", by=sent.owner, at=AT)
    row = now(sent)
    assert (row.stage, row.issued, state_of(sent)) == ("writing", None, State.CLOSED)
    assert sent.event("final_sent").done_on == finals.AT.date()
    assert not may_see(sent["dcs"], Letter.objects.get(kind="outcome", version=2))
    assert may_see(sent["dcs"], Letter.objects.get(kind="outcome", version=1))
    write(sent, "weakness-1", "Families waited far longer.")
    correcting.check(sent)
    sign_all(sent)
    assert send(sent).version == 3


def test_g26_its_moment_is_set_anew_and_it_is_published_by_hand_with_a_reason(sent: Cast) -> None:
    given: dict[str, Any] = {"revisit": sent.revisit, "by": sent["support"], "at": AT}
    with pytest.raises(Refused, match="prints that it was corrected"):
        set_publication(
            due_at=DUE - timedelta(days=3), reason="x", **(given | {"at": AT - timedelta(days=4)})
        )
    set_publication(due_at=DUE + timedelta(days=1), reason="The printers are late.", **given)
    assert sent.event("published").planned_on != (DUE + timedelta(days=1)).date()
    with answered(), pytest.raises(Refused, match="say why it is published before"):
        publish(revisit=sent.revisit, by=sent.owner, at=AT)
    with answered():
        publish(revisit=sent.revisit, by=sent.owner, at=AT, reason="It was leaked.")
    assert now(sent).stage == "published"


def test_g26_withdrawn_for_a_reason_its_words_are_again_as_they_are_published(checked: Cast) -> None:
    given: dict[str, Any] = {"revisit": checked.revisit, "at": AT}
    for by, reason, why in (("cqc", "x", "You may not"), ("owner", " ", "Say why")):
        with pytest.raises(Refused, match=why):
            withdraw_correction(by=checked[by], reason=reason, **given)
    take_back(reason="Another word.", by=checked.owner, **given)
    assert now(checked).stage == "writing" and RIGHT in words(checked)
    withdraw_correction(by=checked["support"], reason="It was right.", **given)
    row = now(checked)
    assert (row.stage, row.withdrawn_by, row.withdrawn_why) == (
        "withdrawn",
        checked["support"],
        "It was right.",
    )
    assert RIGHT not in words(checked) and NOTE not in words(checked)
    assert text(checked) == Letter.objects.get(kind="outcome").text
    begin(checked)
    assert now(checked).number == 2


def test_g26_a_second_correction_keeps_the_first_ones_note(db: None, standing_clock: StandingClock) -> None:
    standing_clock.now = DUE
    cast = correcting.published()
    begin(cast, note="The area's name was wrong in weakness 2.", dated=date(2022, 8, 3))
    write(cast, "weakness-2", "The area worked well.")
    version = correcting.check(cast)
    first, second = list(version.composed.passages())[:2]
    assert [passage.name for passage in (first, second)] == ["correction-1", "correction-2"]
    assert first.lines[0][1].text == NOTE and second.lines[0][0].text == "Corrected on 3 August 2022: "


def test_g26_a_job_that_dies_at_any_step_leaves_nothing_and_the_next_one_publishes(
    sent: Cast, standing_clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*args: object, **named: object) -> None:
        raise KeyboardInterrupt

    standing_clock.now = DUE
    for place in ("mark", "record"):
        with monkeypatch.context() as dying, answered():
            dying.setattr(f"letters.actions.publish.{place}", die)
            with pytest.raises(KeyboardInterrupt), transaction.atomic():
                tasks.publish_what_is_due()
        assert now(sent).stage == "sent" and not sent.happened(Kind.CORRECTED)
        assert Publication.objects.get(letter__version=2).published_at is None
    with answered():
        tasks.publish_what_is_due()
    assert now(sent).stage == "published" and len(sent.happened(Kind.CORRECTED)) == 1
