"""Sending the draft to its named readers (G24), their comments (G25), closing and opening them."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from inspections import draft_list
from inspections.actions.timeline import mark_done, override_date, reopen
from inspections.models import CaseEvent, EvidenceDocument
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from letters import accuracy
from letters.accuracy_policies import CommentChanged
from letters.accuracy_words import due_words
from letters.actions.accuracy import answer_late, close_comments, reopen_comments, send_draft
from letters.actions.accuracy_comments import ask_late, change_comment, remove_comment, submit
from letters.models import AccuracyComment, AccuracyRound, Submission
from revisits.accounts.models import Membership
from tests.cast import Cast, make_cast
from tests.letters.accuracy import (
    AFTER,
    AUTHORITY,
    BEFORE,
    BLOCK,
    DUE,
    HEALTH,
    SENT,
    assured,
    comment,
    fresh,
    sent,
    sent_now,
    submitted,
    with_quality,
)
from tests.snapshots import kept

pytestmark = pytest.mark.django_db
Kind = CaseEvent.Kind
SECOND = timedelta(seconds=1)


@pytest.fixture
def cast(db: None, standing_clock: object) -> Cast:
    def make() -> Cast:
        cast = make_cast()
        sent(cast)
        return cast

    return kept("draft sent", make)


@pytest.fixture
def round_(cast: Cast) -> AccuracyRound:
    found = accuracy.round_of(cast.revisit)
    assert found
    return found


def test_g24_the_draft_goes_to_directors_and_chief_executives_for_ten_working_days(
    cast: Cast, round_: AccuracyRound
) -> None:
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.ACCURACY
    assert (round_.sent_by, round_.due_at, accuracy.due(round_)) == (cast.owner, DUE, DUE)
    assert {row.user for row in draft_list.readers(cast.revisit)} == {cast["dcs"], cast["health_chief"]}
    assert cast.event("draft_sent").done_on == SENT.date()
    assert cast.event("comments_due").planned_on == DUE.date()
    assert len(cast.happened(Kind.DRAFT_OPENED)) == len(cast.happened(Kind.DRAFT_SENT)) == 1


def test_g25_comments_are_taken_to_the_last_second_and_not_after_it(
    cast: Cast, round_: AccuracyRound
) -> None:
    comment(cast, round_, at=DUE)
    with pytest.raises(Refused, match=r"due by 23:59 on 28 June 2022\. Ask the lead HMI"):
        comment(cast, round_, at=DUE + SECOND)
    with pytest.raises(Refused, match="due by 23:59"):
        submit(round_=round_, side=AUTHORITY, none=False, by=cast["dcs"], at=DUE + SECOND)
    submit(round_=round_, side=AUTHORITY, none=False, by=cast["dcs"], at=DUE)
    assert Submission.objects.get().comments.count() == 1


@pytest.mark.parametrize(
    ("day", "due"),
    [
        # Clocks go forward on 27 March 2022 and back on 30 October: midnight is London's on either side.
        (date(2022, 3, 18), "2022-04-01 23:59:59+01:00"),
        (date(2022, 10, 20), "2022-11-03 23:59:59+00:00"),
        # Christmas, Boxing Day's substitute and New Year's are no working days.
        (date(2022, 12, 16), "2023-01-04 23:59:59+00:00"),
    ],
)
def test_g25_the_last_moment_is_londons_midnight_also_across_the_change_of_the_clock(
    cast: Cast, day: date, due: str
) -> None:
    at = datetime.combine(day, datetime.min.time(), LONDON).replace(hour=10)
    found = accuracy.due_for(cast.revisit, at)
    assert str(found) == due
    assert due_words(found, at).endswith("10 working days left")
    assert due_words(found, found).endswith("today")
    assert due_words(found, found + SECOND).endswith("this is over")


def test_a_later_date_on_the_timeline_gives_more_time_and_an_earlier_one_takes_none(
    cast: Cast, round_: AccuracyRound
) -> None:
    event = cast.event("comments_due")
    said: dict[str, Any] = {
        "time": "end of day",
        "reason": "A holiday was announced.",
        "by": cast.owner,
        "at": BEFORE,
    }
    override_date(event=event, on=date(2022, 7, 1), **said)
    assert accuracy.due(fresh(round_)) == datetime(2022, 7, 1, 23, 59, 59, tzinfo=LONDON)
    override_date(event=cast.event("comments_due"), on=date(2022, 6, 15), **said)
    assert accuracy.due(fresh(round_)) == DUE


@pytest.mark.parametrize("code", ["draft_sent", "comments_due", "response_told"])
def test_what_the_letter_goes_through_is_not_marked_by_hand(cast: Cast, code: str) -> None:
    event = cast.event(code)
    if event.done_on:
        with pytest.raises(Refused, match="not taken back by hand"):
            reopen(event=event, by=cast.owner, at=BEFORE)
    else:
        with pytest.raises(Refused, match="Draft with the area"):
            mark_done(event=event, done_on=BEFORE.date(), by=cast.owner, at=BEFORE)


def test_what_is_quoted_stands_in_its_paragraph(cast: Cast, round_: AccuracyRound) -> None:
    with pytest.raises(Refused, match="do not stand in this paragraph") as refused:
        comment(cast, round_, quotation="Families wait longer")
    assert refused.value.field == "quotation"
    with pytest.raises(Refused, match="no such paragraph"):
        comment(cast, round_, block="weakness-9-p1")
    kept_ = comment(cast, round_, quotation="  Families   wait less ")
    assert (kept_.block, kept_.edition) == (BLOCK, 1)


def test_two_of_a_side_write_one_comment_and_the_second_is_shown_the_firsts(
    cast: Cast, round_: AccuracyRound
) -> None:
    written = comment(cast, round_)
    said: dict[str, Any] = {"quotation": written.quotation, "why": "Page 4", "edition": 1, "at": BEFORE}
    change_comment(comment=written, correction="Two weeks less", by=cast["dcs"], **said)
    with pytest.raises(CommentChanged, match="The dcs changed this comment") as changed:
        change_comment(comment=written, correction="Mine", by=cast["representative"], **said)
    assert changed.value.comment.correction == "Two weeks less"
    remove_comment(comment=written, by=cast["dcs"], at=BEFORE)
    remove_comment(comment=written, by=cast["dcs"], at=BEFORE)
    assert not AccuracyComment.objects.exists()


def test_g25_each_side_submits_once_and_nothing_moves_after_it(cast: Cast, round_: AccuracyRound) -> None:
    first, other = comment(cast, round_), comment(cast, round_, HEALTH)
    receipt = submit(round_=round_, side=AUTHORITY, none=False, by=cast["dcs"], at=BEFORE)
    assert list(receipt.comments.all()) == [first]
    assert receipt.number == f"FA-{receipt.pk:06d}-A"
    first.refresh_from_db()
    for again in (
        lambda: submit(round_=round_, side=AUTHORITY, none=True, by=cast["dcs"], at=BEFORE),
        lambda: comment(cast, round_),
        lambda: remove_comment(comment=first, by=cast["dcs"], at=BEFORE),
    ):
        with pytest.raises(Refused, match="The dcs submitted your side's comments on 20 June 2022 at 09:00"):
            again()
    other.refresh_from_db()
    assert other.submission is None
    (told,) = cast.happened(Kind.COMMENTS_SUBMITTED)
    assert told.text == "The local authority submitted its comments on accuracy."


def test_no_comments_is_a_submission_and_is_meant(cast: Cast, round_: AccuracyRound) -> None:
    with pytest.raises(Refused, match="say so"):
        submit(round_=round_, side=HEALTH, none=False, by=cast["health_chief"], at=BEFORE)
    written = comment(cast, round_, HEALTH)
    with pytest.raises(Refused, match="has written comments"):
        submit(round_=round_, side=HEALTH, none=True, by=cast["health_chief"], at=BEFORE)
    remove_comment(comment=written, by=cast["health_chief"], at=BEFORE)
    submit(round_=round_, side=HEALTH, none=True, by=cast["health_chief"], at=BEFORE)
    submit(round_=round_, side=AUTHORITY, none=True, by=cast["dcs"], at=BEFORE)
    close_comments(revisit=cast.revisit, by=cast.owner, at=BEFORE)
    assert accuracy.unanswered(fresh(round_)) == ()
    assert cast.event("comments_due").done_on == cast.event("response_told").done_on == BEFORE.date()


def test_g25_comments_close_once_both_submitted_or_their_time_is_over(
    cast: Cast, round_: AccuracyRound
) -> None:
    with pytest.raises(Refused, match="The local authority may still comment, until 23:59 on 28 June 2022"):
        close_comments(revisit=cast.revisit, by=cast.owner, at=BEFORE)
    submit(round_=round_, side=AUTHORITY, none=True, by=cast["dcs"], at=BEFORE)
    with pytest.raises(Refused, match="Health may still comment"):
        close_comments(revisit=cast.revisit, by=cast.owner, at=DUE)
    with pytest.raises(Refused, match="permission"):
        close_comments(revisit=cast.revisit, by=cast["cqc"], at=AFTER)
    close_comments(revisit=cast.revisit, by=cast.owner, at=DUE + SECOND)
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.FINALISING
    with pytest.raises(Refused, match="cannot be done"):
        close_comments(revisit=cast.revisit, by=cast.owner, at=AFTER)


def test_g25_late_comments_need_the_leads_acceptance(cast: Cast, round_: AccuracyRound) -> None:
    with pytest.raises(Refused, match="nothing is late"):
        ask_late(round_=round_, side=HEALTH, reason="Ill", by=cast["health_chief"], at=DUE)
    submit(round_=round_, side=AUTHORITY, none=True, by=cast["dcs"], at=BEFORE)
    asked = ask_late(round_=round_, side=HEALTH, reason="Ill", by=cast["health_chief"], at=AFTER)
    with pytest.raises(Refused, match="late request of health"):
        close_comments(revisit=cast.revisit, by=cast.owner, at=AFTER)
    with pytest.raises(Refused, match="asked already"):
        ask_late(round_=round_, side=HEALTH, reason="Ill", by=cast["health_chief"], at=AFTER)
    until = AFTER + timedelta(days=2)
    given: dict[str, Any] = {"reason": "Agreed by telephone.", "by": cast.owner}
    with pytest.raises(Refused, match="This moment is over"):
        answer_late(request=asked, until=AFTER, at=AFTER, **given)
    answer_late(request=asked, until=until, at=AFTER, **given)
    with pytest.raises(Refused, match="answered this request already"):
        answer_late(request=asked, until=None, at=AFTER, **given)
    with pytest.raises(Refused, match="Health may still comment, until 09:00 on 1 July 2022"):
        close_comments(revisit=cast.revisit, by=cast.owner, at=AFTER)
    comment(cast, round_, HEALTH, at=until)
    submit(round_=round_, side=HEALTH, none=False, by=cast["health_chief"], at=until)
    close_comments(revisit=cast.revisit, by=cast.owner, at=until)


def test_declined_it_stays_closed(cast: Cast, round_: AccuracyRound) -> None:
    asked = ask_late(round_=round_, side=HEALTH, reason="Ill", by=cast["health_chief"], at=AFTER)
    answer_late(request=asked, until=None, reason="Far too late.", by=cast.owner, at=AFTER)
    with pytest.raises(Refused, match="Comments were due"):
        comment(cast, round_, HEALTH, at=AFTER)
    close_comments(revisit=cast.revisit, by=cast.owner, at=AFTER)


def test_closed_comments_open_again_with_a_reason_for_a_side_that_has_not_submitted(
    cast: Cast, round_: AccuracyRound
) -> None:
    submit(round_=round_, side=AUTHORITY, none=True, by=cast["dcs"], at=BEFORE)
    close_comments(revisit=cast.revisit, by=cast.owner, at=AFTER)
    until = AFTER + timedelta(days=1)
    again: dict[str, Any] = {"revisit": cast.revisit, "until": until, "by": cast.owner, "at": AFTER}
    with pytest.raises(Refused, match="has submitted its comments, once"):
        reopen_comments(side=AUTHORITY, reason="They forgot one.", **again)
    with pytest.raises(Refused, match="Say why"):
        reopen_comments(side=HEALTH, reason=" ", **again)
    with pytest.raises(Refused, match="has closed the comments"):
        comment(cast, fresh(round_), HEALTH, at=DUE)
    reopen_comments(side=HEALTH, reason="Their chief executive changed.", **again)
    cast.revisit.refresh_from_db()
    assert cast.revisit.state == State.ACCURACY
    assert cast.event("comments_due").done_on is cast.event("response_told").done_on is None
    comment(cast, fresh(round_), HEALTH, at=until)
    submit(round_=fresh(round_), side=HEALTH, none=False, by=cast["health_chief"], at=until)
    close_comments(revisit=cast.revisit, by=cast.owner, at=until)


def test_a_document_that_the_area_gave_is_named(cast: Cast, round_: AccuracyRound) -> None:
    given = EvidenceDocument.objects.filter(revisit=cast.revisit).first()
    assert given and comment(cast, round_, document=given).document == given


def test_sending_waits_for_quality_assurance_and_for_somebody_who_reads_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="cannot be done while the re-visit is at the stage"):
        sent_now(cast)
    assert AccuracyRound.objects.count() == 1
    assert submitted(cast, fresh(AccuracyRound.objects.get()))


def test_g24_nothing_leaves_before_both_agencies_approve(standing_clock: object) -> None:
    cast = kept("with quality", lambda: _with_quality(make_cast()))
    with pytest.raises(Refused):
        send_draft(revisit=cast.revisit, by=cast.owner, at=SENT)
    with pytest.raises(Refused, match="permission"):
        sent_by_another(cast)
    Membership.objects.filter(role__in=["dcs", "health_chief_executive"]).update(ends_on=date(2022, 6, 1))
    with pytest.raises(Refused, match="would reach nobody"):
        sent_now(cast)
    cast.revisit.refresh_from_db()
    assert (cast.revisit.state, AccuracyRound.objects.count()) == (State.QUALITY, 0)


def sent_by_another(cast: Cast) -> None:
    with assured():
        send_draft(revisit=cast.revisit, by=cast["colleague"], at=SENT)


def _with_quality(cast: Cast) -> Cast:
    with_quality(cast)
    return cast
