"""The project's settings, with a bare view to compare with and a count of SQL statements around every view."""

from revisits.settings import *  # noqa: F403
from revisits.settings import MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.counting.count_sql", *MIDDLEWARE]
