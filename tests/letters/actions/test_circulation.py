"""Logging that the letter was sent on, putting the log right, and chasing who has not."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from inspections.models import CaseEvent, LocalArea, Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from letters import circulating
from letters.actions.circulation import chase_circulation, correct_circulation, log_circulation
from letters.actions.issue import issue_parents_letter
from letters.models import Circulation, Letter
from revisits.accounts.models import Organisation
from tests.cast import NOW, Cast
from tests.stages import put

SENT = datetime(2022, 5, 3, 14, 10, tzinfo=LONDON)
# Thursday, two working days after the letter.
LATER = datetime(2022, 5, 5, 9, tzinfo=LONDON)


@pytest.fixture
def issued(cast: Cast) -> Letter:
    cast.notify()
    return issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)


def log(cast: Cast, body: Organisation | None = None, **changes: Any) -> Circulation:
    given: dict[str, Any] = {
        "how": "newsletter", "to": "families on our list", "number": 1240, "sent_at": SENT, "by": cast["pcf"],
        "at": LATER,
    }  # fmt: skip
    return log_circulation(revisit=cast.revisit, body=body or _forum(cast), **(given | changes))


def correct(cast: Cast, entry: Circulation, **changes: Any) -> Circulation:
    given: dict[str, Any] = {
        "how": "email", "to": "families", "number": 12, "sent_at": SENT, "never_sent": False, "reason": "Misread.",
        "by": cast["pcf"], "at": LATER,
    }  # fmt: skip
    return correct_circulation(entry=entry, **(given | changes))


def sides(cast: Cast, now: datetime = LATER) -> dict[str, circulating.Side]:
    return {side.code: side for side in circulating.sides(_case(cast), now)}


def _case(cast: Cast) -> Revisit:
    return Revisit.objects.select_related("area__forum", "area__authority").get(pk=cast.revisit.pk)


def _forum(cast: Cast) -> Organisation:
    assert cast.area.forum
    return cast.area.forum


def test_what_was_sent_is_logged_with_the_version_that_stood_then(issued: Letter, cast: Cast) -> None:
    entry = log(cast)
    assert (entry.letter, entry.logged_by, entry.logged_at) == (issued, cast["pcf"], LATER)
    assert cast.happened(CaseEvent.Kind.CIRCULATED)[0].text == (
        "Essex Family Forum circulated the letter to parents: 1,240 families on our list, by e-mail newsletter."
    )
    Revisit.objects.filter(pk=cast.revisit.pk).update(email_contributions="send@example.org")
    second = issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=LATER, reason="An address")
    assert log(cast, at=LATER + timedelta(hours=1)).letter == issued
    assert log(cast, sent_at=LATER, at=LATER + timedelta(hours=1)).letter == second


@pytest.mark.parametrize(
    ("sent_at", "said"),
    [
        (LATER + timedelta(minutes=1), "This is in the future"),
        (
            NOW - timedelta(minutes=1),
            "The letter was issued on 3 May 2022 at 08:30: it was not sent before that",
        ),
    ],
)
def test_nothing_is_logged_for_the_time_to_come_or_before_the_letter(
    issued: Letter, cast: Cast, sent_at: datetime, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        log(cast, sent_at=sent_at)
    assert not Circulation.objects.exists()


def test_nothing_is_logged_of_a_letter_that_was_not_issued(cast: Cast) -> None:
    with pytest.raises(Refused, match="has not been issued yet"):
        log(cast)
    assert circulating.sides(_case(cast), LATER) == []


def test_a_minute_that_was_rounded_down_is_not_before_the_letter(cast: Cast) -> None:
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=SENT + timedelta(seconds=40))
    assert log(cast).sent_at == SENT


def test_a_correction_is_a_new_entry_and_the_old_one_no_longer_counts(issued: Letter, cast: Cast) -> None:
    first = log(cast)
    second = correct(cast, first)
    assert [each.number for each in circulating.in_force()] == [12]
    with pytest.raises(Refused, match="Somebody corrected this entry already"):
        correct(cast, first)
    taken_back = correct(cast, second, never_sent=True, reason="The newsletter did not go out.")
    assert (taken_back.number, taken_back.to) == (12, "families")
    assert not circulating.in_force().exists()
    assert sides(cast)["forum"].days == 2
    assert "it was not sent after all" in cast.happened(CaseEvent.Kind.CIRCULATED)[-1].text


def test_each_side_waits_in_working_days_until_it_has_logged(issued: Letter, cast: Cast) -> None:
    assert {code: side.days for code, side in sides(cast, NOW).items()} == {"forum": 0, "authority": 0}
    # Over the weekend to Monday 9 May: Wednesday, Thursday, Friday, Monday.
    monday = datetime(2022, 5, 9, 9, tzinfo=LONDON)
    log(cast)
    found = sides(cast, monday)
    assert (found["forum"].days, found["authority"].days) == (None, 4)
    assert (found["forum"].named, found["authority"].named) == (False, True)


def test_a_letter_that_names_neither_is_for_both_to_send_on(cast: Cast) -> None:
    Revisit.objects.filter(pk=cast.revisit.pk).update(circulated_by="")
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    assert all(side.named for side in sides(cast).values())


def test_a_corrected_letter_waits_again(issued: Letter, cast: Cast) -> None:
    log(cast)
    Revisit.objects.filter(pk=cast.revisit.pk).update(email_contributions="send@example.org")
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=LATER, reason="An address")
    assert sides(cast)["forum"].days == 0


def test_an_area_without_a_forum_has_the_council_alone(issued: Letter, cast: Cast) -> None:
    LocalArea.objects.filter(pk=cast.area.pk).update(forum=None)
    assert set(sides(cast)) == {"authority"}
    with pytest.raises(Refused, match="the area has no such body"):
        chase_circulation(revisit=cast.revisit, side="forum", by=cast.owner, at=LATER)


def test_who_has_not_circulated_is_chased_once_a_day(issued: Letter, cast: Cast) -> None:
    chase_circulation(revisit=cast.revisit, side="authority", by=cast.owner, at=LATER)
    with pytest.raises(Refused, match="The owner chased them today, at 09:00"):
        chase_circulation(revisit=cast.revisit, side="authority", by=cast["support"], at=LATER)
    chase_circulation(revisit=cast.revisit, side="authority", by=cast.owner, at=LATER + timedelta(days=1))
    chased = sides(cast)["authority"].chased
    assert chased
    assert chased.at == LATER + timedelta(days=1)
    log(cast)
    with pytest.raises(Refused, match="Essex Family Forum has circulated it meanwhile"):
        chase_circulation(revisit=cast.revisit, side="forum", by=cast.owner, at=LATER)


@pytest.mark.parametrize(("state", "said"), [("planned", "Notify the area first"), ("closed", "is closed")])
def test_nobody_is_chased_before_the_notice_or_after_the_end(
    issued: Letter, cast: Cast, state: str, said: str
) -> None:
    put(state, cast.revisit)
    with pytest.raises(Refused, match=said):
        chase_circulation(revisit=cast.revisit, side="forum", by=cast.owner, at=LATER)


def test_it_waits_for_whoever_the_letter_names_until_they_logged_it(issued: Letter, cast: Cast) -> None:
    assert circulating.to_circulate(cast["pcf"], LATER) == [], "the council is to send it on"
    assert circulating.to_circulate(cast["dcs"], LATER) == []
    assert circulating.to_circulate(cast["lano"], LATER) == [(issued, 2)]
    assert cast.area.authority
    entry = log(cast, cast.area.authority, by=cast["lano"])
    assert circulating.to_circulate(cast["lano"], LATER) == []
    correct(cast, entry, never_sent=True, by=cast["lano"])
    assert circulating.to_circulate(cast["lano"], LATER) == [(issued, 2)]
