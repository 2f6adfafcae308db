"""The project's settings, with a bare view to compare with, a count of SQL statements, and a taker of files."""

from revisits.settings import *  # noqa: F403
from revisits.settings import INSTALLED_APPS, MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.counting.count_sql", *MIDDLEWARE]
INSTALLED_APPS = [*INSTALLED_APPS, "bench.sink.SinkConfig"]
