"""The protocol, as a client sees it: what is acknowledged is there, in its place, once."""

import hashlib
import logging
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from django.http import Http404
from django.utils import timezone
from django.utils.http import parse_http_date
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from revisits.accounts.refusal import Refused
from revisits.files import parts
from revisits.files.actions import finish, tidy, uploads
from revisits.files.models import StoredFile, Upload
from revisits.files.storage import files
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.files.conftest import PDF, Notebook, Tus, encoded


def key(path: str) -> UUID:
    return UUID(path.strip("/").split("/")[-1])


def test_a_file_in_one_go(storage: str, tus: Tus, notebook: Notebook, cast: Cast) -> None:
    path, answer = tus.give(PDF, "Impact.pdf", folder="Minutes/2022/Impact.pdf")
    assert (answer.status_code, answer["Upload-Offset"], answer["Tus-Resumable"]) == (
        204,
        str(len(PDF)),
        "1.0.0",
    )
    stored = StoredFile.objects.get()
    assert notebook.received_files == [(stored, {"case": "essex"}, cast["lano"], NOW)]
    assert (stored.name, stored.folder, stored.kind, stored.size) == (
        "Impact.pdf",
        "Minutes/2022",
        "application/pdf",
        len(PDF),
    )
    assert (stored.sha256, stored.added_by, stored.added_at) == (
        hashlib.sha256(PDF).hexdigest(),
        cast["lano"],
        NOW,
    )
    assert files().open(stored.key).read() == PDF
    assert not parts.path(key(path)).exists()
    told = tus.told(path)
    assert (told["state"], told["receipt"]) == ("received", f"/receipts/{stored.pk}/")
    assert tus.offset(path) == len(PDF)


def test_a_file_in_pieces_goes_on_where_it_stopped(tus: Tus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revisits.files.uploads.views.BLOCK", 70)
    path = tus.begin(len(PDF))["Location"]
    assert tus.offset(path) == 0
    assert tus.patch(path, 0, PDF[:100]).status_code == 204
    assert tus.offset(path) == 100
    again, ahead = tus.patch(path, 0, PDF[:100]), tus.patch(path, 200, PDF[200:])
    assert [(each.status_code, each["Upload-Offset"]) for each in (again, ahead)] == [
        (409, "100"),
        (409, "100"),
    ]
    assert tus.patch(path, 100, PDF[100:]).status_code == 204
    assert files().open(StoredFile.objects.get().key).read() == PDF


def test_what_the_protocol_says_of_itself_and_of_an_upload(tus: Tus, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    can = tus.browser.options("/uploads/")
    told = {name: can[name] for name in ("Tus-Version", "Tus-Extension", "Tus-Max-Size")}
    assert told == {
        "Tus-Version": "1.0.0",
        "Tus-Extension": "creation,expiration,termination",
        "Tus-Max-Size": "1000",
    }
    begun = tus.begin(1000)
    expires = timezone.now() + settings.UPLOAD_LIFE
    assert abs(parse_http_date(begun["Upload-Expires"]) - expires.timestamp()) < 60
    head = tus.send("HEAD", begun["Location"])
    assert head["Upload-Length"] == "1000" and "no-store" in head["Cache-Control"]
    assert tus.begin(1001).status_code == tus.begin(0).status_code == 422
    assert tus.send("POST", "/uploads/", Tus_Resumable="0.2.2").status_code == 412


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Upload_Metadata": encoded(purpose="notes")}, "Upload-Length must be"),
        ({"Upload_Length": "-1", "Upload_Metadata": encoded(purpose="notes")}, "Upload-Length must be"),
        ({"Upload_Length": "٣", "Upload_Metadata": encoded(purpose="notes")}, "Upload-Length must be"),
        ({"Upload_Length": "9" * 40, "Upload_Metadata": encoded(purpose="notes")}, "Upload-Length must be"),
        ({"Upload_Length": "5", "Upload_Metadata": "name ###"}, "name is not text"),
        ({"Upload_Length": "5", "Upload_Metadata": "name //8="}, "name is not text"),
        ({"Upload_Length": "5", "Upload_Metadata": "x" * 9000}, "too long"),
        *(
            ({"Upload_Length": "5", "Upload_Metadata": encoded(purpose="notes", target=target)}, "target")
            for target in ("[1]", "{", '{"a": NaN}', '{"a": "\\u0000"}', '{"a": "\\ud800"}')
        ),
    ],
)
def test_a_request_that_breaks_the_protocol_is_told_so(tus: Tus, headers: dict[str, str], said: str) -> None:
    answer = tus.send("POST", "/uploads/", b"", **headers)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Upload.objects.exists()


def test_no_byte_is_taken_that_was_not_announced(tus: Tus) -> None:
    path = tus.begin(10)["Location"]
    assert tus.patch(path, 0, PDF).status_code == 413
    assert tus.send("PATCH", path, PDF[:5]).status_code == 400
    wrong = tus.browser.patch(path, PDF[:5], content_type="text/plain", headers={"Tus-Resumable": "1.0.0"})
    assert wrong.status_code == 415
    assert tus.offset(path) == parts.size(key(path)) == 0


def test_whoever_may_not_give_never_sends_a_byte(tus: Tus, notebook: Notebook) -> None:
    notebook.refuses = Refused("The case is closed.", field="weakness")
    answer = tus.begin(10)
    assert (answer.status_code, answer.json()) == (
        422,
        {"sentence": "The case is closed.", "field": "weakness"},
    )
    notebook.refuses = Http404()
    assert tus.begin(10).status_code == 404
    nothing = tus.send(
        "POST", "/uploads/", Upload_Length=10, Upload_Metadata=encoded(purpose="unheard-of", target="{}")
    )
    assert nothing.status_code == 404
    assert not Upload.objects.exists()


def test_whoever_may_no_longer_give_leaves_nothing(tus: Tus, notebook: Notebook) -> None:
    path = tus.begin(len(PDF))["Location"]
    notebook.refuses = Http404()
    answer = tus.patch(path, 0, PDF)
    assert (answer.status_code, answer.json()["sentence"]) == (422, "You may no longer give files here.")
    assert tus.told(path)["state"] == "refused"
    assert not StoredFile.objects.exists() and not parts.path(key(path)).exists()


def test_an_upload_is_its_owners_alone(tus: Tus, signed_in: SignedIn, cast: Cast) -> None:
    path = tus.begin(len(PDF))["Location"]
    other = Tus(signed_in(cast["contributor"]))
    answers = [other.send(method, path).status_code for method in ("GET", "HEAD", "PATCH", "DELETE")]
    assert answers == [404] * 4
    assert other.told("/uploads/?purpose=notes")["uploads"] == []
    assert tus.patch(path, 0, PDF).status_code == 204


def test_what_is_unfinished_is_listed_for_its_target(tus: Tus) -> None:
    path = tus.begin(len(PDF), "Minutes.pdf", {"case": "essex", "weakness": "1"})["Location"]
    tus.patch(path, 0, PDF[:5])
    tus.begin(len(PDF), "Other.pdf", {"case": "kent"})
    tus.give(PDF)
    (row,) = tus.told('/uploads/?purpose=notes&target={"case":"essex"}')["uploads"]
    assert (row["name"], row["offset"], row["state"], row["address"]) == ("Minutes.pdf", 5, "going", path)
    assert tus.told("/uploads/?purpose=else")["uploads"] == []


def test_given_up_is_gone(
    tus: Tus, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    path = tus.begin(len(PDF))["Location"]
    tus.patch(path, 0, PDF[:50])
    with django_capture_on_commit_callbacks(execute=True):
        assert tus.send("DELETE", path).status_code == 204
    assert not parts.path(key(path)).exists()
    assert [tus.send(method, path).status_code for method in ("HEAD", "DELETE")] == [404, 404]


def test_one_person_has_so_much_on_its_way(
    tus: Tus, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.UNFINISHED_UPLOAD_BYTES = 1000
    first = tus.begin(600)["Location"]
    assert "too many unfinished" in tus.begin(401).json()["sentence"]
    assert tus.begin(400).status_code == 201
    tus.send("DELETE", first)
    assert tus.begin(600).status_code == 201
    settings.UNFINISHED_UPLOAD_BYTES = 10**12
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 2)
    assert "too many unfinished" in tus.begin(1).json()["sentence"]
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 9)
    monkeypatch.setattr(parts, "room", lambda: uploads.RESERVE)
    assert "no room" in tus.begin(1).json()["sentence"]


def test_bytes_that_the_disk_lost_are_sent_again(tus: Tus, notebook: Notebook) -> None:
    path = tus.begin(len(PDF))["Location"]
    tus.patch(path, 0, PDF[:100])
    parts.path(key(path)).write_bytes(PDF[:60])
    assert tus.offset(path) == 60
    tus.patch(path, 60, PDF[60:90])
    parts.remove(key(path))
    assert tus.offset(path) == 0
    assert tus.patch(path, 0, PDF).status_code == 204
    assert len(notebook.received_files) == 1


def test_bytes_beyond_the_offset_are_not_counted(tus: Tus) -> None:
    """A process that was killed between writing and saying so leaves them."""
    path = tus.begin(len(PDF))["Location"]
    tus.patch(path, 0, PDF[:100])
    parts.write(key(path), 100, b"other bytes than those that come")
    assert tus.offset(path) == 100
    tus.patch(path, 100, PDF[100:])
    assert files().open(StoredFile.objects.get().key).read() == PDF


def test_what_counts_is_when_the_last_byte_came(
    tus: Tus, notebook: Notebook, standing_clock: StandingClock
) -> None:
    """A finish that failed and is made up for later is not late (G12)."""
    notebook.breaks = ConnectionError("storage")
    in_time = standing_clock.set(date(2022, 5, 6), time(23, 59))
    path = tus.begin(len(PDF))["Location"]
    with pytest.raises(ConnectionError):
        tus.patch(path, 0, PDF)
    standing_clock.set(date(2022, 5, 7), time(0, 10))
    notebook.breaks = None
    assert tus.told(path)["state"] == "finishing"
    assert tidy.finish_due(now=timezone.now() + timedelta(minutes=1)) == 1
    assert notebook.received_files[0][3] == in_time == StoredFile.objects.get().added_at


def test_a_failing_finish_is_tried_ever_more_rarely_and_never_forgotten(
    storage: str, tus: Tus, notebook: Notebook, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    notebook.breaks = ConnectionError("storage")
    path = tus.begin(len(PDF))["Location"]
    with pytest.raises(ConnectionError):
        tus.patch(path, 0, PDF)
    row, pauses = Upload.objects.get(), []
    for _ in range(14):
        assert row.next_attempt_at
        tried = row.next_attempt_at
        assert tidy.finish_due(now=tried - timedelta(seconds=1)) == 0
        assert tidy.finish_due(now=tried) == 1
        row.refresh_from_db()
        pauses.append(row.next_attempt_at - tried)
    assert pauses == sorted(pauses) and pauses[-1] == timedelta(hours=1)
    assert tus.send("DELETE", path).status_code == 422
    assert tidy.tidy(now=timezone.now() + timedelta(days=60)) == 0
    assert parts.size(row.pk) == len(PDF) and not StoredFile.objects.exists()
    notebook.breaks = None
    tidy.finish_due(now=timezone.now() + timedelta(days=60))
    assert tus.told(path)["state"] == "received"


def test_whole_but_lost_before_it_was_kept_is_sent_again(tus: Tus, notebook: Notebook) -> None:
    notebook.breaks = ConnectionError("storage")
    path = tus.begin(len(PDF))["Location"]
    with pytest.raises(ConnectionError):
        tus.patch(path, 0, PDF)
    notebook.breaks = None
    parts.remove(key(path))
    tidy.finish_due(now=timezone.now() + timedelta(days=1))
    assert (tus.told(path)["state"], tus.offset(path)) == ("going", 0)
    assert tus.patch(path, 0, PDF).status_code == 204


def test_what_expired_goes_and_what_is_left_on_disk_too(
    tus: Tus, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    old, _ = tus.begin(len(PDF))["Location"], tus.give(PDF)
    tus.patch(old, 0, PDF[:50])
    now, orphan = timezone.now(), UUID(int=7)
    parts.write(orphan, 0, b"x")
    with django_capture_on_commit_callbacks(execute=True):
        assert tidy.tidy(now=now) == 0
        assert parts.size(key(old)) == 50 and parts.size(orphan) == 1
        assert tidy.tidy(now=now + settings.UPLOAD_LIFE + timedelta(hours=2)) == 2
    assert not parts.size(key(old)) and not parts.size(orphan)
    assert StoredFile.objects.count() == 1


def test_of_two_senders_the_second_is_told_where_to_go_on(tus: Tus) -> None:
    path = tus.begin(len(PDF))["Location"]
    assert tus.patch(path, 0, PDF[:10]).status_code == 204
    row = Upload.objects.get()
    with pytest.raises(uploads.OffsetConflict) as conflict:
        uploads.append(upload=row.pk, by=row.owner, offset=0, block=PDF[:10], at=NOW, now=timezone.now())
    assert conflict.value.offset == 10


def test_a_program_is_refused_when_its_first_bytes_came(tus: Tus) -> None:
    path = tus.begin(10**9, "Impact.docx")["Location"]
    answers = [tus.patch(path, 0, b"MZ" + b"\0" * 500) for _ in range(2)]
    assert [(each.status_code, each.json()["sentence"]) for each in answers] == [
        (422, "This is a program, which is not taken.")
    ] * 2
    assert tus.told(path)["state"] == "refused" and not parts.path(key(path)).exists()
    assert "end in .exe are programs" in tus.begin(10, "setup.exe").json()["sentence"]


def test_another_attempt_takes_over_and_the_first_brings_nothing_into_being(
    tus: Tus, notebook: Notebook
) -> None:
    """An attempt that was thought dead comes back after the next one began: the row no longer names its key."""
    notebook.breaks = ConnectionError("storage")
    path = tus.begin(len(PDF))["Location"]
    with pytest.raises(ConnectionError):
        tus.patch(path, 0, PDF)
    notebook.breaks = None
    first = Upload.objects.get()
    tidy.finish_due(now=timezone.now() + timedelta(minutes=1))
    finish._keep(first, "application/pdf", "0" * 64, timezone.now())
    finish._refuse(first, "Broken", timezone.now())
    assert StoredFile.objects.get().key != first.key
    assert (len(notebook.received_files), tus.told(path)["state"]) == (1, "received")


def test_two_do_not_finish_one_upload_at_once(tus: Tus, notebook: Notebook) -> None:
    notebook.breaks = ConnectionError("storage")
    path = tus.begin(len(PDF))["Location"]
    with pytest.raises(ConnectionError):
        tus.patch(path, 0, PDF)
    notebook.breaks = None
    with parts.alone(key(path)) as mine:
        assert mine
        tidy.finish_due(now=timezone.now() + timedelta(minutes=1))
        assert tus.told(path)["state"] == "finishing"
    tidy.finish_due(now=timezone.now() + timedelta(minutes=1))
    assert tus.told(path)["state"] == "received"
