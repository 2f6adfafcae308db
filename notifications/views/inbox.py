"""Your messages: everything that the program wrote to a person, for them alone."""

from django.contrib import messages as banner
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from notifications import access, inbox
from revisits import clock
from revisits.accounts.access import signed_in

PER_PAGE = 25


@require_safe
@cache_control(no_store=True)
def messages(request: HttpRequest) -> HttpResponse:
    """The newest first; `?unread=1` keeps those that were not opened. Of what they may no longer see, only the day."""
    rows = access.own(request.user).select_related("revisit", "recipient_user").defer("text", "html")
    unread = request.GET.get("unread") == "1"
    if unread:
        rows = inbox.unopened(rows)
    page = Paginator(rows.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    readable = access.readable(page.object_list)
    lines = [(row, row.pk in readable) for row in page]
    return render(
        request, "notifications/your_messages.html", {"page": page, "lines": lines, "unread": unread}
    )


@require_safe
@cache_control(no_store=True)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message, in words. Opening it is noted: whoever sent a notice sees that it was read."""
    own = access.own(request.user).select_related("revisit__area", "recipient_user", "attach_letter")
    row = get_object_or_404(own, pk=pk)
    if not access.readable([row]):
        raise Http404
    inbox.opened(row, at=clock.now())
    return render(request, "notifications/your_message.html", {"row": row})


@require_POST
def all_opened(request: HttpRequest) -> HttpResponse:
    """Put everything aside as read."""
    number = inbox.unopened(access.own(signed_in(request))).update(opened_at=clock.now())
    banner.success(request, f"{number} message{'' if number == 1 else 's'} put aside as read.")
    return redirect("your-messages")
