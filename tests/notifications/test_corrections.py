"""What is told of a correction: to the letter's readers under embargo, and once to whoever was told of the letter."""

from inspections.models import CaseEvent
from letters.actions.render import render_letter
from notifications.access import may_be_told
from notifications.models import OutboxMessage
from revisits.accounts.models import Membership
from revisits.accounts.roles import Role
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import correcting, finals
from tests.letters.assuring import write
from tests.letters.correcting import AT, DUE, NOTE, RIGHT, WRONG
from tests.notifications.conftest import expand_all

AREA = {"The dcs", "The health_chief", "The lano", "The health", "The pcf"}
ADVISERS = {"The dfe", "The nhse"}


def told(code: str) -> list[str]:
    """The names of those told, one entry a message."""
    expand_all()
    return sorted(OutboxMessage.objects.filter(message=code).values_list("recipient_name", flat=True))


def test_g26_while_it_is_under_way_its_readers_alone_hear_of_it_and_never_a_word(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = AT
    cast = correcting.begun()
    expand_all()
    before = set(OutboxMessage.objects.values_list("pk", flat=True))
    write(cast, "weakness-1", RIGHT)
    correcting.check(cast)
    finals.sign_all(cast)
    correcting.send(cast)
    expand_all()
    since = OutboxMessage.objects.exclude(pk__in=before)
    people = {*since.values_list("message", "recipient_name")}
    assert {name for message, name in people if message == "final_sent"} == {"The dcs", "The health_chief"}
    assert {name for message, name in people if message != "final_sent"} <= {
        "The owner", "The senior_hmi", "The cqc_qa", "The cqc", "The hmi", "The support",
    }  # fmt: skip
    for row in since:
        said = row.text + row.html + row.subject
        assert NOTE not in said and WRONG not in said and RIGHT not in said and may_be_told(row)
    sent = since.filter(message="final_sent")[0]
    assert sent.subject == "Re-visit of Essex: a corrected letter is open to you"
    assert "A corrected letter of the re-visit of Essex is open to you, as version 2." in sent.text
    assert "version 3 of the corrected outcome letter" in since.filter(message="letter_submitted")[0].text
    finals.recall(cast)
    expand_all()
    assert "The corrected letter" in OutboxMessage.objects.filter(message="final_recalled")[0].text


def test_g26_everybody_told_of_the_publication_is_told_of_the_correction_once(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = AT
    cast = correcting.begun()
    expand_all()
    # Who left since is told no more; who has another part in the area now still is.
    Membership.objects.filter(user=cast["lano"]).update(ends_on=AT.date())
    Membership.objects.filter(user=cast["health"]).update(role=Role.AREA_CONTRIBUTOR)
    write(cast, "weakness-1", RIGHT)
    correcting.check(cast)
    finals.sign_all(cast)
    _publish(cast, standing_clock)
    there = sorted((AREA | ADVISERS) - {"The lano"})
    assert told("letter_corrected") == there
    # However often the sweeps come by.
    assert told("letter_corrected") == there and told("outcome_published") == sorted(AREA)
    row = OutboxMessage.objects.filter(message="letter_corrected", recipient_name="The dfe").get()
    assert NOTE in row.text and "/visits/essex-2022/" in row.text and may_be_told(row)
    assert "Version 2 takes the place" in row.html and row.subject.endswith(
        "the outcome letter was corrected"
    )
    (event,) = cast.happened(CaseEvent.Kind.CORRECTED)
    assert row.case_event == event


def _publish(cast: Cast, clock: StandingClock) -> None:
    render_letter(letter=correcting.send(cast), at=AT)
    clock.now = DUE
    finals.publish_now(cast, DUE)
