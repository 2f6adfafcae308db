"""Ranges of bytes (RFC 9110, section 14): one range of one file, as players and interrupted downloads ask for it."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

ONE = re.compile(r"^bytes=\s*(\d{0,18})-(\d{0,18})\s*$", re.ASCII)


@dataclass(frozen=True)
class Range:
    """The first and the last byte, counted from 0, both within the file."""

    first: int
    last: int


class Unsatisfiable(Exception):
    """The range begins behind the end of the file."""


def wanted(request: HttpRequest, *, size: int, etag: str) -> Range | None:
    """The range that a request asks for of a file of `size` bytes (at least 1); None for the whole file.

    What is malformed, asks for several ranges, or is conditional on another version of the file (If-Range), gets the
    whole, as the standard allows. Raises Unsatisfiable.
    """
    found = ONE.match(request.headers.get("Range", ""))
    if not found or found[1] == found[2] == "" or request.headers.get("If-Range", etag) != etag:
        return None
    if not found[1]:
        if int(found[2]) == 0:
            raise Unsatisfiable
        return Range(max(0, size - int(found[2])), size - 1)
    first, last = int(found[1]), int(found[2] or size - 1)
    if first >= size:
        raise Unsatisfiable
    return Range(first, min(last, size - 1)) if first <= last else None
