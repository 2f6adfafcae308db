"""The server part of tus: uploads are made, added to, asked about and given up. Sign-in and CSRF hold as everywhere.

What the protocol leaves open: a refusal is 422 with JSON, {"sentence": …, "field": …}; a GET tells in JSON how an
upload stands, and which of one's own are unfinished.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.refusal import Refused
from revisits.files.actions import uploads as actions
from revisits.files.actions.finish import finish
from revisits.files.models import Upload
from revisits.files.uploads import protocol

# So much is in memory for each sender, and is on disk before the next is read.
BLOCK = 4 * 1024 * 1024
MOST_LISTED = 100
View = Callable[..., HttpResponse]


def speaks_tus(view: View) -> View:
    """The protocol's version in every answer, its errors as answers, and nothing kept by anybody in between."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        version = request.headers.get("Tus-Resumable")
        try:
            if request.method not in ("GET", "OPTIONS") and version != protocol.VERSION:
                response = protocol.answer(412, Tus_Version=protocol.VERSION)
            else:
                response = view(request, *args, **kwargs)
        except protocol.BadRequest as error:
            response = HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
        except Refused as refusal:
            response = JsonResponse({"sentence": str(refusal), "field": refusal.field}, status=422)
        response["Tus-Resumable"] = protocol.VERSION
        return response

    return spoken


@never_cache
@require_http_methods(["GET", "OPTIONS", "POST"])
@speaks_tus
def uploads(request: HttpRequest) -> HttpResponse:
    """Begin an upload; what the server can do; or what is unfinished."""
    if request.method == "OPTIONS":
        return _capabilities()
    by = signed_in(request)
    return _begin(request, by) if request.method == "POST" else _unfinished(request, by)


def _capabilities() -> HttpResponse:
    return protocol.answer(
        204,
        Tus_Version=protocol.VERSION,
        Tus_Extension=protocol.EXTENSIONS,
        Tus_Max_Size=str(settings.MAX_UPLOAD_BYTES),
    )


def _begin(request: HttpRequest, by: User) -> HttpResponse:
    told = protocol.metadata(request)
    row = actions.begin(
        by=by,
        purpose=told.get("purpose", ""),
        target=protocol.target(told.get("target", "")),
        name=told.get("name", ""),
        folder=told.get("folder", ""),
        length=protocol.number(request, "Upload-Length"),
        now=timezone.now(),
    )
    return protocol.answer(201, row, Location=reverse("upload", args=[row.pk]))


def _unfinished(request: HttpRequest, by: User) -> HttpResponse:
    """One's own uploads of a purpose and target that are not finished, the oldest first."""
    about = protocol.target(request.GET.get("target", ""))
    purpose = request.GET.get("purpose", "")
    found = Upload.objects.under_way().filter(owner=by, purpose=purpose, target__contains=about)
    return JsonResponse({"uploads": [_told(row) for row in found[:MOST_LISTED]]})


@never_cache
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
@speaks_tus
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One upload: how far it is, its next bytes, or its end. Somebody else's is not there."""
    by = signed_in(request)
    row = get_object_or_404(Upload, pk=pk, owner=by)
    match request.method:
        case "PATCH":
            return _append(request, row, by)
        case "HEAD":
            return protocol.answer(200, row, Upload_Offset=str(actions.agreed(row)))
        case "DELETE":
            actions.discard(upload=row.pk, by=by)
            return protocol.answer(204)
    return JsonResponse(_told(row))


def _append(request: HttpRequest, row: Upload, by: User) -> HttpResponse:
    """Write what comes, block by block, until the body or the line ends; the last byte has the upload finished."""
    if request.content_type != protocol.BLOCK_TYPE:
        return protocol.answer(415)
    offset = protocol.number(request, "Upload-Offset")
    if offset + protocol.number(request, "Content-Length") > row.length:
        return protocol.answer(413)
    if row.refused:
        raise Refused(row.refused)
    try:
        if row.state != "going" or offset != actions.agreed(row):
            raise actions.OffsetConflict(actions.agreed(row))
        for block in blocks(request):
            if not offset:
                _check_beginning(request, row, block)
            offset = actions.append(
                upload=row.pk, by=by, offset=offset, block=block, at=clock.now(), now=timezone.now()
            )
    except actions.OffsetConflict as conflict:
        return protocol.answer(409, Upload_Offset=str(conflict.offset))
    except Upload.DoesNotExist as gone:
        raise Http404 from gone
    if offset == row.length:
        finish(upload=row.pk, now=timezone.now())
    row.refresh_from_db()
    if row.refused:
        raise Refused(row.refused)
    return protocol.answer(204, row, Upload_Offset=str(offset))


def _check_beginning(request: HttpRequest, row: Upload, block: bytes) -> None:
    try:
        actions.check_beginning(upload=row.pk, head=block, now=timezone.now())
    except Refused:
        # Its sender listens for an answer when all is sent, and not before.
        for _ in blocks(request):
            pass
        raise


def blocks(request: HttpRequest) -> Iterator[bytes]:
    """The body in blocks; a line that broke ends it with what came."""
    while True:
        try:
            block = request.read(BLOCK)
        except UnreadablePostError:
            return
        if not block:
            return
        yield block


def _told(row: Upload) -> dict[str, object]:
    return {
        "address": reverse("upload", args=[row.pk]),
        "name": row.name,
        "folder": row.folder,
        "length": row.length,
        "offset": actions.agreed(row),
        "state": row.state,
        "sentence": row.refused,
        "receipt": row.receipt,
    }
