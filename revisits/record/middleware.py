"""Every request acts for whoever signed in, by way of the web."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from revisits.acting import acting


def acts_for_the_person(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Asks who it is only when something is written, so a page that only reads pays nothing."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        def person() -> int | None:
            return request.user.pk

        with acting(person=person, means="web"):
            return get_response(request)

    return middleware
