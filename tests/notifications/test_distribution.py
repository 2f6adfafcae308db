"""The distribution log: who has what, who has not, and reminding them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from inspections.models import CaseEvent
from inspections.policies import Refused
from letters.actions.circulation import log_circulation
from letters.actions.issue import issue_parents_letter
from notifications.domain import distribution, remind
from notifications.domain.chasing import chase_notice
from notifications.inbox import opened
from notifications.models import OutboxMessage
from tests.cast import LETTER_DETAILS
from tests.conftest import StandingClock
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows, send_all
from tests.smtp import Post

PAGE = "/revisits/essex-2022/who-has-what/"
LATER = NOTICE_DAY + timedelta(hours=2)


@pytest.fixture
def sent(world: World, post: Post, standing_clock: StandingClock) -> World:
    """Everybody was notified but the director, who has no address; the officer's server refused."""
    standing_clock.now = NOTICE_DAY
    world.people["dcs"].email = None
    world.people["dcs"].save()
    world.notify()
    expand_all()
    post.recipient = lambda address: "550 No such person" if address.startswith("lano") else None
    send_all()
    return world


def notice(world: World, role: str) -> OutboxMessage:
    return OutboxMessage.objects.get(recipient_user=world.people[role], message="notify")


def missing(world: World) -> dict[str, str]:
    return {
        line.row.recipient_role: line.missing for line in distribution.lines(world.revisit) if line.missing
    }


def test_the_log_says_who_has_not_and_why(sent: World) -> None:
    assert missing(sent) == {
        "dcs": "Has no e-mail address",
        "lano": "Did not get it",
        "health_chief_executive": "Has not opened it",
        "pcf": "Has not opened it",
    }
    opened(notice(sent, "pcf"), at=LATER)
    opened(notice(sent, "lano"), at=LATER)
    assert missing(sent).keys() == {"dcs", "health_chief_executive"}


def test_of_a_mailbox_the_acceptance_is_all_that_can_be_known(sent: World) -> None:
    OutboxMessage.objects.filter(pk=notice(sent, "pcf").pk).update(recipient_user=None)
    assert "pcf" not in missing(sent)


def test_a_later_notice_of_the_kind_takes_the_place_of_the_earlier(sent: World) -> None:
    row = notice(sent, "pcf")
    row.pk, row.cause, row.message_id = None, "another", "<another@example.org>"
    row.written_at = LATER
    row.save(force_insert=True)
    newest = [line.newest for line in distribution.lines(sent.revisit) if line.row.recipient_role == "pcf"]
    assert newest == [True, False]
    assert len(distribution.notices(distribution.lines(sent.revisit))) == 2


def test_whoever_has_not_opened_it_is_reminded_once_a_day(sent: World, post: Post) -> None:
    row = notice(sent, "pcf")
    chase_notice(notice=row, by=sent.lead, at=LATER)
    with pytest.raises(Refused, match=r"Lead HMI reminded them today, at 11:00\."):
        chase_notice(notice=row, by=sent.lead, at=LATER + timedelta(hours=1))
    expand_all()
    (reminder,) = rows("notice_chased")
    assert reminder.recipient_user == sent.people["pcf"]
    assert reminder.subject == f"Please read: {row.subject}"
    assert f"/your-messages/{row.pk}/" in reminder.text and f"/your-messages/{row.pk}/" in reminder.html
    assert "Joint commissioning" not in reminder.text
    chase_notice(notice=row, by=sent.lead, at=LATER + timedelta(days=1))
    assert sent.revisit.history.filter(kind=CaseEvent.Kind.NOTICE_CHASED).count() == 2


@pytest.mark.parametrize(
    ("role", "why"),
    [
        ("dcs", "did not reach them"),
        ("lano", "did not reach them"),
        ("pcf", "opened it on 3 May 2022 at 11:00"),
    ],
)
def test_nobody_is_reminded_in_vain(sent: World, role: str, why: str) -> None:
    opened(notice(sent, "pcf"), at=LATER)
    with pytest.raises(Refused, match=why):
        chase_notice(notice=notice(sent, role), by=sent.lead, at=LATER)
    assert not sent.revisit.history.filter(kind=CaseEvent.Kind.NOTICE_CHASED).exists()


def test_a_reminder_of_the_timeline_is_no_formal_notice(sent: World) -> None:
    assert remind.remind(at=NOTICE_DAY + timedelta(days=8), now=timezone.now())
    assert {line.row.message for line in distribution.lines(sent.revisit)} == {"notify"}


def test_one_page_shows_who_has_not_and_reminds_them(sent: World, client: Client) -> None:
    client.force_login(sent.lead)
    page = client.get(PAGE).content.decode()
    assert page.count(">Remind<") == 2
    assert "Has no e-mail address" in page and "550 No such person" in page
    address = f"/revisits/essex-2022/who-has-what/{notice(sent, 'pcf').pk}/remind/"
    answer = client.post(address, follow=True).content.decode()
    assert "is reminded." in answer and answer.count(">Remind<") == 1 and "Reminded by Lead HMI" in answer
    assert "reminded them today" in client.post(address, follow=True).content.decode()


def test_everybody_who_can_be_is_reminded_at_once(sent: World, client: Client) -> None:
    client.force_login(sent.lead)
    assert "Remind all 2" in client.get(PAGE).content.decode()
    address = f"{PAGE}remind/"
    answer = client.post(address, follow=True).content.decode()
    assert "2 people are reminded." in answer and "Remind all" not in answer
    assert "There is nobody to remind now." in client.post(address, follow=True).content.decode()
    expand_all()
    assert {row.recipient_role for row in rows("notice_chased")} == {"pcf", "health_chief_executive"}


def test_support_sees_it_and_the_area_does_not(sent: World, client: Client) -> None:
    client.force_login(sent.people["pcf"])
    assert client.get(PAGE).status_code == 404
    address = f"/revisits/essex-2022/who-has-what/{notice(sent, 'health_chief_executive').pk}/remind/"
    assert client.post(address).status_code == 404
    client.force_login(sent.people["support"])
    assert client.get(PAGE).status_code == 200


def test_the_letters_way_to_parents_stands_on_the_same_page(sent: World, client: Client) -> None:
    type(sent.revisit).objects.filter(pk=sent.revisit.pk).update(**LETTER_DETAILS)
    sent.revisit.refresh_from_db()
    issue_parents_letter(revisit=sent.revisit, by=sent.lead, at=LATER)
    client.force_login(sent.lead)
    page = client.get(PAGE).content.decode()
    assert page.count("Not circulated yet") == 2 and "Nobody has said that it went through them." in page
    area, pcf = sent.revisit.area, sent.people["pcf"]
    assert area.forum
    log_circulation(
        revisit=sent.revisit, body=area.forum, how="schools", to="settings", number=40, sent_at=LATER, by=pcf, at=LATER
    )  # fmt: skip
    page = client.get(PAGE).content.decode()
    assert page.count("Not circulated yet") == 1 and "40 settings, through schools and settings" in page


def test_before_any_notice_the_page_says_so(world: World, client: Client) -> None:
    client.force_login(world.lead)
    assert "No formal notice has been written yet." in client.get(PAGE).content.decode()
