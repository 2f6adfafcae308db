"""What people want to be sent: the page, the link in the mail, and what bends to neither."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from inspections.actions.questions import settle_questions
from inspections.contacts import Contact
from notifications.catalogue import CATALOGUE, MESSAGES
from notifications.catalogue.message import Urgency
from notifications.domain import unsubscribe, wishes
from notifications.models import OutboxMessage, Unwanted, Wishes
from revisits.accounts.models import Membership
from tests.conftest import SignedIn, StandingClock
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows, send_all
from tests.notifications.test_forum import shared
from tests.pages import text
from tests.smtp import Post

# The forum is told, for information, that the questions are settled.
OPTIONAL = "questions_agreed"


def settled(world: World) -> OutboxMessage:
    edition = shared(world)
    settle_questions(question_set=edition, why="Time is short", by=world.lead, at=NOTICE_DAY)
    expand_all()
    return rows(OPTIONAL)[-1]


def path(row: OutboxMessage) -> str:
    return unsubscribe.link(row).removeprefix(settings.SITE_URL)


@pytest.fixture
def told(world: World, standing_clock: StandingClock) -> World:
    world.notify()
    expand_all()
    return world


def test_the_page_keeps_what_is_wanted(told: World, signed_in: SignedIn) -> None:
    pcf, page = told.people["pcf"], reverse("what-you-are-sent")
    browser = signed_in(pcf)
    said = text(browser.get(page))
    assert all(message.name.split(" (")[0] in said for message in CATALOGUE)
    wrong = browser.post(page, {"how": "hourly", "hour": "3"})
    assert "Choose an hour from 7:00 to 19:00." in text(wrong) and not Wishes.objects.exists()
    browser.post(page, {"how": "gathered", "hour": "17", "wanted": []})
    kept = Wishes.objects.get(user=pcf)
    assert (kept.gather, kept.hour) == (True, 17)
    assert set(Unwanted.objects.values_list("message", flat=True)) == set(wishes.optional())
    assert b'value="17" selected' in browser.get(page).content
    browser.post(page, {"how": "at_once", "hour": "17", "wanted": wishes.optional()})
    assert not Wishes.objects.get(user=pcf).gather and not Unwanted.objects.exists()


def test_nothing_but_what_is_optional_is_stopped(told: World) -> None:
    every = [message.code for message in CATALOGUE]
    wishes.wish(person=told.people["pcf"], gather=False, hour=8, unwanted=every, at=NOTICE_DAY)
    stopped = set(Unwanted.objects.values_list("message", flat=True))
    assert stopped == {message.code for message in CATALOGUE if message.urgency == Urgency.OPTIONAL}
    # Behind every form, too: a row of what is formal changes nothing.
    Unwanted.objects.create(message="questions_proposed", user=told.people["pcf"], since=NOTICE_DAY)
    row = settled(told)
    assert row.status == "unwanted" and rows("questions_proposed")[0].status == "waiting"


def test_one_click_stops_what_is_optional_and_undo_brings_it_back(told: World, post: Post) -> None:
    row = settled(told)
    send_all()
    mail = post.to("pcf@example.org")[-1]
    assert mail.message["List-Unsubscribe"].strip() == f"<{unsubscribe.link(row)}>"
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = mail.message.get_body(("html",))
    assert html and unsubscribe.link(row) in mail.text and unsubscribe.link(row) in html.get_content()
    assert "unsubscribe" not in row.text
    reader = Client()
    # Scanners follow links: looking stops nothing.
    assert "Unsubscribe" in text(reader.get(path(row))) and not Unwanted.objects.exists()
    answer = reader.post(path(row), {"List-Unsubscribe": "One-Click"})
    assert "You are unsubscribed" in text(answer) and not answer.cookies and "sessionid" not in reader.cookies
    reader.post(path(row), {"List-Unsubscribe": "One-Click"})
    assert Unwanted.objects.get().user == told.people["pcf"]
    again = Contact("pcf", "Of the forum", "pcf@example.org", told.people["pcf"].pk)
    assert wishes.Wished.of([again]).status(MESSAGES[OPTIONAL], again, alone=False) == "unwanted"
    assert "You get these messages again" in text(reader.post(path(row), {"undo": "1"}))
    assert not Unwanted.objects.exists()


def test_a_mailbox_without_an_account_stops_it_by_its_address(told: World) -> None:
    questions = shared(told)
    Membership.objects.filter(user=told.people["pcf"]).delete()
    settle_questions(question_set=questions, why="Time is short", by=told.lead, at=NOTICE_DAY)
    expand_all()
    (row,) = rows(OPTIONAL)
    assert (row.recipient_user, row.recipient_email) == (None, "forum@example.org")
    Client().post(path(row))
    assert Unwanted.objects.get().address == "forum@example.org"
    row.refresh_from_db()
    assert row.status == "unwanted"
    again = Contact("pcf", "Essex Family Forum", "Forum@Example.org", None)
    wished = wishes.Wished.of([again])
    assert wished.status(MESSAGES[OPTIONAL], again, alone=False) == "unwanted"
    assert wished.status(MESSAGES["questions_proposed"], again, alone=False) == "waiting"


def test_a_link_opens_nothing_else_and_is_not_to_be_made_up(told: World) -> None:
    row = settled(told)
    formal, token = rows("notify")[0], path(row).split("/")[2]
    assert token.startswith(f"{row.pk}:")
    for address in (
        path(formal),
        path(row).replace(f"/{row.pk}:", f"/{row.pk + 1}:"),
        path(row)[:-2] + "/",
        reverse("unsubscribe", args=["nothing"]),
    ):
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 404
    reader = Client()
    said = reader.get(path(row)).content.decode()
    assert not any(word in said for word in ("Essex", "Parent carer forum representative", "example.org"))
    assert reader.get(reverse("home")).status_code == 302
    assert not unsubscribe.headers(formal) and "unsubscribe" not in unsubscribe.with_footer(formal)[1]


def test_it_is_limited(told: World) -> None:
    row = settled(told)
    answers = [Client().post(path(row)).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]


def test_whoever_stopped_it_is_sent_none_from_a_digest(told: World) -> None:
    pcf = told.people["pcf"]
    wishes.wish(person=pcf, gather=True, hour=8, unwanted=[], at=NOTICE_DAY)
    row = settled(told)
    assert row.status == "gathered"
    unsubscribe.stop(row=row, at=NOTICE_DAY)
    row.refresh_from_db()
    assert row.status == "unwanted"
