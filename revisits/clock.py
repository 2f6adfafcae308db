"""What time it is, for everyone outside the pure engine.

Views, tasks and commands ask here once and pass `now` or `today` on. In the demo the clock stands where
the demo's cases are, and runs on from there.
"""

from datetime import date, datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, Europe/London."""
    real = timezone.now()
    if settings.DEMO:
        real += demo_shift()
    return timezone.localtime(real)


def today() -> date:
    """The present date in London."""
    return now().date()


def demo_shift() -> timedelta:
    """How far the demo's clock stands from the real one."""
    row = apps.get_model("accounts", "DemoClock").objects.first()
    return row.shift if row else timedelta(0)
