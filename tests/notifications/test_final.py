"""What is told of the final letter: to its readers under embargo, to the area once it is published; never its words."""

from inspections.models import CaseEvent
from notifications.domain.expand import expand
from notifications.models import OutboxMessage
from tests.conftest import StandingClock
from tests.letters import finals
from tests.letters.assuring import WORDS
from tests.letters.finals import AT, DUE

DIRECTORS = {"The dcs", "The health_chief"}


def told(code: str) -> set[str]:
    return set(OutboxMessage.objects.filter(message=code).values_list("recipient_name", flat=True))


def expand_all() -> None:
    for event in CaseEvent.objects.filter(expansion__isnull=True).order_by("pk"):
        expand(event_id=event.pk, now=DUE)


def test_g26_its_readers_are_told_under_embargo_and_the_area_once_it_is_published(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = AT
    cast = finals.sent()
    expand_all()
    assert told("final_sent") == DIRECTORS
    standing_clock.now = DUE
    finals.publish_now(cast, DUE)
    expand_all()
    assert DIRECTORS | {"The lano", "The health", "The pcf"} == told("outcome_published")
    assert told("outcome_told") == {"The dfe", "The nhse"}
    said = OutboxMessage.objects.filter(message__in=["final_sent", "outcome_published"])
    for message in said:
        assert WORDS.partition(".")[0] not in message.text + message.html
        assert "sufficient" not in (message.subject + message.text).lower()
    assert "published at 9:30 on Thursday 7 July 2022" in said.filter(message="final_sent")[0].text


def test_a_recall_is_told_with_its_reason_and_a_held_publication_to_those_who_can_help(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = AT
    cast = finals.sent()
    expand_all()
    finals.recall(cast)
    expand_all()
    assert told("final_recalled") == DIRECTORS
    message = OutboxMessage.objects.filter(message="final_recalled").first()
    assert message and "Reason: A date in it is wrong." in message.text
