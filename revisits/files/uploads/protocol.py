"""What tus 1.0.0 says in headers (https://tus.io/protocols/resumable-upload): read, and written."""

import base64
import binascii
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from revisits.files.models import Upload

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
BLOCK_TYPE = "application/offset+octet-stream"
MOST_METADATA = 8_000


class BadRequest(Exception):
    """The request breaks the protocol; `str()` says how, for whoever writes a client."""


def number(request: HttpRequest, header: str) -> int:
    """A header that counts bytes. BadRequest where it is no such number."""
    value = request.headers.get(header, "")
    if not (value.isascii() and value.isdecimal()) or len(value) > 18:
        raise BadRequest(f"{header} must be a number of bytes.")
    return int(value)


def metadata(request: HttpRequest) -> dict[str, str]:
    """Upload-Metadata: pairs of a key and a value in base64, of UTF-8."""
    given = request.headers.get("Upload-Metadata", "")
    if len(given) > MOST_METADATA:
        raise BadRequest("Upload-Metadata is too long.")
    found = {}
    for pair in filter(None, (part.strip() for part in given.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise BadRequest(f"Upload-Metadata: {key} is not text in base64.") from error
    return found


def target(text: str) -> dict[str, Any]:
    """What a file is for: an object of JSON that the database can hold."""
    try:
        found = json.loads(text or "{}", parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadRequest("The target is no JSON.") from error
    if not isinstance(found, dict) or "\\u0000" in json.dumps(found) or "\\ud" in json.dumps(found):
        raise BadRequest("The target must be an object of plain text and numbers.")
    return found


def _no_number(text: str) -> None:
    raise ValueError(text)


def answer(status: int, upload: Upload | None = None, **headers: str) -> HttpResponse:
    """An answer without a body; what it says of an upload is its length, offset and end of life."""
    response = HttpResponse(
        status=status, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    del response["Content-Type"]
    if upload:
        response["Upload-Length"] = str(upload.length)
        response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response
