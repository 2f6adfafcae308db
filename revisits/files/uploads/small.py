"""The plain way in: files of a form, without JavaScript. They take the same way as all others, in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.models import User
from revisits.accounts.refusal import Refused
from revisits.files.actions.finish import finish
from revisits.files.actions.uploads import append, begin
from revisits.files.models import Upload
from revisits.files.receivers import Target

Given = UploadedFile[Any]
FIELD = "files"
BLOCK = 4 * 1024 * 1024
# The other fields of a form, and what separates them.
SLACK = 1024 * 1024


class NotTooMuch(FileUploadHandler):
    """Stops a form that is larger than forms may be, before its files fill the disk."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        if content_length > settings.SMALL_UPLOAD_BYTES + SLACK and self.request:
            self.request.META["revisits.too_much"] = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.request and self.request.META.get("revisits.too_much"):
            # The rest is read and thrown away: else the browser would show a broken line, and not the page.
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


@dataclass(frozen=True)
class Outcome:
    """What became of one file of a form: the address of its receipt, or why it was refused."""

    name: str
    receipt: str = ""
    refused: str = ""


def has_files(request: HttpRequest) -> bool:
    """Whether a form that was posted brought files, or tried to bring too much."""
    return bool(_chosen(request)) or _too_much(request)


def receive_form(request: HttpRequest, *, purpose: str, target: Target) -> list[Outcome]:
    """Receive the files of the posted field "files", each for itself; at least one outcome.

    What the receiver raises for all of them (Http404) goes on to the caller.
    """
    if _too_much(request):
        most = filesizeformat(settings.SMALL_UPLOAD_BYTES)
        return [
            Outcome("", refused=f"Without JavaScript, files of up to {most} together can be given at once.")
        ]
    chosen = _chosen(request)
    if not chosen:
        return [Outcome("", refused="Choose a file.")]
    by = signed_in(request)
    return [_outcome(file, purpose, target, by) for file in chosen]


def _outcome(file: Given, purpose: str, target: Target, by: User) -> Outcome:
    name = file.name or ""
    try:
        return Outcome(
            name, receipt=receive_small(file, purpose=purpose, target=target, by=by, at=clock.now())
        )
    except Refused as refusal:
        return Outcome(name, refused=str(refusal))


def receive_small(file: Given, *, purpose: str, target: Target, by: User, at: datetime) -> str:
    """Receive one file of a form; the address of its receipt. Raises Refused, and Http404, as the receiver does."""
    if (file.size or 0) > settings.SMALL_UPLOAD_BYTES:
        raise Refused(
            f"Without JavaScript, files of up to {filesizeformat(settings.SMALL_UPLOAD_BYTES)} can be given."
        )
    now = timezone.now()
    row = begin(by=by, purpose=purpose, target=target, name=file.name or "", length=file.size or 0, now=now)
    offset = 0
    for block in file.chunks(BLOCK):
        offset = append(upload=row.pk, by=by, offset=offset, block=block, at=at, now=now)
    finish(upload=row.pk, now=now)
    done = Upload.objects.get(pk=row.pk)
    if done.refused:
        raise Refused(done.refused)
    return done.receipt


def _chosen(request: HttpRequest) -> Sequence[Given]:
    return request.FILES.getlist(FIELD)


def _too_much(request: HttpRequest) -> bool:
    return bool(request.FILES is not None and request.META.get("revisits.too_much"))
