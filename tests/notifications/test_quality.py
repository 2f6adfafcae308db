"""Reviewers, team and lead are told of quality assurance, never a word of the letter or of the comments (G24)."""

import pytest

from notifications.access import may_be_told
from notifications.models import OutboxMessage
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import assuring
from tests.letters.assuring import reviewed, submit, write
from tests.notifications.conftest import expand_all


@pytest.fixture
def written(db: None, standing_clock: StandingClock) -> Cast:
    return assuring.written()


def sent(code: str) -> list[OutboxMessage]:
    expand_all()
    rows = list(OutboxMessage.objects.filter(message=code).order_by("pk"))
    for row in rows:
        assert "zq" not in (row.text + row.html + row.subject).lower() and may_be_told(row)
    return rows


def test_g24_each_step_is_told_to_whom_it_concerns(written: Cast) -> None:
    write(written, "weakness-1", "zqword in the letter.")
    submit(written)
    rows = sent("letter_submitted")
    assert {row.recipient_user for row in rows} == {written["senior_hmi"], written["cqc_qa"]}
    assert "version 1 of the outcome letter" in rows[0].text and "/quality/1/" in rows[0].text
    reviewed(written, "ofsted", comments="zqpraise")
    assert sent("letter_assured") == []
    reviewed(written, "cqc", "return", comments="zqcomment")
    rows = sent("letter_returned")
    assert {row.recipient_user for row in rows} == {written.owner, written["cqc"]}
    assert "CQC has returned version 1" in rows[0].text and "/quality/" in rows[0].text
    write(written, "weakness-1", "zqother words.")
    submit(written)
    for agency in ("cqc", "ofsted"):
        reviewed(written, agency)
    (row,) = sent("letter_assured")
    assert row.recipient_user == written.owner and "ready to send" in row.subject
    assert len(sent("letter_submitted")) == 4
