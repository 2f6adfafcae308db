"""Where providers report what became of messages. Off, and 404, until a secret is set."""

import logging
import time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError

from notifications.domain import bounces
from notifications.domain.bounces import Reported
from notifications.webhook import proof, reading

log = logging.getLogger(__name__)
TIMESTAMP, SIGNATURE = "X-Revisits-Timestamp", "X-Revisits-Signature"


@csrf_exempt
@login_not_required
def delivery(request: HttpRequest) -> HttpResponse:
    """A report by POST: with GOV.UK Notify's bearer token, or signed.

    202 whether we know its messages or not; 400 for what cannot be read, 403 without the secret, 404 for everything
    while that way is off.
    """
    receipt = "Authorization" in request.headers
    if not (settings.NOTIFY_CALLBACK_TOKEN if receipt else settings.DELIVERY_WEBHOOK_SECRET):
        raise Http404
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    if not (_bears(request) if receipt else _is_signed(request)):
        log.warning("a report of delivery was refused: wrong token or signature, or too old")
        return HttpResponse("Refused.", status=403, content_type="text/plain")
    try:
        reports = reading.receipt(request.body) if receipt else reading.events(request.body)
    except ValidationError as error:
        log.warning("a report of delivery cannot be read: %s errors", error.error_count())
        return HttpResponse("Cannot be read.", status=400, content_type="text/plain")
    _record(reports)
    return HttpResponse(status=202)


def _record(reports: list[Reported]) -> None:
    now = timezone.now()
    for report in reports:
        bounces.record(report, now=now)


def _bears(request: HttpRequest) -> bool:
    return proof.bears(settings.NOTIFY_CALLBACK_TOKEN, header=request.headers["Authorization"])


def _is_signed(request: HttpRequest) -> bool:
    return proof.is_signed(
        settings.DELIVERY_WEBHOOK_SECRET,
        timestamp=request.headers.get(TIMESTAMP, ""),
        body=request.body,
        signature=request.headers.get(SIGNATURE, ""),
        now=time.time(),
    )
