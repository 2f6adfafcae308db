"""Registering for the open meeting without an account or a cookie: once, within limits, back by its code (G11, G20)."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.models import Meeting, MeetingRegistration
from inspections.timeline.times import london
from notifications.models import OutboxMessage
from revisits.accounts.mail import deliver_due
from revisits.accounts.models import AccountMail
from revisits.public import tokens
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.pages import text
from tests.stages import put

FORM, YOURS = "/visits/essex-2022/open-meeting/", "/visits/essex-2022/open-meeting/yours/"
State = MeetingRegistration.State


@pytest.fixture
def reader() -> Client:
    """A browser for which a form would be refused that needs a cookie."""
    return Client(enforce_csrf_checks=True)


def token(reader: Client) -> str:
    found = re.search(r'name="token" value="([^"]+)"', reader.get(FORM).content.decode())
    assert found
    return found[1]


def given(reader: Client, **changes: Any) -> dict[str, Any]:
    said = {"name": "Zqparent", "email": "zq@example.org", "phone": "", "places": "2", "needs": "BSL"}
    return {**said, "token": token(reader), **changes}


def room(cast: Cast, capacity: int | None = None, **more: Any) -> Meeting:
    return Meeting.objects.create(revisit=cast.revisit, kind="open_meeting", capacity=capacity, **more)


def test_g11_a_parent_registers_is_told_a_code_and_withdraws_by_it(cast: Cast, reader: Client) -> None:
    room(cast, capacity=2, link="https://join.example.org/zq", support="A BSL interpreter")
    assert FORM in reader.get("/visits/essex-2022/").content.decode()
    assert "2 places left" in text(reader.get(FORM))
    answer = reader.post(FORM, given(reader))
    registration = cast.revisit.registrations.get()
    assert (registration.name, registration.places, registration.state) == ("Zqparent", 2, State.REGISTERED)
    assert (registration.through, registration.registered_at) == ("public", NOW)
    page = text(answer)
    assert "You have a place" in page and registration.code in page and "2 people" in page
    assert "https://join.example.org/zq" in page and "BSL interpreter" in page
    assert "Zqparent" not in page and "zq@example.org" not in page
    assert answer["Cache-Control"] == "no-store" and not reader.cookies
    assert "The room is full. You can register for the waiting list." in text(reader.get(FORM))

    waiting = text(reader.post(FORM, given(reader, email="", phone="01234 5")))
    assert "You are on the waiting list" in waiting and "join.example.org" not in waiting
    typed = f"{registration.code[:5].lower()}-{registration.code[5:]} "
    assert "You have a place" in text(reader.post(YOURS, {"code": typed}))
    gone = text(reader.post(YOURS, {"code": registration.code, "withdraw": "yes"}))
    assert "Your registration is withdrawn" in gone
    states = dict(cast.revisit.registrations.values_list("pk", "state"))
    assert list(states.values()) == [State.WITHDRAWN, State.REGISTERED]
    assert not reader.cookies


def test_g11_the_code_goes_to_the_e_mail_address_too_and_staff_read_it_nowhere(
    cast: Cast, reader: Client, signed_in: SignedIn, mailoutbox: list[EmailMessage]
) -> None:
    room(cast, capacity=3)
    assert "on its way to the e-mail address that you gave" in text(reader.post(FORM, given(reader)))
    reader.post(FORM, given(reader, email="second@example.org"))
    assert "No e-mail is sent." in text(reader.post(FORM, given(reader, email="", phone="01234 5")))
    first, second = cast.revisit.registrations.exclude(email="").order_by("pk")
    waits = AccountMail.objects.get(recipient="zq@example.org")
    assert first.code not in waits.sealed_text
    notices = reverse("notices", args=[cast.revisit.reference])
    assert "zq@example.org" not in text(signed_in(cast["support"]).get(notices))
    assert not OutboxMessage.objects.filter(recipient_email="zq@example.org").exists()
    assert deliver_due(timezone.now()) == 2
    by_reader = {message.to[0]: message for message in mailoutbox}
    sent = by_reader["zq@example.org"]
    assert sent.subject == "Your registration for the open meeting in Essex"
    for said in ("You have a place", "for 2 people", "Tuesday 17 May 2022", "County Hall", first.code, YOURS):
        assert said in sent.body, said
    # Nothing that somebody typed reaches an address that nobody proved.
    assert "Zqparent" not in sent.body and "BSL" not in sent.body
    assert "You are on the waiting list" in by_reader["second@example.org"].body
    assert second.code in by_reader["second@example.org"].body
    assert not AccountMail.objects.exclude(sealed_text="").exists()


def test_a_form_counts_once_however_often_it_is_sent(cast: Cast, reader: Client) -> None:
    form = given(reader)
    first, second = reader.post(FORM, form), reader.post(FORM, form)
    code = cast.revisit.registrations.get().code
    assert code in text(first) and code in text(second)
    assert AccountMail.objects.count() == 1
    # While the first is at work the second waits for it, with the same form.
    mark = tokens.once(other := token(reader), "essex-2022")
    cache.add(f"registered:{mark}", 0)
    busy = reader.post(FORM, given(reader, token=other))
    assert "This form is being sent already." in text(busy) and other in busy.content.decode()
    assert cast.revisit.registrations.count() == 1


def test_a_form_that_is_wrong_keeps_what_was_typed_and_registers_nobody(cast: Cast, reader: Client) -> None:
    page = reader.post(FORM, given(reader, email="", places="7"))
    assert "Enter an e-mail address, or a telephone number below." in text(page)
    html = page.content.decode()
    assert 'value="Zqparent"' in html and 'value="7"' in html and "<title>Error: Register" in html
    for change in ({"name": ""}, {"places": "0"}, {"places": "many"}, {"email": "x"}, {"needs": "x" * 501}):
        assert "There is a problem" in text(reader.post(FORM, given(reader, **change))), change
    assert not cast.revisit.registrations.exists()


@pytest.mark.parametrize("altered", ["", "nonsense", "of another"])
def test_a_form_that_was_not_asked_for_here_is_not_taken_and_can_be_sent_again(
    altered: str, cast: Cast, reader: Client
) -> None:
    wrong = tokens.new("kent-2022") if altered == "of another" else altered
    answer = reader.post(FORM, given(reader, token=wrong))
    assert "Look through it and send it again." in text(answer)
    assert not cast.revisit.registrations.exists()
    fresh = re.search(r'name="token" value="([^"]+)"', answer.content.decode())
    assert fresh
    assert "You have a place" in text(reader.post(FORM, given(reader, token=fresh[1])))


def test_a_code_that_is_not_there_tells_nothing(cast: Cast, reader: Client) -> None:
    for code in ("AAAAAAAAAA", "\x00", "' OR 1=1", "x" * 41):
        assert "There is a problem" in text(reader.post(YOURS, {"code": code}))
    assert "Enter your code." in text(reader.post(YOURS, {"code": ""}))


def test_who_tries_too_often_is_told_so(cast: Cast, reader: Client) -> None:
    # Counts outlive the browser tests, which send forms too.
    cache.clear()
    tries = [reader.post(FORM, {"name": ""}) for _ in range(11)]
    assert [answer.status_code for answer in tries] == [200] * 10 + [429]
    assert "This came too often in a short time." in text(tries[-1])
    assert reader.get(FORM).status_code == 200


def test_registration_closes_when_the_meeting_begins_or_is_cancelled(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    meeting = room(cast, registration_closes_at=london(date(2022, 5, 16), time(12)))
    form = given(reader)
    standing_clock.now = london(date(2022, 5, 16), time(11, 59, 59))
    before = reader.get("/visits/essex-2022/")
    assert "Register for the open meeting" in text(before) and "max-age=1," in before["Cache-Control"]
    standing_clock.now += timedelta(seconds=1)
    assert "Registration is closed." in text(reader.get("/visits/essex-2022/"))
    assert "Registration for the open meeting is closed." in text(reader.post(FORM, form))
    standing_clock.now = NOW
    Meeting.objects.filter(pk=meeting.pk).update(
        cancelled_at=NOW, cancelled_by=cast.owner.pk, cancelled_why="Secret reason"
    )
    page = text(reader.get("/visits/essex-2022/"))
    assert "Cancelled The open meeting does not take place." in page and "Register for" not in page
    assert "The open meeting Now: cancelled The letter says: Tuesday 17 May 2022" in page
    assert "The open meeting is cancelled." in text(reader.get(FORM)) and "Secret" not in page
    assert not cast.revisit.registrations.exists()


def test_what_parents_gave_is_on_no_public_page(cast: Cast, reader: Client) -> None:
    reader.post(FORM, given(reader, needs="zqneeds"))
    code = cast.revisit.registrations.get().code
    pages = ["/visits/", "/visits/essex-2022/", FORM, YOURS, f"/visits/areas/{cast.area.pk}/", "/sitemap.xml"]
    said = "".join(reader.get(page).content.decode() for page in pages)
    assert [word for word in ("Zqparent", "zq@", "zqneeds", code) if word in said] == []


def test_g8_before_the_announcement_there_is_no_form(cast: Cast, reader: Client) -> None:
    form = given(reader)
    put("planned", cast.revisit)
    for address in (FORM, YOURS):
        nowhere = address.replace("essex", "essez")
        assert reader.get(address).content == reader.get(nowhere).content
        assert reader.post(address, form).content == reader.post(nowhere, form).content
        assert reader.post(address, form).status_code == 404
    assert not cast.revisit.registrations.exists()
