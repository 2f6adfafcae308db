"""Messages about evidence and requests: to the right side, each once, and never a title or a word of what was given."""

from datetime import date, datetime, timedelta

import pytest

from inspections.actions.evidence import add_version, give_evidence, read_version, withdraw
from inspections.actions.information import ask_about_added, declare_none
from inspections.actions.requests import close_request, write_message
from inspections.models import EvidenceVersion, InformationItem, TeamMember, Weakness
from inspections.receivers import scanned
from notifications.models import OutboxMessage
from revisits.accounts.models import Organisation
from revisits.files.models import Scan, StoredFile
from tests.cast import NOW, Cast
from tests.conftest import StandingClock
from tests.inspections.arranged import request
from tests.notifications.conftest import expand_all
from tests.notifications.listening import Ear

WORD = "Unmistakable"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


@pytest.fixture
def since(told: Cast) -> Ear:
    ear = Ear(WORD)
    ear()
    return ear


def give(
    cast: Cast, at: datetime = LATER, body: str = "authority", by: str = "contributor"
) -> EvidenceVersion:
    return give_evidence(
        revisit=cast.revisit, body=getattr(cast.area, body), title=WORD, text=WORD, by=cast[by],
        weaknesses=Weakness.objects.all()[:1], at=at,
    )  # fmt: skip


def test_g12_the_lead_hears_of_evidence_and_its_givers_too_where_it_was_late(told: Cast, since: Ear) -> None:
    version = give(told)
    assert since() == {"evidence_received": ["The owner"]}
    late = told.event("evidence_due").planned_on
    assert late
    after = NOW.replace(day=late.day + 1)
    add_version(document=version.document, text=WORD, by=told["contributor"], at=after)
    assert since() == {"evidence_late": ["The owner", "The contributor", "The lano"]}
    withdraw(document=version.document, why=WORD, by=told["contributor"], at=after)
    assert since() == {}, "nobody had read it"
    forums = give(told, body="forum", by="pcf")
    read_version(version=forums, by=told.owner, of_team=True, at=LATER)
    withdraw(document=forums.document, why=WORD, by=told["pcf"], at=LATER)
    assert since() == {"evidence_received": ["The owner"], "evidence_withdrawn": ["The owner"]}


def test_what_a_scan_finds_is_told_to_both_sides_and_once(told: Cast, since: Ear) -> None:
    file = StoredFile.objects.create(
        key="a",
        name=WORD,
        kind="text/plain",
        size=1,
        sha256="0" * 64,
        added_by=told["contributor"],
        added_at=NOW,
    )
    version = give_evidence(
        revisit=told.revisit, body=told.area.authority or Organisation(), title=WORD, file=file,
        weaknesses=Weakness.objects.all()[:1], by=told["contributor"], at=LATER,
    )  # fmt: skip
    both = ["The owner", "The contributor", "The lano"]
    since()
    for scan, message in (
        (Scan.FAILED, {"evidence_unscanned": both}),
        (Scan.CLEAN, {"evidence_cleared": both}),
        (Scan.INFECTED, {"evidence_infected": both}),
        (Scan.CLEAN, {"evidence_cleared": both}),
        (Scan.CLEAN, {}),
    ):
        file.scan = scan
        scanned(file=file, at=LATER)
        assert since() == message, scan
    assert version.document.title == WORD


def test_g15_the_lead_hears_that_there_is_nothing_to_give(told: Cast, since: Ear) -> None:
    item = InformationItem.objects.get(revisit=told.revisit, code="tribunal")
    declare_none(item=item, why=WORD, by=told["lano"], at=LATER)
    assert since() == {"item_declared_none": ["The owner"]}


def test_g17_both_sides_of_a_further_request_hear_what_the_other_did(
    told: Cast, since: Ear, standing_clock: StandingClock
) -> None:
    standing_clock.set(date(2022, 5, 11))
    asked = request(told, title=WORD, guidance=WORD)
    assert since() == {"request_made": ["The lano", "The health"]}
    write_message(item=asked, text=WORD, body=None, by=told.owner, at=LATER)
    assert since() == {"message_written": ["The lano", "The health"]}
    write_message(item=asked, text=WORD, body=told.area.authority, by=told["lano"], at=LATER)
    assert since() == {"message_written": ["The owner"]}
    give_evidence(
        revisit=told.revisit, body=told.area.authority or Organisation(), title=WORD, text=WORD, item=asked,
        by=told["lano"], at=standing_clock.now,
    )  # fmt: skip
    assert since() == {"request_answered": ["The owner"]}, "one message, not another for the evidence"
    close_request(item=asked, by=told.owner, at=LATER)
    assert since() == {"request_closed": ["The lano", "The health"]}
    request(told, side="forum", title=WORD)
    assert since() == {"request_made": ["The pcf"]}
    request(told, body=told.area.authority, title=WORD)
    assert since() == {"request_made": ["The lano"]}


def test_g17_whoever_asked_hears_the_answer_with_the_lead_while_on_the_team(told: Cast, since: Ear) -> None:
    TeamMember.objects.create(revisit=told.revisit, user=told["hmi"], role="hmi")
    asked = request(told, by=told["hmi"])
    since()
    write_message(item=asked, text=WORD, body=told.area.authority, by=told["lano"], at=LATER)
    assert since() == {"message_written": ["The owner", "The hmi"]}
    TeamMember.objects.filter(user=told["hmi"]).update(removed_at=LATER, removed_by=told.owner)
    write_message(item=asked, text=WORD, body=told.area.authority, by=told["lano"], at=LATER)
    assert since() == {"message_written": ["The owner"]}


def test_g12_what_is_asked_about_added_weaknesses_is_one_message_a_reader(told: Cast) -> None:
    wsoa = told.revisit.wsoa
    Weakness.objects.bulk_create(Weakness(wsoa=wsoa, number=number, text=WORD) for number in (3, 4))
    assert ask_about_added(wsoa=wsoa, by=told.owner, at=LATER) == 2
    expand_all()
    rows = OutboxMessage.objects.filter(message="request_made")
    assert [row.recipient_name for row in rows.order_by("pk")] == ["The lano", "The health"]
    assert "2 more things" in rows[0].text and f"/area/{told.revisit.reference}/needs/" in rows[0].text
