"""Giving, giving anew, withdrawing and reading evidence, and the trace that each leaves (G12)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from inspections.access import evidence as seen
from inspections.actions.cases import create_case
from inspections.actions.evidence import add_version, give_evidence, read_version, withdraw
from inspections.actions.timeline import override_date
from inspections.models import CaseEvent, EvidenceVersion, LocalArea, Weakness
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import State
from revisits.accounts.models import User
from revisits.files.models import Scan, StoredFile
from revisits.files.signals import file_scanned
from revisits.record.models import Entry
from tests.cast import NOW, Cast, new_case
from tests.inspections.models.test_evidence import file
from tests.stages import put

Kind = CaseEvent.Kind
# Day -7 of a visit that starts on 17 May 2022, to the last second.
DUE = datetime(2022, 5, 6, 23, 59, 59, tzinfo=LONDON)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def give(cast: Cast, **changes: Any) -> EvidenceVersion:
    given: dict[str, Any] = {
        "revisit": cast.revisit, "body": cast.area.authority, "title": "Zebra title", "text": "Zebra text",
        "by": cast["lano"], "at": NOW,
    }  # fmt: skip
    return give_evidence(**(given | changes))


def read(cast: Cast, version: EvidenceVersion, by: str = "owner") -> None:
    read_version(version=version, by=cast[by], of_team=True, at=LATER)


def sees(person: User, version: EvidenceVersion) -> bool:
    return seen(person).filter(pk=version.document_id).exists()


def test_g12_evidence_is_about_weaknesses_and_the_history_tells_no_word_of_it(told: Cast) -> None:
    first, second = told.revisit.wsoa.weaknesses.all()
    version = give(told, weaknesses=[second], item=told.revisit.items.get(code="impact-1"))
    assert set(version.document.weaknesses.all()) == {first, second}
    assert (version.number, version.due_at, version.late_by) == (1, DUE, None)
    (event,) = told.happened(Kind.EVIDENCE_GIVEN)
    assert event.text == "Evidence was given for Essex County Council."
    assert event.data == {"document": version.document_id, "version": version.pk, "late": False}
    recorded = Entry.objects.filter(table__startswith="inspections_evidence")
    assert recorded.count() == 4
    assert not any("Zebra" in f"{entry.before} {entry.after}" for entry in recorded)


@pytest.mark.parametrize(
    ("at", "late", "said"),
    [
        (DUE, None, ""),
        (DUE + timedelta(seconds=1), timedelta(seconds=1), " It came less than a minute late."),
        (DUE + timedelta(hours=1), timedelta(hours=1), " It came 1 hour late."),
        (
            DUE + timedelta(days=2, minutes=61),
            timedelta(days=2, minutes=61),
            " It came 2 days and 1 hour late.",
        ),
    ],
)
def test_g12_late_is_taken_and_says_by_how_much(
    told: Cast, at: datetime, late: timedelta | None, said: str
) -> None:
    version = give(told, at=at)
    assert version.late_by == late
    assert told.happened(Kind.EVIDENCE_GIVEN)[0].text == f"Evidence was given for Essex County Council.{said}"


def test_g12_lateness_stays_as_it_was_when_the_date_moves(told: Cast) -> None:
    early = give(told)
    override_date(
        event=told.event("evidence_due"),
        on=date(2022, 5, 3),
        time="am",
        reason="Agreed",
        by=told.owner,
        at=NOW,
    )
    afternoon = datetime(2022, 5, 3, 14, tzinfo=LONDON)
    late = add_version(document=early.document, text="More", by=told["lano"], at=afternoon)
    early.refresh_from_db()
    assert (early.late_by, late.late_by) == (None, timedelta(hours=2))


def test_an_item_with_a_time_of_its_own_is_due_then(told: Cast) -> None:
    item = told.revisit.items.get(code="tribunal")
    item.due_at = NOW
    item.save()
    assert give(told, item=item, at=LATER).late_by == timedelta(hours=1)


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        ("You give no evidence for Essex Family Forum", {"body": "forum"}),
        ("You give no evidence for Essex County Council", {"by": "pcf"}),
        ("You give no evidence for Essex County Council", {"by": "dcs"}),
        ("You give no evidence for Essex County Council", {"by": "stranger"}),
        ("not asked of you", {"item": "forum"}),
        ("this area's statement of action", {"weaknesses": "elsewhere"}),
    ],
)
def test_g12_each_gives_for_their_own_body_and_what_was_asked_of_it(
    told: Cast, why: str, changes: dict[str, str]
) -> None:
    given: dict[str, Any] = dict(changes)
    if "body" in given:
        given["body"] = told.area.forum
    if "by" in given:
        given["by"] = told[given["by"]]
    if "item" in given:
        given["item"] = told.revisit.items.get(code="forum")
    if "weaknesses" in given:
        given["weaknesses"] = [elsewhere()]
    with pytest.raises(Refused, match=why):
        give(told, **given)
    assert not told.revisit.evidence.exists()


def elsewhere() -> Weakness:
    """A weakness of another area's statement of action."""
    case = create_case(case=new_case(LocalArea.objects.get(name="Kent"), []), by=None, at=NOW)
    return case.wsoa.weaknesses.all()[0]


def test_nothing_is_given_or_withdrawn_once_the_case_is_closed(told: Cast) -> None:
    version = give(told)
    put(State.CLOSED)
    for attempt in (
        lambda: give(told),
        lambda: add_version(document=version.document, text="More", by=told["lano"], at=LATER),
        lambda: withdraw(document=version.document, why="Wrong", by=told["lano"], at=LATER),
    ):
        with pytest.raises(Refused, match="closed"):
            attempt()
    assert len(told.happened(Kind.EVIDENCE_GIVEN)) == 1


def test_a_new_version_leaves_the_one_before(told: Cast) -> None:
    first = give(told)
    second = add_version(document=first.document, file=file(told), by=told["contributor"], at=LATER)
    assert [each.number for each in first.document.versions.all()] == [2, 1]
    assert (second.added_by, second.text, first.text) == (told["contributor"], "", "Zebra text")
    assert "A new version" in told.happened(Kind.EVIDENCE_GIVEN)[1].text


def test_withdrawn_unread_it_is_gone_for_the_team_and_stays_for_its_side(told: Cast) -> None:
    version = give(told)
    assert sees(told.owner, version)
    withdraw(document=version.document, why="The wrong file", by=told["lano"], at=LATER)
    assert not sees(told.owner, version)
    assert sees(told["lano"], version)
    (event,) = told.happened(Kind.EVIDENCE_WITHDRAWN)
    assert event.text.endswith("was withdrawn before any inspector had read it.")
    assert "wrong file" not in f"{event.text} {event.data}"
    with pytest.raises(Refused, match="The lano has withdrawn this already"):
        withdraw(document=version.document, why="Again", by=told["lano"], at=LATER)
    with pytest.raises(Refused, match="give it anew"):
        add_version(document=version.document, text="More", by=told["lano"], at=LATER)


def test_withdrawn_after_the_first_reading_it_stays_for_both(told: Cast) -> None:
    version = give(told)
    read(told, version)
    read(told, version)
    withdraw(document=version.document, why="The wrong file", by=told["contributor"], at=LATER)
    assert sees(told.owner, version) and sees(told["lano"], version)
    assert told.happened(Kind.EVIDENCE_WITHDRAWN)[0].data["read"] is True


def test_a_reading_of_ones_own_side_ends_nothing_and_every_reading_is_on_record(told: Cast) -> None:
    version = give(told)
    read_version(version=version, by=told["dcs"], of_team=False, at=LATER)
    assert not version.readings.exists()
    read(told, version)
    read(told, version)
    assert version.readings.get().read_at == LATER
    on_record = Entry.objects.filter(operation=Entry.Operation.READ, row=str(version.pk))
    assert [entry.person for entry in on_record.order_by("pk")] == [told["dcs"].pk, *[told.owner.pk] * 2]


def test_a_successor_looks_after_what_its_predecessor_gave(told: Cast) -> None:
    """Health bodies became others on 1 July 2022, in the middle of cases."""
    ccg = told.area.health_bodies.get()
    version = give(told, body=ccg, by=told["health"])
    icb = type(ccg).objects.create(kind=ccg.kind, name="Essex ICB")
    ccg.succeeded_by = icb
    ccg.save()
    told["health"].memberships.update(organisation=icb)
    officer = User.objects.get(pk=told["health"].pk)
    assert add_version(document=version.document, text="More", by=officer, at=LATER).number == 2
    with pytest.raises(Refused):
        withdraw(document=version.document, why="Not theirs", by=told["pcf"], at=LATER)


def test_an_infected_file_is_told_in_the_history_of_its_case(told: Cast) -> None:
    """Inside the scan's own transaction, and of evidence alone."""
    stored = file(told)
    give(told, text="", file=stored)
    for scan in (Scan.CLEAN, Scan.INFECTED):
        stored.scan = scan
        file_scanned.send(StoredFile, file=stored, was=Scan.PENDING, at=LATER)
    file_scanned.send(
        StoredFile, file=file(told, key="cc/dd", scan="infected", scanned_at=NOW), was=None, at=LATER
    )
    (event,) = told.happened(Kind.EVIDENCE_INFECTED)
    assert event.text == ("A file that was given for Essex County Council is infected: nobody can open it.")
    assert event.by is None
    # A false alarm: a later scan of the same file finds nothing. The history says so once.
    for _ in range(2):
        stored.scan = Scan.CLEAN
        file_scanned.send(StoredFile, file=stored, was=Scan.PENDING, at=LATER)
    (cleared,) = told.happened(Kind.EVIDENCE_CLEARED)
    assert "was scanned again, and nothing was found: it can be opened." in cleared.text
