"""Public pages do not learn who asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Calendars are opened by their secret address alone.
PLACES = ("/visits/", "/outcomes/", "/unsubscribe/", "/robots.txt", "/sitemap.xml", "/calendars/")


def the_same_for_all(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Leave the cookies of the signed-in outside, and so every answer the same for everybody and good for any cache.

    It stands before the middleware of sessions, which would read the cookie, note that somebody was here, and
    tell caches that the answer depends on it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PLACES):
            return get_response(request)
        request.COOKIES = {}
        response = get_response(request)
        varies = [name.strip() for name in response.get("Vary", "").split(",")]
        del response["Vary"]
        if kept := [name for name in varies if name and name.lower() != "cookie"]:
            response["Vary"] = ", ".join(kept)
        return response

    return middleware
