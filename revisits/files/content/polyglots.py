"""Files that are two things at once: harmless to one program, and a trap to another."""

import struct
from pathlib import Path

from revisits.accounts.refusal import Refused
from revisits.files.content import markup

TWO = "This file is of two kinds at once, which ordinary files never are. Save it again, and give that."
ZIP_END = struct.Struct("<4s4H2LH")
# These hold other files as they are, so that the end of an archive may stand at their own.
HOLDERS = (
    "application/cdfv2",
    "application/x-ole",
    "application/vnd.ms-",
    "application/msword",
    "message/",
    "text/",
)


def check(path: Path, head: bytes, kind: str) -> None:
    """Refuse what is a PDF, or ends as a zip archive, or holds a web page, while its beginning says otherwise."""
    if kind != "application/zip" and not kind.startswith(HOLDERS) and _ends_as_zip(path):
        raise Refused(TWO)
    place = head[:1024].find(b"%PDF-")
    if kind != "application/pdf" and place > 0 and not kind.startswith("message/"):
        raise Refused(TWO)
    if kind == "application/pdf" and (
        head[:place].strip(b"\xef\xbb\xbf \t\r\n\0") or markup.is_html(head[:1024], anywhere=True)
    ):
        raise Refused(TWO)


def _ends_as_zip(path: Path) -> bool:
    """Whether a zip archive ends where the file ends: unpackers look there, and nowhere else."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - ZIP_END.size - 65_535))
        tail = file.read()
    at = tail.find(b"PK\x05\x06")
    while 0 <= at <= len(tail) - ZIP_END.size:
        comment = ZIP_END.unpack_from(tail, at)[-1]
        if at + ZIP_END.size + comment == len(tail):
            return True
        at = tail.find(b"PK\x05\x06", at + 1)
    return False
