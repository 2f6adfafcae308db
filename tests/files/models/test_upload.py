"""Uploads: what the database refuses, whoever asks."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from revisits.files.models import Upload
from tests.cast import NOW, Cast


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("upload_not_empty", {"length": 0}),
        ("upload_not_longer_than_said", {"offset": 11}),
        ("upload_whole_has_all_bytes", {"offset": 9, "whole_at": NOW}),
        ("upload_kept_has_its_receipt", {"receipt": "/receipts/1/"}),
    ],
)
def test_an_upload_says_nothing_that_is_not_so(cast: Cast, constraint: str, changes: dict[str, Any]) -> None:
    given = {"owner": cast["lano"], "purpose": "notes", "target": {}, "name": "a.pdf", "length": 10}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Upload.objects.create(started_at=NOW, expires_at=NOW, **(given | changes))
