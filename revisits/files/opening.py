"""Whether a file may be opened as its scan and its bytes stand; who may see it is for the layers above to say."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from revisits.files.models import Scan, StoredFile

DAMAGED = "This file is damaged in storage, so nobody can open it. Inspection support is told."
SENTENCES: dict[str, str] = {
    Scan.PENDING: "This file waits to be scanned for viruses. It can be opened when the scan has found nothing.",
    Scan.INFECTED: "The scan found a virus in this file, so nobody can open it. Ask for a clean copy.",
    Scan.FAILED: "This file could not be scanned, so nobody can open it. Inspection support can try again.",
}
WARNING = "Nobody scanned this file for viruses. Open it only if you expected it and trust whoever gave it."
FORBIDDEN = "Nobody scanned this file for viruses, and files that were not scanned are not opened here."


@dataclass(frozen=True)
class Opening:
    """Whether a file may be opened, whether its reader is warned first, and the sentence that says why."""

    allowed: bool
    warn: bool = False
    sentence: str = ""


def may_open(stored: StoredFile) -> Opening:
    """How the file may be opened now. Settings (OPEN_UNSCANNED) say so of a file that nobody scanned."""
    if stored.fault:
        return Opening(False, sentence=DAMAGED)
    if stored.scan == Scan.CLEAN:
        return Opening(True)
    if stored.scan != Scan.NOT_SCANNED:
        return Opening(False, sentence=SENTENCES[stored.scan])
    if settings.OPEN_UNSCANNED != "warn":
        return Opening(False, sentence=FORBIDDEN)
    return Opening(True, warn=True, sentence=WARNING)


def before_opening(
    request: HttpRequest, stored: StoredFile, *, back: str, called: str
) -> HttpResponse | None:
    """The page that stands before an opening: why not (403), or the warning with its "open anyway" (200).

    None where nothing stands in the way, or the reader has chosen `?opened=anyway` (for which nothing is written).
    `called` is what the reader knows the file as; `back` is the address to go back to. Call it in the view that
    serves, after access and before the bytes and the record of the reading.
    """
    opening = may_open(stored)
    if opening.allowed and not (opening.warn and request.GET.get("opened") != "anyway"):
        return None
    anyway = request.GET.copy()
    anyway["opened"] = "anyway"
    context = {"opening": opening, "file": stored, "called": called, "back": back}
    address = f"{request.path}?{anyway.urlencode()}"
    status = 200 if opening.allowed else 403
    answer = render(request, "files/unscanned.html", {**context, "anyway": address}, status=status)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
