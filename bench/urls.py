"""The program's addresses, and the bare view's."""

from django.urls import path

from bench.bare import bare
from revisits.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [path("bench/bare/<slug:reference>/", bare), *urlpatterns]
