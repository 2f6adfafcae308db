"""Fixtures of the case's tests."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def stored(settings: Any, tmp_path: Path) -> Path:
    """The folder in which the files of a test are kept; archives are written beside it."""
    kept = {"BACKEND": "revisits.files.storage.LocalFiles", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "files": kept}
    settings.ARCHIVE_DIR = tmp_path / "archives"
    (tmp_path / "files").mkdir()
    return tmp_path / "files"
