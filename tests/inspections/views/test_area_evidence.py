"""The pages on which a side gives its evidence, and sees what it gave (G12, G14)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse

from inspections.actions.evidence import read_version, withdraw
from inspections.models import EvidenceDocument, EvidenceVersion
from inspections.receiving_evidence import EvidenceReceiver
from inspections.workflow import State
from revisits.accounts.models import Membership, Organisation
from revisits.accounts.roles import Role
from revisits.files.models import Scan, StoredFile
from revisits.files.receiving import Target
from revisits.record.models import Entry
from tests.cast import NOW, Cast, make_elsewhere
from tests.conftest import SignedIn, StandingClock
from tests.factories import make
from tests.inspections.actions.test_evidence import DUE, give, told
from tests.pages import text
from tests.stages import put

__all__ = ["told"]
CSV = b"Month,Weeks\nSeptember,14\nMarch,9\n"


def address(cast: Cast, name: str, *more: object) -> str:
    return reverse(name, args=[cast.revisit.reference, *more])


def upload(cast: Cast, browser: Client, *files: tuple[str, bytes], **given: object) -> Any:
    sent = {"files": [SimpleUploadedFile(*each) for each in files], **given}
    return browser.post(address(cast, "area-evidence-give"), sent, follow=True)


def type_in(browser: Client, where: str, **given: object) -> Any:
    form = {"typed-title": "Waiting times", "typed-text": "They fell.", **given}
    return browser.post(where, {"typed": "1", **form}, follow=True)


def errors_of(answer: Any, field: str) -> list[str]:
    """Errors of a field of the form that was sent, which the page shows."""
    found = list(answer.context["form"].errors.get(field, []))
    assert all(error in text(answer) for error in found)
    return found


@pytest.mark.parametrize(
    ("person", "side"),
    [("lano", "authority"), ("contributor", "authority"), ("health", "health"), ("pcf", "forum")],
)
def test_g12_each_gives_evidence_for_the_body_through_which_they_hold_it(
    told: Cast, signed_in: SignedIn, person: str, side: str
) -> None:
    area = told.area
    body = area.health_bodies.get() if side == "health" else getattr(area, side)
    receipt = type_in(signed_in(told[person]), address(told, "area-evidence-give"))
    assert "The inspectors have it" in text(receipt)
    assert "in time" in text(receipt)
    version = EvidenceVersion.objects.get()
    assert (version.document.given_by, version.added_by) == (body, told[person])


def test_g14_files_arrive_with_a_receipt_by_weakness_and_named_after_themselves(
    told: Cast, signed_in: SignedIn
) -> None:
    weakness, browser = told.revisit.wsoa.weaknesses.all()[1], signed_in(told["lano"])
    receipt = text(upload(told, browser, ("waiting_times.csv", CSV), weaknesses=weakness.pk))
    stored = StoredFile.objects.get()
    for said in ("waiting times", "waiting_times.csv", f"{len(CSV)} bytes", stored.sha256, "Not scanned"):
        assert said in receipt
    assert EvidenceDocument.objects.get().weaknesses.get() == weakness
    several = text(upload(told, browser, ("a.csv", CSV + b"1"), ("b.csv", CSV + b"2"), title="Both"))
    assert "The inspectors have your 2 files." in several
    assert EvidenceDocument.objects.filter(title="Both").count() == 2


def test_the_same_file_again_is_said_and_both_are_kept(told: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(told["lano"])
    upload(told, browser, ("first.csv", CSV))
    # The forum's copy is nobody's business but its own.
    forum = text(upload(told, signed_in(told["pcf"]), ("theirs.csv", CSV)))
    assert "You gave this very file" not in forum
    again = text(upload(told, signed_in(told["health"]), ("second.csv", CSV)))
    assert "You gave this very file on 3 May 2022, 08:30 as first" in again
    assert "withdraw this one" in again
    assert EvidenceDocument.objects.count() == 3
    # The list says it beside both, until one of them is withdrawn.
    listed = text(browser.get(address(told, "area-evidence")))
    assert "Given twice the same file as “second”" in listed and "the same file as “first”" in listed
    assert "Given twice" not in text(signed_in(told["pcf"]).get(address(told, "area-evidence")))
    second = EvidenceDocument.objects.get(title="second")
    withdraw(document=second, why="Twice", by=told["health"], at=NOW)
    assert "Given twice" not in text(browser.get(address(told, "area-evidence")))


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(
    told: Cast, signed_in: SignedIn
) -> None:
    browser, where = signed_in(told["pcf"]), address(told, "area-evidence-give")
    empty = type_in(browser, where, **{"typed-title": "", "typed-text": " "})
    assert (errors_of(empty, "title"), errors_of(empty, "text")) == (
        ["Give the text a title."],
        ["Write the text."],
    )
    half = type_in(browser, where, **{"typed-title": ""})
    assert "They fell." in half.content.decode()
    none = browser.post(where, {"title": "Only a title"})
    assert none.context["form"].non_field_errors(), "the summary says so too"
    assert none.status_code == 200 and "Only a title" in none.content.decode()
    assert not EvidenceDocument.objects.exists()


def test_g12_whoever_acts_for_several_bodies_is_asked(told: Cast, signed_in: SignedIn) -> None:
    health = told.area.health_bodies.get()
    make(Membership, user=told["lano"], organisation=health, role=Role.HEALTH_OFFICER)
    browser, where = signed_in(told["lano"]), address(told, "area-evidence-give")
    assert errors_of(type_in(browser, where), "body") == ["Choose the organisation."]
    stranger = make(Organisation, kind="health").pk
    assert errors_of(type_in(browser, where, **{"typed-body": stranger}), "body")
    assert errors_of(upload(told, browser, ("a.csv", CSV)), "body") == ["Choose the organisation."]
    upload(told, browser, ("a.csv", CSV), body=health.pk)
    assert EvidenceDocument.objects.get().given_by == health


def test_the_forum_and_the_area_see_no_evidence_of_one_another(told: Cast, signed_in: SignedIn) -> None:
    give(told, body=told.area.forum, by=told["pcf"], title="From the forum")
    give(told, body=told.area.health_bodies.get(), by=told["health"], title="From health")
    titles = ("From the forum", "From health")
    seen = {}
    for person in ("lano", "contributor", "dcs", "health_chief", "pcf"):
        shown = text(signed_in(told[person]).get(address(told, "area-evidence")))
        seen[person] = [title for title in titles if title in shown]
    area = {person: ["From health"] for person in ("lano", "contributor", "dcs", "health_chief")}
    assert seen == {**area, "pcf": ["From the forum"]}


def test_g12_another_side_another_area_and_the_team_reach_no_page_of_it(
    told: Cast, signed_in: SignedIn
) -> None:
    version = give(told)
    make_elsewhere(told)
    document = version.document_id
    for person in ("pcf", "stranger", "other_contributor", "other_forum", "representative", "owner"):
        browser = signed_in(told[person])
        for name, key in (
            ("area-document", document), ("area-version", document), ("area-withdraw", document),
            ("area-receipt", version.pk),
        ):  # fmt: skip
            assert browser.get(address(told, name, key)).status_code == 404, (person, name)
        file = browser.get(reverse("evidence-file", args=[version.pk])).status_code
        assert file == (200 if person == "owner" else 404)


def test_the_health_officer_reads_the_authoritys_and_gives_no_version_of_it(
    told: Cast, signed_in: SignedIn
) -> None:
    document = give(told).document
    browser = signed_in(told["health"])
    shown = text(browser.get(address(told, "area-document", document.pk)))
    assert "Zebra text" in shown and "Withdraw it" not in shown
    assert browser.post(address(told, "area-withdraw", document.pk), {"why": "Mine"}).status_code == 404
    assert browser.get(address(told, "area-version", document.pk)).status_code == 404


def test_a_new_version_keeps_the_old_and_late_is_said(
    told: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    document, browser = give(told).document, signed_in(told["contributor"])
    standing_clock.now = DUE.replace(day=8, hour=2)
    files = {"files": [SimpleUploadedFile("impact.csv", CSV)]}
    receipt = text(browser.post(address(told, "area-version", document.pk), files, follow=True))
    assert "version 2" in receipt and "1 day and 3 hours late" in receipt
    shown = text(browser.get(address(told, "area-document", document.pk)))
    assert "impact.csv" in shown and "Typed text" in shown and "Zebra text" not in shown


def test_withdrawing_asks_why_and_warns_where_it_was_read(told: Cast, signed_in: SignedIn) -> None:
    version, browser = give(told), signed_in(told["lano"])
    where = address(told, "area-withdraw", version.document_id)
    assert "No inspector has read it yet" in text(browser.get(where))
    read_version(version=version, by=told.owner, of_team=True, at=NOW)
    assert "They keep it, marked as withdrawn." in text(browser.get(where))
    assert errors_of(browser.post(where, {"why": " "}), "why") == ["Say why you withdraw it."]
    done = text(browser.post(where, {"why": "The wrong file"}, follow=True))
    assert "It is withdrawn." in done and "The wrong file" in done
    assert "has withdrawn this already" in text(browser.post(where, {"why": "Again"}))
    list_ = text(browser.get(address(told, "area-evidence")))
    assert "Withdrawn" in list_


def test_a_closed_case_refuses_and_keeps_what_was_typed(told: Cast, signed_in: SignedIn) -> None:
    put(State.CLOSED)
    where, browser = address(told, "area-evidence-give"), signed_in(told["lano"])
    answer = type_in(browser, where)
    assert "This re-visit is closed" in text(answer) and "They fell." in answer.content.decode()
    assert "This re-visit is closed" in text(upload(told, browser, ("a.csv", CSV)))
    assert not StoredFile.objects.exists()


def test_a_long_list_is_paged_at_the_same_cost(
    told: Cast, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    browser, where = signed_in(told["lano"]), address(told, "area-evidence")
    give(told)
    browser.get(where)
    with django_assert_num_queries(11) as few:
        browser.get(where)
    for number in range(30):
        give(told, title=f"Document {number}", weaknesses=told.revisit.wsoa.weaknesses.all())
    with django_assert_num_queries(len(few)):
        assert "Page 1 of 2" in text(browser.get(where))


def readings() -> list[tuple[str, int | None, str]]:
    read = Entry.objects.filter(operation__in=Entry.READINGS).order_by("pk")
    return [(entry.operation, entry.person, entry.row) for entry in read]


def test_each_reading_of_a_text_is_on_record_and_the_teams_first_ends_free_withdrawal(
    told: Cast, signed_in: SignedIn
) -> None:
    version = give(told)
    lano, owner, key = told["lano"], told.owner, str(version.pk)
    signed_in(lano).get(address(told, "area-document", version.document_id))
    file = signed_in(owner).get(reverse("evidence-file", args=[version.pk]))
    assert "Zebra text" in file.content.decode()
    assert file["Content-Disposition"] == (
        f'attachment; filename="essex-2022-evidence-{version.document_id}-1.txt"'
    )
    assert readings() == [("read", lano.pk, key), ("download", owner.pk, key)]
    assert version.readings.get().user == owner


def test_a_file_that_nobody_scanned_is_warned_of_and_an_infected_one_stays_closed(
    told: Cast, signed_in: SignedIn
) -> None:
    upload(told, signed_in(told["lano"]), ("waiting.csv", CSV))
    version, browser = EvidenceVersion.objects.get(), signed_in(told.owner)
    where = reverse("evidence-file", args=[version.pk])
    warned = browser.get(where)
    assert "Nobody scanned this file" in text(warned)
    assert readings() == [], "it was not opened"
    opened = browser.get(where, {"opened": "anyway"})
    assert opened["Content-Disposition"].startswith("attachment")
    assert b"".join(opened) == CSV
    assert [operation for operation, *_ in readings()] == ["download"]
    StoredFile.objects.update(scan=Scan.INFECTED, scanned_at=NOW, scan_said="Eicar")
    for person in (told.owner, told["lano"]):
        closed = signed_in(person).get(where, {"opened": "anyway"})
        assert (closed.status_code, b"nobody can open it" in closed.content) == (403, True)
    assert "Infected" in text(signed_in(told["lano"]).get(address(told, "area-evidence")))


def test_an_upload_names_only_what_its_sender_may_give_for(told: Cast, signed_in: SignedIn) -> None:
    """What a browser sends as a target is fetched through access like any page's address."""
    may, case = EvidenceReceiver().may, told.revisit.reference
    forums, theirs = told.revisit.items.get(code="forum"), give(told).document
    wrong: list[Target] = [
        {}, {"case": "nowhere"}, {"case": case, "item": forums.pk}, {"case": case, "item": "x"},
        {"case": case, "document": 10**30}, {"case": case, "item": [1]},
    ]  # fmt: skip
    for target in wrong:
        with pytest.raises(Http404):
            may(told["lano"], target)
    for person in ("pcf", "health", "dcs", "owner", "stranger"):
        with pytest.raises(Http404):
            may(told[person], {"case": case, "document": theirs.pk})
    may(told["lano"], {"case": case, "document": theirs.pk, "weaknesses": ["x"], "title": ""})
