"""The storage of files in an S3-compatible bucket; see storage.py.

A module of its own, as its client takes a fifth of the time in which the program starts, and a folder needs none.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from boto3.s3.transfer import TransferConfig
from storages.backends.s3 import S3Storage

from revisits.files.storage import PIECE, Kept

# Parts of S3's own multi-part upload: at most two are in memory at once.
S3_PART = 16 * 1024 * 1024


class S3Files(S3Storage):  # type: ignore[misc]
    """A bucket of any S3-compatible service. Nothing in it is public; the program alone reads it."""

    def __init__(self, **options: Any) -> None:
        fixed = {
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": True,
            # What is opened through Django's interface goes to a temporary file, not into memory.
            "max_memory_size": 1024 * 1024,
            "transfer_config": TransferConfig(
                multipart_threshold=S3_PART, multipart_chunksize=S3_PART, max_concurrency=2
            ),
        }
        super().__init__(**(fixed | options))

    def keep(self, path: Path, key: str) -> None:
        """Send the file at `path`; S3 shows it when it is complete, and not before."""
        self.bucket.Object(self._place(key)).upload_file(str(path), Config=self.transfer_config)

    def pieces(self, key: str, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from `start` to before `stop`, in pieces."""
        if start < stop:
            found = self.bucket.Object(self._place(key)).get(Range=f"bytes={start}-{stop - 1}")
            yield from found["Body"].iter_chunks(PIECE)

    def there(self) -> Iterator[Kept]:
        """Everything in the bucket, or below the prefix that the settings name."""
        below = f"{self.location.rstrip('/')}/" if self.location else ""
        for found in self.bucket.objects.filter(Prefix=below):
            yield Kept(found.key.removeprefix(below), found.size, found.last_modified)

    def _place(self, key: str) -> str:
        return str(self._normalize_name(key))
