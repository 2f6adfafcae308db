"""Further requests (G17): when they may be made, what is written about them, and how they end."""

from datetime import date, datetime, timedelta

import pytest

from inspections.actions.requests import close_request, reopen_request, write_message
from inspections.actions.timeline import override_date
from inspections.models import CaseEvent, InformationItem, RequestMessage, Weakness
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from tests.cast import NOW, Cast
from tests.factories import make
from tests.inspections.arranged import ASKED, DUE, request
from tests.stages import put

Kind = CaseEvent.Kind


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def at(day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2022, 5, day, hour, minute, second, tzinfo=LONDON)


@pytest.mark.parametrize("moment", [at(10, 0), at(10), at(13, 23, 59), at(16, 23, 59, 59)])
def test_g17_further_information_is_asked_for_from_day_5_to_day_1_before(
    told: Cast, moment: datetime
) -> None:
    item = request(told, at=moment, due_at=at(17))
    assert (item.kind, item.side, item.asked_by, item.due_at) == ("further", "area", told.owner, at(17))


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (at(9, 23, 59, 59), r"Tuesday 10 May to Monday 16 May 2022 \(G17\): not yet"),
        (at(14), r"Today is no working day"),
        (at(15), r"Today is no working day"),
        (at(17, 0), r"that is over"),
    ],
)
def test_g17_on_no_other_day(told: Cast, moment: datetime, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        request(told, at=moment, due_at=at(18))
    assert not InformationItem.objects.filter(kind="further").exists()


def test_g17_a_window_that_was_set_by_hand_holds(told: Cast) -> None:
    """Saturday, since somebody decided so, with the reason."""
    override_date(
        event=told.event("further_requests"), on=date(2022, 5, 7), time="", reason="Late", by=told.owner, at=NOW
    )  # fmt: skip
    request(told, at=at(7), due_at=DUE)
    with pytest.raises(Refused, match="no working day"):
        request(told, at=at(8), due_at=DUE)
    request(told, at=at(9), due_at=DUE)


def test_g17_it_is_due_later_than_now_and_before_the_visit_ends(told: Cast) -> None:
    with pytest.raises(Refused, match="in the future") as past:
        request(told, due_at=ASKED)
    with pytest.raises(Refused, match="The visit ends on 19 May 2022") as late:
        request(told, due_at=at(20))
    assert past.value.field == late.value.field == "due_on"


def test_nothing_is_asked_before_the_notice_or_after_the_visit(cast: Cast) -> None:
    with pytest.raises(Refused, match="not been notified"):
        request(cast)
    cast.notify()
    put(State.REPORTING)
    with pytest.raises(Refused, match="The visit is over"):
        request(cast)


def test_g17_the_history_says_what_happened_and_not_a_word_of_it(told: Cast) -> None:
    """Staff without a part in the case read the history, and may not read the request."""
    body = told.area.health_bodies.get()
    item = request(told, title="Zebra", guidance="Zebra", body=body)
    write_message(item=item, text="Zebra?", body=None, by=told.owner, at=ASKED)
    write_message(item=item, text="Zebra.", body=body, by=told["health"], at=ASKED)
    close_request(item=item, by=told["cqc"], at=ASKED)
    reopen_request(item=item, by=told["cqc"], at=ASKED)
    events = [
        event
        for kind in (Kind.REQUEST_MADE, Kind.MESSAGE_WRITTEN, Kind.REQUEST_CLOSED)
        for event in told.happened(kind)
    ]
    assert [event.text for event in events] == [
        "Further information was requested from Mid Essex CCG, due 13 May 2022, 17:00.",
        "A message on a further request was written for the team.",
        "A message on a further request was written for Mid Essex CCG.",
        "A further request to Mid Essex CCG was closed.",
        "A further request to Mid Essex CCG was opened again.",
    ]
    assert not any("Zebra" in f"{event.text} {event.data}" for event in events)


def test_g17_nothing_is_written_on_a_closed_request_until_it_is_opened_again(told: Cast) -> None:
    item = request(told)
    close_request(item=item, by=told.owner, at=ASKED)
    with pytest.raises(Refused, match="The owner closed this request on 10 May 2022, 09:30"):
        write_message(item=item, text="Wait", body=told.area.authority, by=told["lano"], at=ASKED)
    with pytest.raises(Refused, match="closed this request"):
        close_request(item=item, by=told.owner, at=ASKED)
    reopen_request(item=item, by=told.owner, at=ASKED)
    assert reopen_request(item=item, by=told.owner, at=ASKED).closed_at is None
    write_message(item=item, text="Here", body=told.area.authority, by=told["lano"], at=ASKED)
    put(State.CLOSED)
    with pytest.raises(Refused, match="re-visit is closed"):
        write_message(item=item, text="More", body=None, by=told.owner, at=ASKED + timedelta(days=90))
    assert RequestMessage.objects.count() == 1


def test_messages_belong_to_further_requests_alone(told: Cast) -> None:
    standing = told.revisit.items.filter(kind="standard").earliest("pk")
    with pytest.raises(Refused, match="asked of every area"):
        write_message(item=standing, text="Why?", body=None, by=told.owner, at=ASKED)


def test_a_weakness_of_another_area_is_not_asked_about(told: Cast) -> None:
    with pytest.raises(Refused, match="this area's statement"):
        request(told, weakness=make(Weakness))
