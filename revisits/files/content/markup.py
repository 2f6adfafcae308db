"""Web pages and SVG drawings: taken where nothing in them could run, and never served as what they are."""

import re
from collections.abc import Iterator
from pathlib import Path

from revisits.accounts.refusal import Refused

RUNS = (
    "This {what} holds script or reaches for other pages, which could run when it is opened. "
    "Save it as a PDF, and give that."
)
PIECE, OVERLAP = 1024 * 1024, 4096
LARGEST = 50 * 1024 * 1024
TOO_LARGE = "This {what} is too large to be checked. Save it as a PDF, and give that."
ACTIVE = re.compile(
    rb"""<\s*(?:[a-z0-9_-]+:)?(?:script|iframe|frame|object|embed|applet|foreignobject|handler|portal|base)\b
    |<!entity|<\?xml-stylesheet
    |[\s"'/]on[a-z]{3,}\s*=
    |(?:j\s*a\s*v\s*a|v\s*b)\s*script\s*:
    |data\s*:\s*(?:text/html|image/svg|application/x?html|text/xml)
    |http-equiv\s*=\s*["']?\s*refresh
    |srcdoc\s*=""",
    re.IGNORECASE | re.VERBOSE,
)
HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b", re.I | re.S
)
HTML_ANYWHERE = re.compile(rb"<(?:!doctype\s+html|html|script|body)\b", re.I)
SVG = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype\s+svg[^>]*(?:\[.*?\])?>\s*)*<(?:[a-z]+:)?svg\b",
    re.I | re.S,
)
REFERENCE = re.compile(rb"&#(x[0-9a-f]{1,6}|[0-9]{1,7});?", re.I)


def is_html(head: bytes, *, anywhere: bool = False) -> bool:
    return bool((HTML_ANYWHERE.search if anywhere else HTML.match)(_plain(head)))


def is_svg(head: bytes) -> bool:
    return bool(SVG.match(_plain(head)))


def check(path: Path, kind: str) -> None:
    """Raises Refused where anything in the text could run or load something."""
    what = "drawing" if kind == "image/svg+xml" else "web page"
    if path.stat().st_size > LARGEST:
        raise Refused(TOO_LARGE.format(what=what))
    if any(ACTIVE.search(piece) for piece in _pieces(path)):
        raise Refused(RUNS.format(what=what))


def _pieces(path: Path) -> Iterator[bytes]:
    """The text in overlapping pieces, with its references read and UTF-16 made narrow."""
    kept = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            text = kept + _plain(piece)
            yield text
            kept = text[-OVERLAP:]


def _plain(text: bytes) -> bytes:
    """ASCII as it will be read, whatever the encoding: no NULs, no byte order marks, no references."""
    narrow = (
        text.replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    return REFERENCE.sub(_character, narrow)


def _character(found: re.Match[bytes]) -> bytes:
    told = found[1].lower()
    code = int(told[1:], 16) if told.startswith(b"x") else int(told)
    return bytes([code]) if code < 128 else b"?"
