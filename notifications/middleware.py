"""What formal messages a button would send, and to whom, is shown before it is done."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from notifications.catalogue.shown_first import SHOWN_FIRST
from notifications.views import shown_first

View = Callable[..., HttpResponse]


class ShowsFirst:
    """Stands last, next to the views: whoever gets here may go on to them."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, given: dict[str, Any]
    ) -> HttpResponse | None:
        """The page that shows it, the view's own where it refuses what was typed; None has the view do it."""
        match = request.resolver_match
        page = SHOWN_FIRST.get(match.url_name or "") if match else None
        if page is None or request.method != "POST":
            return None
        return shown_first.look(request, page, given.get("reference"), lambda: view(request, *args, **given))
