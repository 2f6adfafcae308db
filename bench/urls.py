"""The program's addresses, and the bare view's."""

from django.urls import URLPattern, URLResolver, path

from bench.bare import bare, bare_insert, bare_public
from revisits.urls import handler404, handler429, handler500
from revisits.urls import urlpatterns as program

__all__ = ["handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("bench/bare/<slug:reference>/", bare),
    path("visits/bench/insert/", bare_insert),
    path("visits/bench/bare/<slug:reference>/", bare_public),
    *program,
]
