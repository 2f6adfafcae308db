"""How many SQL statements a request made, streamed content included: `/bench/counted/` tells of the last one.

Counting costs a request two function calls a statement, the bare view's as much as ours.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase


class Counter:
    """Wraps the running of statements; `last` is the number of the last request. Requests come one at a time."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.last += 1
        return execute(*args)


counter = Counter()


def count_sql(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/bench/counted/":
            return HttpResponse(str(counter.last))
        counter.last = 0
        with connection.execute_wrapper(counter):
            response = get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _counted(response.streaming_content)
        return response

    return middleware


def _counted(content: Any) -> Iterator[bytes]:
    with connection.execute_wrapper(counter):
        yield from content
