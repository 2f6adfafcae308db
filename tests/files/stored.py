"""Stored files for tests: rows whose bytes are in a storage of their own."""

import hashlib
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from pytest_django import Settings

from revisits.accounts.models import User
from revisits.files.models import StoredFile
from tests.cast import NOW


@pytest.fixture
def storage(settings: Settings, tmp_path: Path) -> Path:
    """The folder in which the files of this test are stored."""
    folder = tmp_path / "files"
    settings.STORAGES = settings.STORAGES | {
        "files": {
            "BACKEND": "revisits.files.storage.LocalFiles",
            "OPTIONS": {"location": folder},
        }
    }
    return folder


def store(content: bytes, *, by: User, at: datetime = NOW, **values: Any) -> StoredFile:
    """Keep the bytes in storage, and the row of them: with every check but that of content."""
    given: dict[str, Any] = {
        "name": "impact.pdf", "kind": "application/pdf", "size": len(content), "added_by": by, "added_at": at,
        "sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    number = StoredFile.objects.count() + 1
    key = storages["files"].save(f"{given['sha256'][:2]}/{number}", BytesIO(content))
    return StoredFile.objects.create(key=key, **(given | values))
