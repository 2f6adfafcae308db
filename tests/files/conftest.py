"""A receiver for the tests, the two storages, and a client that speaks tus."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from revisits import poking
from revisits.accounts.models import User
from revisits.files import receivers
from revisits.files.models import StoredFile
from revisits.files.receivers import Target
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.files import buckets

Poked = list[tuple[str, tuple[object, ...]]]
PDF = b"%PDF-1.7\n" + b"Waiting times fell. " * 20 + b"\n%%EOF\n"


@dataclass
class Notebook:
    """A receiver that writes down what it is asked and given; it refuses what it is told to refuse."""

    received_files: list[tuple[StoredFile, Target, User, datetime]] = field(default_factory=list)
    refuses: Exception | None = None
    breaks: Exception | None = None

    def may(self, person: User, target: Target) -> None:
        if self.refuses:
            raise self.refuses

    def received(self, *, stored: StoredFile, target: Target, by: User, at: datetime) -> str:
        if self.breaks:
            raise self.breaks
        self.received_files.append((stored, target, by, at))
        return f"/receipts/{stored.pk}/"


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """Takes the files of the purpose "notes"."""
    found = Notebook()
    monkeypatch.setitem(receivers._RECEIVERS, "notes", found)
    return found


def encoded(**given: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in given.items())


@dataclass
class Tus:
    """A client of the protocol, signed in as somebody."""

    browser: Client

    def send(self, method: str, path: str, body: bytes = b"", **headers: object) -> Any:
        named = {
            "Tus-Resumable": "1.0.0",
            **{name.replace("_", "-"): str(value) for name, value in headers.items()},
        }
        return self.browser.generic(method, path, body, "application/offset+octet-stream", headers=named)

    def begin(self, length: int, name: str = "impact.pdf", target: Any = None, **more: str) -> Any:
        told = encoded(name=name, purpose="notes", target=json.dumps(target or {"case": "essex"}), **more)
        return self.send("POST", "/uploads/", Upload_Length=length, Upload_Metadata=told)

    def patch(self, path: str, offset: int, body: bytes) -> Any:
        return self.send("PATCH", path, body, Upload_Offset=offset)

    def offset(self, path: str) -> int:
        return int(self.send("HEAD", path)["Upload-Offset"])

    def give(self, content: bytes, name: str = "impact.pdf", **more: str) -> tuple[str, Any]:
        """The whole of it in one go: the address of the upload, and the last answer."""
        begun = self.begin(len(content), name, **more)
        assert begun.status_code == 201, begun.content
        return begun["Location"], self.patch(begun["Location"], 0, content)

    def told(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = self.browser.get(path).json()
        return found


@pytest.fixture
def tus(cast: Cast, notebook: Notebook, signed_in: SignedIn) -> Iterator[Tus]:
    """Of the nominated officer."""
    yield Tus(signed_in(cast["lano"]))


@pytest.fixture
def poked(monkeypatch: pytest.MonkeyPatch) -> Poked:
    """Which tasks were asked for, with what: nothing goes to a broker."""
    asked: Poked = []
    monkeypatch.setattr(poking, "_send", lambda task, args: asked.append((task, args)))
    return asked


@pytest.fixture(scope="session")
def bucket() -> Iterator[str]:
    """The address of an S3-compatible service."""
    with buckets.s3() as address:
        yield address


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, settings: Settings) -> str:
    """Each test that asks for it runs on both."""
    if request.param == "bucket":
        address = request.getfixturevalue("bucket")
        settings.STORAGES = {**settings.STORAGES, "files": buckets.storage(address)}
    return str(request.param)
