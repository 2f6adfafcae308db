"""The staff page of messages: what each says on a real case, and that looking changes nothing."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspections.actions.meetings import arrange
from inspections.meetings import arranged
from inspections.models import CaseEvent
from notifications.catalogue import MESSAGES
from notifications.domain.trying import NOBODY, NOTHING, attempt
from notifications.models import OutboxMessage
from notifications.views.messages import NOT_YOURS
from tests.cast import NOW, Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.notifications.conftest import expand_all

PAGE = "/messages/"


def said(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def test_the_list_has_every_message_and_what_nobody_is_told(cast: Cast, signed_in: SignedIn) -> None:
    page = said(signed_in(cast["support"]), PAGE)
    for message in MESSAGES.values():
        assert f'href="/messages/{message.code}/"' in page
    assert "Never waits, may not be stopped" in page and "May wait for a digest, may be stopped" in page
    assert "Whoever did it knows; the reminders of it stop." in page
    assert signed_in(cast["cqc"]).get(PAGE).status_code == 404
    assert signed_in(cast["lano"]).get(f"{PAGE}notify/").status_code == 404


def test_a_message_is_seen_as_each_reader_gets_it_before_and_after_it_was_sent(
    cast: Cast, signed_in: SignedIn
) -> None:
    lead = signed_in(cast.owner)
    before = said(lead, f"{PAGE}notify/")
    assert "is made up here from the case’s own data" in before
    assert "The dcs, Director of children&#x27;s services" in before
    assert f'src="/messages/notify/{cast.revisit.reference}/1/"' in before
    cast.notify()
    expand_all()
    after = said(lead, f"{PAGE}notify/")
    assert "As it was set off on Tuesday 3 May 2022, 08:30 (area notified)" in after
    row = OutboxMessage.objects.get(message="notify", recipient_role="dcs")
    assert row.subject in after
    frame = lead.get(f"{PAGE}notify/{cast.revisit.reference}/1/")
    assert frame.content.decode() == row.html, "to the letter as it was sent"
    assert "sandbox" in frame["Content-Security-Policy"]
    for number in (0, 99):
        assert lead.get(f"{PAGE}notify/{cast.revisit.reference}/{number}/").status_code == 404
    assert lead.get(f"{PAGE}nothing/").status_code == 404


def test_looking_at_every_message_writes_and_sends_nothing(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    expand_all()
    support = signed_in(cast["support"])
    said(support, PAGE)
    events, outbox = CaseEvent.objects.count(), OutboxMessage.objects.count()
    with CaptureQueriesContext(connection) as queries:
        for code in MESSAGES:
            said(support, f"{PAGE}{code}/?case={cast.revisit.reference}")
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in written if Session._meta.db_table not in sql] == []
    assert (events, outbox) == (CaseEvent.objects.count(), OutboxMessage.objects.count())


def test_the_case_last_worked_on_is_offered_and_others_are_found_by_area(
    cast: Cast, signed_in: SignedIn
) -> None:
    other = make_elsewhere(cast)
    colleague = signed_in(cast["colleague"])
    assert "Kent, on site from" in said(colleague, f"{PAGE}notify/")
    assert "Essex, on site from" in said(signed_in(cast.owner), f"{PAGE}notify/")
    found = said(colleague, f"{PAGE}notify/?q=ess")
    assert f'href="?case={cast.revisit.reference}"' in found
    assert "called “nowhere”" in said(colleague, f"{PAGE}notify/?q=nowhere")
    assert "Essex, on site from" in said(colleague, f"{PAGE}notify/?case={cast.revisit.reference}")
    assert colleague.get(f"{PAGE}notify/?case=nothing").status_code == 404
    support = cast["support"]
    support.memberships.update(area=cast.area)
    assert signed_in(support).get(f"{PAGE}notify/?case={other.revisit.reference}").status_code == 404


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("date_changed", NOBODY),
        ("meeting_changed", NOBODY),
        ("evidence_received", "Nothing was given in this case."),
        ("letter_corrected", "The final letter of this case was not sent yet."),
        ("questions_agreed", "No questions for parents were agreed in this case yet."),
        ("final_recalled", "The final letter of this case was not sent yet."),
    ],
)
def test_what_cannot_be_made_says_why(cast: Cast, signed_in: SignedIn, code: str, why: str) -> None:
    assert why in said(signed_in(cast.owner), f"{PAGE}{code}/?case={cast.revisit.reference}")


def test_what_is_known_already_says_so(cast: Cast) -> None:
    cast.notify()
    expand_all()
    assert attempt(MESSAGES["meeting_changed"], cast.revisit, at=NOW).why == NOTHING
    meeting = arranged(cast.revisit, "leaders_meeting")
    assert meeting
    given = {"place": "County Hall"}
    arrange(meeting=meeting, edition=meeting.edition, given=given, attendance={}, by=cast.owner, at=NOW)
    tried = attempt(MESSAGES["meeting_changed"], cast.revisit, at=NOW + timedelta(hours=1))
    assert [each.contact.name for each in tried.composed][:2] == ["The dcs", "The lano"]
    assert tried.event and tried.event.kind == CaseEvent.Kind.MEETING_CHANGED


def test_what_those_with_a_part_alone_may_know_is_not_tried_by_others(
    cast: Cast, signed_in: SignedIn
) -> None:
    path = f"{PAGE}late_answered/?case={cast.revisit.reference}"
    assert NOT_YOURS in said(signed_in(cast["support"]), path)
    assert "Nobody asked to comment late in this case." in said(signed_in(cast.owner), path)
