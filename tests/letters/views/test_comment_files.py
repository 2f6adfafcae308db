"""Files with comments on the draft (G24, G25): given by a side until it submits, opened by it and the team alone."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from letters import accuracy_policies
from letters.actions.accuracy_comments import submit
from letters.models import AccuracyComment, AccuracyFile, AccuracyRound, Side
from revisits.files.models import Scan, StoredFile
from revisits.files.storage import files
from revisits.record.models import Entry
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.drafts import file_with, said
from tests.letters.views.test_draft import make_scene
from tests.pages import text
from tests.snapshots import kept

CSV = b"Month,Weeks\nMay,9\n"


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    return kept("draft read", make_scene)


@pytest.fixture
def comment(cast: Cast) -> AccuracyComment:
    return said(AccuracyRound.objects.get(), cast["dcs"])


def page(cast: Cast, comment: AccuracyComment) -> str:
    return reverse("draft-comment-files", args=[cast.revisit.reference, comment.pk])


def upload(browser: Client, where: str, *names: str) -> Any:
    return browser.post(where, {"files": [SimpleUploadedFile(name, CSV) for name in names]}, follow=True)


def test_g25_a_side_gives_files_with_its_comment_and_takes_them_back(
    cast: Cast,
    comment: AccuracyComment,
    signed_in: SignedIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    browser, where = signed_in(cast["dcs"]), page(cast, comment)
    assert where in browser.get(reverse("draft", args=[cast.revisit.reference])).content.decode()
    shown = text(upload(browser, where, "waits.csv", "again.csv"))
    assert "Received. Nobody but your side" in shown and "waits.csv" in shown and "again.csv" in shown
    assert "Choose a file." in text(browser.post(where))
    first, second = AccuracyFile.objects.order_by("pk")
    assert (first.by, first.file.sha256 == second.file.sha256) == (cast["dcs"], True)
    remove = reverse("draft-comment-file-remove", args=[cast.revisit.reference, second.pk])
    key = second.file.key
    with django_capture_on_commit_callbacks(execute=True):
        assert "The file is removed" in text(browser.post(remove, follow=True))
    assert not StoredFile.objects.filter(pk=second.file_id).exists() and not files().exists(key)
    browser.post(reverse("draft-comment-remove", args=[cast.revisit.reference, comment.pk]))
    assert not AccuracyFile.objects.exists() and not StoredFile.objects.exists()


def test_g24_its_own_side_opens_a_file_and_the_team_once_it_is_submitted(
    cast: Cast, comment: AccuracyComment, signed_in: SignedIn
) -> None:
    given = file_with(comment, cast["dcs"])
    where = reverse("accuracy-file", args=[given.pk])
    others = ("health_chief", "lano", "pcf", "health", "stranger", "colleague", "dfe", "support")

    def answers() -> dict[str, int]:
        names = ("dcs", "owner", "cqc", "senior_hmi", *others)
        return {name: signed_in(cast[name]).get(where).status_code for name in names}

    before = dict.fromkeys(answers(), 404) | {"dcs": 200}
    assert answers() == before
    submit(round_=comment.round, side=Side.AUTHORITY, none=False, by=cast["dcs"], at=NOW)
    assert answers() == before | dict.fromkeys(("owner", "cqc", "senior_hmi"), 200)
    assert Entry.objects.filter(table="letters_accuracyfile", person=cast["cqc"].pk).exists()
    answer = reverse("accuracy-comment", args=[cast.revisit.reference, comment.pk])
    assert where in signed_in(cast.owner).get(answer).content.decode()
    receipt = signed_in(cast["dcs"]).get(reverse("draft-receipt-file", args=[cast.revisit.reference]))
    assert f"SHA-256 {given.file.sha256}" in receipt.content.decode()
    StoredFile.objects.update(scan=Scan.INFECTED)
    assert signed_in(cast.owner).get(where).status_code == 403


def test_g25_nothing_is_given_once_the_side_has_submitted_or_by_the_other_side(
    cast: Cast, comment: AccuracyComment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, where = signed_in(cast["dcs"]), page(cast, comment)
    assert upload(signed_in(cast["health_chief"]), where, "waits.csv").status_code == 404
    assert upload(signed_in(cast["lano"]), where, "waits.csv").status_code == 404
    monkeypatch.setattr(accuracy_policies, "MOST_FILES", 1)
    assert "A comment has 1 files at most" in text(upload(browser, where, "waits.csv", "again.csv"))
    given = AccuracyFile.objects.get()
    submit(round_=comment.round, side=Side.AUTHORITY, none=False, by=cast["dcs"], at=NOW)
    assert upload(browser, where, "late.csv").status_code == browser.get(where).status_code == 404
    remove = reverse("draft-comment-file-remove", args=[cast.revisit.reference, given.pk])
    assert "they stay as they are" in text(browser.post(remove, follow=True))
    assert AccuracyFile.objects.get() == given
