"""Serving a file to somebody who may see it. Who that is, and putting the reading on record, is the caller's part.

    @require_safe
    def file(request, …):
        version = get_object_or_404(access.evidence_versions(request.user), …)
        if serving.begins(request):
            read(person=…, what=version, case=…, download=True)
        return serving.attachment(request, version.file)

Nothing that was given is ever a page of this site: it is downloaded, or shown in a frame without rights.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from revisits.files.models import StoredFile
from revisits.files.ranges import Range, Unsatisfiable, wanted
from revisits.files.storage import files

# Shown by the browser's own viewers, none of which runs anything of the site.
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/gif", "image/webp"})
# A browser that is told one of these could run it.
NEVER_TOLD = ("text/html", "image/svg", "application/xhtml", "text/xml", "application/xml", "text/javascript")
UNTOLD = "application/octet-stream"
# Nothing in it may run, load or send; images and PDF viewers need no more.
CLOSED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; "
    "frame-ancestors 'self'"
)


def may_show_inline(stored: StoredFile) -> bool:
    """Whether a browser may show it inside a page: PDF and raster images."""
    return stored.kind in SHOWN


def begins(request: HttpRequest) -> bool:
    """Whether a request is for the beginning of a file, not for a further range of one that is being read."""
    told = request.headers.get("Range", "").replace(" ", "")
    return request.method == "GET" and (not told.startswith("bytes=") or told.startswith("bytes=0-"))


def attachment(request: HttpRequest, stored: StoredFile, *, anyway: bool = False) -> HttpResponseBase:
    """The file as a download under its name; Http404 where its scan forbids it, unless `anyway`.

    GET and HEAD; one range of bytes (206, 416, If-Range).
    """
    kind = UNTOLD if stored.kind.startswith(NEVER_TOLD) else stored.kind
    return _serve(request, stored, anyway, kind, inline=False, policy=f"{CLOSED}; sandbox")


def inline(request: HttpRequest, stored: StoredFile, *, anyway: bool = False) -> HttpResponseBase:
    """The file for a frame or an image of our own pages; Http404 where a browser is not to show its kind."""
    if not may_show_inline(stored):
        raise Http404
    # Chromium's viewer of PDFs does not start in a sandbox; it runs nothing of the site, and the policy loads nothing.
    policy = CLOSED if stored.kind == "application/pdf" else f"{CLOSED}; sandbox"
    return _serve(request, stored, anyway, stored.kind, inline=True, policy=policy)


@dataclass(frozen=True)
class _Body:
    """A part of a file in storage, read when it is sent."""

    key: str
    start: int
    stop: int

    def pieces(self) -> Iterator[bytes]:
        return files().pieces(self.key, self.start, self.stop)


def _serve(
    request: HttpRequest, stored: StoredFile, anyway: bool, kind: str, *, inline: bool, policy: str
) -> HttpResponseBase:
    if not (anyway or stored.may_be_opened):
        raise Http404
    try:
        part = wanted(request, size=stored.size, etag=_etag(stored))
    except Unsatisfiable:
        return _with_headers(
            HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"}), stored
        )
    response = _answer(request, stored, part, kind)
    response["Content-Disposition"] = content_disposition_header(not inline, stored.name) or "attachment"
    response["Content-Security-Policy"] = policy
    if part:
        response["Content-Range"] = f"bytes {part.first}-{part.last}/{stored.size}"
    return _with_headers(response, stored)


def _answer(request: HttpRequest, stored: StoredFile, part: Range | None, kind: str) -> HttpResponseBase:
    start, stop = (part.first, part.last + 1) if part else (0, stored.size)
    status = 206 if part else 200
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(status=status, content_type=kind)
    else:
        body = _Body(stored.key, start, stop)
        response = StreamingHttpResponse(body.pieces(), status=status, content_type=kind)
    response["Content-Length"] = str(stop - start)
    return response


def _with_headers(response: HttpResponseBase, stored: StoredFile) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = _etag(stored)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _etag(stored: StoredFile) -> str:
    return f'"{stored.sha256}"'
