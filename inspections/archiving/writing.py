"""Writing a zip into storage as it grows: one pass, flat memory, with the hash of every member."""

import hashlib
import io
from collections.abc import Iterable
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo


class Counting(io.RawIOBase):
    """A file that is only written, forwards; it counts and hashes what passes."""

    def __init__(self, into: IO[bytes]) -> None:
        self.into, self.size, self.hash = into, 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, block: bytes) -> int:  # type: ignore[override]
        self.into.write(block)
        self.hash.update(block)
        self.size += len(block)
        return len(block)


class Archive:
    """The archive being written; `sums` are its members' hashes so far, by path. Close it, or it is none."""

    def __init__(self, into: IO[bytes], at: datetime) -> None:
        self.counting = Counting(into)
        self.zip = ZipFile(self.counting, "w")
        self.at = at
        self.sums: dict[str, str] = {}

    def add(self, path: str, blocks: Iterable[bytes], *, packed: bool = False) -> str:
        """Add a member; what people give is mostly packed already. Returns its SHA-256."""
        info = ZipInfo(path, date_time=self.at.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        found = hashlib.sha256()
        with self.zip.open(info, "w", force_zip64=True) as member:
            for block in blocks:
                member.write(block)
                found.update(block)
        self.sums[path] = found.hexdigest()
        return self.sums[path]

    def add_text(self, path: str, text: str) -> None:
        self.add(path, [text.encode()], packed=True)

    def close(self) -> None:
        """With the list of hashes as its last member."""
        self.add_text("SHA256SUMS", "".join(f"{found}  {path}\n" for path, found in self.sums.items()))
        self.zip.close()
