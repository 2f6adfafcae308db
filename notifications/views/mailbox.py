"""The demo mailbox: what the program sent, as its readers get it. Only in the demo; 404 elsewhere."""

from collections.abc import Callable
from email.message import EmailMessage, MIMEPart
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from notifications.models import DemoMail

PER_PAGE = 25
# The HTML of a mail is shown in a frame of its own that may do nothing but be styled.
HTML_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def in_demo(view: View[P]) -> View[P]:
    """The view, in the demo; 404 elsewhere."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@in_demo
def mail_list(request: HttpRequest) -> HttpResponse:
    """All mail, the newest first; `?to=` keeps one recipient's."""
    to = request.GET.get("to", "").strip().lower()
    mails = DemoMail.objects.defer("raw")
    if to:
        mails = mails.filter(recipients__contains=[to])
    page = Paginator(mails, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/mailbox.html", {"page": page, "to": to})


@in_demo
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: its headings, text, attachments, and its HTML in a frame."""
    found = get_object_or_404(DemoMail, pk=pk)
    message = found.message
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    context = {
        "mail": found,
        "message_id": message["Message-ID"],
        "text": _as_shown(text) if text else "",
        "has_html": html is not None,
        "attachments": [(number, part.get_filename()) for number, part in enumerate(_attachments(message))],
    }
    return render(request, "notifications/mail.html", context)


@in_demo
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a mail, forbidden to run or fetch anything."""
    html = get_object_or_404(DemoMail, pk=pk).message.get_body(("html",))
    if html is None:
        raise Http404
    return HttpResponse(html.get_content(), headers={"Content-Security-Policy": HTML_POLICY})


@in_demo
def mail_attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An attachment, to be downloaded."""
    attachments = _attachments(get_object_or_404(DemoMail, pk=pk).message)
    if number >= len(attachments):
        raise Http404
    part = attachments[number]
    response = HttpResponse(part.get_payload(decode=True), content_type=part.get_content_type())
    response.headers["Content-Disposition"] = _as_download(part.get_filename() or "attachment")
    response.headers["Content-Security-Policy"] = HTML_POLICY
    return response


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]


def _as_download(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def _as_shown(part: MIMEPart) -> str:
    """As a mail program shows it: lines that go on are joined again (RFC 3676)."""
    content = str(part.get_content()).replace("\r\n", "\n")
    return content.replace(" \n", " ") if part.get_param("format") == "flowed" else content
