"""The office's page about files: how they stand, what somebody has to do, and never what a file is called."""

from pathlib import Path
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from revisits.files.actions.try_again import NO_SCANNER, NOTHING
from revisits.files.models import Fault, Scan, ScannerOutage, StoredFile
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.files.conftest import Poked
from tests.files.stored import storage, store
from tests.pages import text

__all__ = ["storage"]
PAGE, SCAN_AGAIN = "/files/", "/files/scan-again/"


def of_each_kind(cast: Cast) -> dict[str, StoredFile]:
    about: dict[str, dict[str, Any]] = {
        "infected": {"scan": Scan.INFECTED, "scan_said": "Win.Test.EICAR", "scanned_at": NOW},
        "failed": {"scan": Scan.FAILED, "scan_said": "The scanner does not look at all of it.", "scanned_at": NOW},
        "waiting": {"scan": Scan.PENDING},
        "unscanned": {"scan": Scan.NOT_SCANNED},
        "clean": {"scan": Scan.CLEAN, "scanned_at": NOW, "verified_at": NOW},
        "damaged": {"scan": Scan.CLEAN, "scanned_at": NOW, "fault": Fault.DIFFERS, "fault_found_at": NOW},
    }  # fmt: skip
    return {
        code: store(code.encode(), by=cast["lano"], name="Jane Doe.pdf", **values)
        for code, values in about.items()
    }


def test_each_list_has_its_files_and_no_names(cast: Cast, storage: Path, signed_in: SignedIn) -> None:
    files = of_each_kind(cast)
    office = signed_in(cast["support"])
    for code, file in files.items():
        said = text(office.get(PAGE, {"show": code}))
        assert f"{file} application/pdf" in said and "Jane Doe" not in said
        others = {str(other) for other in files.values()} - {str(file), str(files["damaged"])}
        assert not {other for other in others if f"{other} " in said}
    # Without one asked for: the first for which somebody has to do something.
    assert "Not the bytes that were given, found 3 May 2022" in text(office.get(PAGE))
    assert "does not look at all of it" in text(office.get(PAGE, {"show": "failed"}))
    assert "Win.Test.EICAR" in text(office.get(PAGE, {"show": "infected"}))
    assert "but for 5 that wait" in text(office.get(PAGE))


def test_empty_it_says_so_and_that_no_scanner_is_set(cast: Cast, signed_in: SignedIn) -> None:
    said = text(signed_in(cast["administrator"]).get(PAGE, {"show": "nothing"}))
    assert "No file is on this list" in said and "None is set" in said and "There are no files" in said


def test_failed_scans_are_tried_again_one_or_all(
    cast: Cast, storage: Path, settings: Settings, signed_in: SignedIn, poked: Poked
) -> None:
    settings.CLAMD_URL = "unix:///nowhere/clamd.sock"
    values: dict[str, Any] = {
        "scan": Scan.FAILED,
        "scan_said": "The scanner took too long.",
        "scanned_at": NOW,
    }
    one, two, three = (store(b"x", by=cast["lano"], scan_attempts=5, **values) for _ in range(3))
    office = signed_in(cast["support"])
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = office.post(SCAN_AGAIN, {"file": one.pk}, follow=True)
    assert "1 file is put in the queue of the scanner" in text(answer)
    one.refresh_from_db()
    assert (one.scan, one.scan_attempts, one.scan_said) == (Scan.PENDING, 0, "")
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = office.post(SCAN_AGAIN, follow=True)
    assert "2 files are put in the queue" in text(answer)
    assert poked == [("files.scan_file", (file.pk,)) for file in (one, two, three)]
    assert NOTHING in text(office.post(SCAN_AGAIN, {"file": one.pk}, follow=True))
    settings.CLAMD_URL = ""
    assert NO_SCANNER in text(office.post(SCAN_AGAIN, follow=True))
    assert office.post(SCAN_AGAIN, {"file": "x"}).status_code == 404


def test_infected_files_are_scanned_again_after_a_false_alarm(
    cast: Cast, storage: Path, settings: Settings, signed_in: SignedIn, poked: Poked
) -> None:
    files, office = of_each_kind(cast), signed_in(cast["support"])
    infected = {"show": "infected"}
    assert "Scan it again" not in text(office.get(PAGE, infected))
    settings.CLAMD_URL = "unix:///nowhere/clamd.sock"
    page = text(office.get(PAGE, infected))
    assert "Scan it again" in page and "Where it was a false alarm" in page
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = office.post(SCAN_AGAIN, infected, follow=True)
    assert "1 file is put in the queue of the scanner" in text(answer)
    assert poked == [("files.scan_file", (files["infected"].pk,))]
    states = dict(StoredFile.objects.values_list("pk", "scan"))
    assert (states[files["infected"].pk], states[files["failed"].pk]) == (Scan.PENDING, Scan.FAILED)
    for person in ("owner", "lano"):
        assert signed_in(cast[person]).post(SCAN_AGAIN, infected).status_code == 404


def test_damaged_files_are_checked_again(
    cast: Cast, storage: Path, signed_in: SignedIn, poked: Poked
) -> None:
    files, office = of_each_kind(cast), signed_in(cast["support"])
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = office.post(reverse("stored-files-verify-again"), follow=True)
    assert "1 file is checked anew" in text(answer)
    assert poked == [("files.verify_file", (files["damaged"].pk,))]


def test_a_scanner_that_is_down_stands_on_every_page_of_the_office_and_on_no_other(
    cast: Cast, storage: Path, settings: Settings, signed_in: SignedIn
) -> None:
    settings.CLAMD_URL = "unix:///nowhere/clamd.sock"
    office, lead = signed_in(cast["support"]), signed_in(cast.owner)
    assert "Files need you" not in text(office.get("/"))
    ScannerOutage.objects.create(began_at=NOW, said="The line to the scanner failed.")
    of_each_kind(cast)
    said = text(office.get("/"))
    assert "has not answered since 3 May, 08:30" in said and "1 stored file is damaged" in said
    assert "Files need you" not in text(lead.get("/"))
    page = text(office.get(PAGE))
    assert "Has not answered since 3 May 2022, 08:30: The line to the scanner failed" in page
    ScannerOutage.objects.update(ended_at=NOW)
    StoredFile.objects.update(fault="", fault_found_at=None)
    assert "Files need you" not in text(office.get("/"))


def test_it_costs_the_same_for_many_files(cast: Cast, storage: Path, signed_in: SignedIn) -> None:
    office = signed_in(cast["support"])
    costs = []
    for number in (1, 30):
        for _ in range(number):
            store(b"x", by=cast["lano"])
        with CaptureQueriesContext(connection) as asked:
            answer = office.get(PAGE)
        costs.append(len(asked))
    assert "Page 1 of 2" in text(answer)
    assert costs[0] == costs[1]


def test_it_is_the_offices_alone_and_not_of_a_role_for_one_area(
    cast: Cast, storage: Path, signed_in: SignedIn
) -> None:
    of_each_kind(cast)
    for person in ("owner", "lano", "hmi"):
        assert signed_in(cast[person]).get(PAGE).status_code == 404
    cast["support"].memberships.update(area=cast.area)
    office = signed_in(cast["support"])
    assert office.get(PAGE).status_code == 404
    home = office.get("/").content.decode()
    assert PAGE not in home and "/office/" in home
