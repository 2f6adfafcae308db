"""The bytes of a stored file, a block at a time, hashed as they pass."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import storages

from revisits.files.models import Fault, StoredFile

BLOCK = 1 << 20


class UnreadableError(Exception):
    """Storage does not give the bytes now; whether they are there, nobody can say."""


class Contents:
    """Iterate over it once: its blocks. After that, `fault` says what is wrong with them, if anything."""

    def __init__(self, stored: StoredFile) -> None:
        self.stored = stored
        self.fault: str = ""

    def __iter__(self) -> Iterator[bytes]:
        found = hashlib.sha256()
        try:
            with storages["files"].open(self.stored.key, "rb") as file:
                while block := file.read(BLOCK):
                    found.update(block)
                    yield block
        except FileNotFoundError:
            self.fault = Fault.MISSING
        except Exception as error:  # whatever the storage's client raises
            raise UnreadableError(type(error).__name__) from error
        else:
            self.fault = "" if found.hexdigest() == self.stored.sha256 else Fault.DIFFERS

    def check(self) -> str:
        """Read it all; the fault, or empty. UnreadableError where storage does not answer."""
        for _ in self:
            pass
        return self.fault
